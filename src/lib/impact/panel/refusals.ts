import { DataError } from '#lib/errors.ts';
import { cohorts, panelCounts } from './cohorts.ts';
import type { Panel } from './panel.ts';

/** What an estimator needs of a panel beyond a treated and a control group. */
export interface DesignNeeds {
	/** Periods before treatment that every cohort has. */
	readonly prePeriods: number;
	/** How many starts there may be: one for a 2 by 2 table, any for staggered designs. */
	readonly starts: 'one' | 'any';
	/** Whether some units must stay untreated to the end; else later cohorts may be the controls. */
	readonly controls: 'untreated' | 'any';
}

/** Why a panel cannot carry a design, and the next honest one. */
export type Refusal =
	| { readonly code: 'no-treated-units'; readonly next: 'another-window' }
	| {
			readonly code: 'no-control-units';
			readonly next: 'window-before-last-start' | 'interrupted-time-series';
	  }
	| {
			readonly code: 'one-treated-cluster' | 'one-control-cluster';
			readonly cluster: string;
			readonly next: 'synthetic-control';
	  }
	| {
			readonly code: 'too-few-pre-periods';
			readonly start: number;
			readonly prePeriods: number;
			readonly needed: number;
			readonly next: 'two-by-two' | 'earlier-data';
	  }
	| {
			readonly code: 'several-starts';
			readonly starts: readonly number[];
			readonly next: 'sun-abraham';
	  };

/** Every reason why the panel cannot carry the design; none if it can. */
export function refusals(panel: Panel, { prePeriods, starts, controls }: DesignNeeds): Refusal[] {
	const found = cohorts(panel);
	const counts = panelCounts(panel);
	if (found.length === 0) return [{ code: 'no-treated-units', next: 'another-window' }];
	const all: Refusal[] = [];
	const hasControls = counts.controlUnits > 0;
	if (!hasControls && (controls === 'untreated' || found.length === 1))
		all.push({
			code: 'no-control-units',
			next: found.length > 1 ? 'window-before-last-start' : 'interrupted-time-series'
		});
	const alone = { next: 'synthetic-control' } as const;
	if (counts.treatedClusters === 1)
		all.push({ code: 'one-treated-cluster', cluster: firstCluster(panel, true), ...alone });
	if (hasControls && counts.controlClusters === 1)
		all.push({ code: 'one-control-cluster', cluster: firstCluster(panel, false), ...alone });
	for (const { start, prePeriods: own } of found)
		if (own < prePeriods)
			all.push({
				code: 'too-few-pre-periods',
				start,
				prePeriods: own,
				needed: prePeriods,
				next: own > 0 ? 'two-by-two' : 'earlier-data'
			});
	if (starts === 'one' && found.length > 1)
		all.push({
			code: 'several-starts',
			starts: found.map(({ start }) => start),
			next: 'sun-abraham'
		});
	return all;
}

/** @throws DataError with the first reason why the panel cannot carry the design. */
export function expectDesign(panel: Panel, needs: DesignNeeds) {
	const [first] = refusals(panel, needs);
	if (first) throw new DataError(refusalWords(first, panel));
}

function refusalWords(refusal: Refusal, { first, last }: Panel): string {
	const window = `${first} to ${last}`;
	switch (refusal.code) {
		case 'no-treated-units':
			return `no unit begins treatment in the panel, choose another window: ${window}`;
		case 'no-control-units':
			return refusal.next === 'window-before-last-start'
				? `all units are treated by the last period, end the panel before the last start: ${window}`
				: `no unit is untreated after the start, only an interrupted time series remains: ${window}`;
		case 'one-treated-cluster':
			return `one treated cluster has no standard error, use a synthetic control: ${refusal.cluster}`;
		case 'one-control-cluster':
			return `one control cluster has no standard error, find more controls: ${refusal.cluster}`;
		case 'too-few-pre-periods':
			return `periods before treatment fewer than ${refusal.needed}, start ${refusal.start}: ${refusal.prePeriods}`;
		case 'several-starts':
			return `treatment starts in several periods, estimate by cohort (Sun-Abraham): ${refusal.starts.join(', ')}`;
	}
}

function firstCluster({ cluster, unit, start, first, last }: Panel, treated: boolean): string {
	const is = (value: number) => (treated ? value > first && value <= last : value > last);
	const row = unit.codes.findIndex((code) => is(start[code]!));
	return cluster.levels[cluster.codes[row]!]!;
}
