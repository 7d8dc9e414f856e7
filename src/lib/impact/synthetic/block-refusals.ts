import { DataError } from '#lib/errors.ts';
import { cohorts, panelCounts } from '../panel/cohorts.ts';
import type { Panel } from '../panel/panel.ts';

/** Why a panel is no block of treated rows that begins at one time, and the next honest design. */
export type BlockRefusal =
	| { readonly code: 'no-treated-units'; readonly next: 'another-window' }
	| {
			readonly code: 'always-treated';
			readonly units: readonly string[];
			readonly next: 'without-these-units';
	  }
	| {
			readonly code: 'several-starts';
			readonly starts: readonly number[];
			readonly next: 'group-time';
	  }
	| { readonly code: 'no-control-units'; readonly next: 'interrupted-time-series' }
	| {
			readonly code: 'too-few-pre-periods';
			readonly start: number;
			readonly prePeriods: number;
			readonly next: 'two-by-two';
	  }
	| {
			readonly code: 'unbalanced';
			readonly unit: string;
			readonly period: number;
			readonly next: 'complete-units' | 'two-by-two';
	  }
	| {
			readonly code: 'not-taken';
			readonly what: 'weights' | 'covariates';
			readonly next: 'two-by-two' | 'predictor-control';
	  };

/** Whether a design uses the covariates of the panel itself. */
export interface BlockNeeds {
	readonly covariates: 'refused' | 'left';
}

/** Every reason why the panel is no block; none if it is one. */
export function blockRefusals(panel: Panel, { covariates }: BlockNeeds): BlockRefusal[] {
	const always = panel.unit.levels.filter((_, code) => panel.start[code]! <= panel.first);
	const found = cohorts(panel);
	const all: BlockRefusal[] = [];
	if (always.length > 0)
		all.push({ code: 'always-treated', units: always, next: 'without-these-units' });
	if (found.length === 0) return [...all, { code: 'no-treated-units', next: 'another-window' }];
	if (found.length > 1)
		all.push({
			code: 'several-starts',
			starts: found.map(({ start }) => start),
			next: 'group-time'
		});
	if (panelCounts(panel).controlUnits === 0)
		all.push({ code: 'no-control-units', next: 'interrupted-time-series' });
	for (const { start, prePeriods } of found)
		if (prePeriods < 2)
			all.push({ code: 'too-few-pre-periods', start, prePeriods, next: 'two-by-two' });
	if (!panel.balanced) all.push(unbalanced(panel));
	if (panel.weights?.some((weight, _, [first]) => weight !== first))
		all.push({ code: 'not-taken', what: 'weights', next: 'two-by-two' });
	if (covariates === 'refused' && panel.covariates.length > 0)
		all.push({ code: 'not-taken', what: 'covariates', next: 'predictor-control' });
	return all;
}

/** @throws DataError with the first reason why the panel is no block. */
export function expectBlock(panel: Panel, needs: BlockNeeds) {
	const [first] = blockRefusals(panel, needs);
	if (first) throw new DataError(refusalWords(first, panel));
}

/** The first cell without a row, and whether a block remains without the units that have such cells. */
function unbalanced({ unit, period, periods, start, last }: Panel): BlockRefusal {
	const width = periods.length;
	const seen = new Uint8Array(unit.levels.length * width);
	unit.codes.forEach((code, i) => (seen[code * width + period.codes[i]!] = 1));
	const cell = seen.indexOf(0);
	const isComplete = (code: number) => !seen.subarray(code * width, (code + 1) * width).includes(0);
	const complete = Array.from(unit.levels.keys()).filter(isComplete);
	const remains =
		complete.some((code) => start[code]! > last) && complete.some((code) => start[code]! <= last);
	return {
		code: 'unbalanced',
		unit: unit.levels[Math.floor(cell / width)]!,
		period: periods[cell % width]!,
		next: remains ? 'complete-units' : 'two-by-two'
	};
}

function refusalWords(refusal: BlockRefusal, { first, last }: Panel): string {
	switch (refusal.code) {
		case 'no-treated-units':
			return `no unit begins treatment in the panel, choose another window: ${first} to ${last}`;
		case 'always-treated':
			return `treated from the first period on, leave these units out: ${refusal.units.join(', ')}`;
		case 'several-starts':
			return `treatment starts in several periods, estimate by group and time: ${refusal.starts.join(', ')}`;
		case 'no-control-units':
			return `no unit is untreated, only an interrupted time series remains: ${first} to ${last}`;
		case 'too-few-pre-periods':
			return `periods before treatment fewer than 2, start ${refusal.start}; compare two by two: ${refusal.prePeriods}`;
		case 'unbalanced':
			return (
				`no row of unit ${refusal.unit}, ` +
				(refusal.next === 'complete-units'
					? 'leave out units that are not complete'
					: 'compare two by two, which needs no complete panel') +
				`: period ${refusal.period}`
			);
		case 'not-taken':
			return refusal.what === 'weights'
				? 'a synthetic control takes no row weights, leave them out or compare two by two: weights differ'
				: 'a synthetic control of outcomes takes no covariates, leave them out or use them as predictors: covariates';
	}
}
