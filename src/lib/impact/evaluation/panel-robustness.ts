import type { RobustnessRow } from '#lib/model/evaluation.ts';
import type { ProgrammeOutcome } from '#lib/model/programme-outcome.ts';
import { hasFewClusters } from '../did/warnings.ts';
import { textColumn } from './text-table.ts';
import { type EffectOrRefusal, attempted, refused } from './effects.ts';
import { type PanelChoice, type PanelData, panelFor } from './panel-data.ts';
import {
	type FewClusterVariance,
	type PanelSpec,
	fewClusterEffect,
	isSynthetic,
	panelEffect
} from './panel-estimates.ts';
import { syntheticFalseStart } from './panel-synthetic.ts';

/** One thing changed, to be computed when its turn comes. */
export interface Alternative {
	readonly change: string;
	readonly values?: RobustnessRow['values'];
	readonly placebo?: boolean;
	readonly result: () => EffectOrRefusal;
}

/** Periods before the start at which a false one is set. */
const falseLead = 2;

/** The main effect with one thing changed at a time, and where nothing should be found. */
export function panelAlternatives(
	data: PanelData,
	outcome: ProgrammeOutcome,
	spec: PanelSpec
): Alternative[] {
	const effect = (changed: Partial<PanelSpec>, choice: PanelChoice = {}) =>
		attempted(() => panelEffect(panelFor(data, outcome, choice), { ...spec, ...changed }));
	const all = [
		...fewClusterRows(data, outcome, spec),
		...ofEstimator(spec, effect),
		...ofTable(data, spec, effect),
		...withoutGroups(data, effect),
		...placebos(data, { outcome, spec })
	];
	return all;
}

type Estimate = (changed: Partial<PanelSpec>, choice?: PanelChoice) => EffectOrRefusal;

const alternativesTo: Readonly<Record<PanelSpec['estimator'], readonly PanelSpec['estimator'][]>> =
	{
		'group-time': ['sun-abraham'],
		'sun-abraham': ['group-time'],
		'two-by-two': ['group-time', 'sun-abraham'],
		'synthetic-did': ['synthetic-control'],
		'synthetic-control': ['synthetic-did']
	};

function ofEstimator(spec: PanelSpec, effect: Estimate): Alternative[] {
	const others = alternativesTo[spec.estimator];
	const rows = others.map((estimator): Alternative => ({
		change: 'estimator',
		values: { estimator },
		result: () => effect({ estimator })
	}));
	if (spec.estimator !== 'group-time') return rows;
	const control = spec.control === 'never-treated' ? 'not-yet-treated' : 'never-treated';
	const anticipation = spec.anticipation + 1;
	return [
		{ change: 'control', values: { control }, result: () => effect({ control }) },
		...rows,
		{ change: 'anticipation', values: { anticipation }, result: () => effect({ anticipation }) }
	];
}

/** The usual error and the bootstrap beside CR2, where clusters are few. */
function fewClusterRows(
	data: PanelData,
	outcome: ProgrammeOutcome,
	spec: PanelSpec
): Alternative[] {
	if (spec.estimator !== 'two-by-two') return [];
	const withVariance = (variance: FewClusterVariance): Alternative => ({
		change: 'variance',
		values: { variance },
		result: () => attempted(() => fewClusterEffect(panelFor(data, outcome), variance))
	});
	return hasFewClusters(panelFor(data, outcome)) ? [withVariance('CR1'), withVariance('wild')] : [];
}

function ofTable(data: PanelData, spec: PanelSpec, effect: Estimate): Alternative[] {
	const { covariates, cluster, weight } = data.programme.design.table;
	const rows: Alternative[] = [];
	if (covariates.length > 0 && !isSynthetic(spec.estimator)) {
		rows.push({ change: 'covariates', result: () => effect({}, { covariates: false }) });
		for (const method of ['dr', 'ipw', 'reg'] as const)
			if (method !== spec.method && spec.estimator === 'group-time')
				rows.push({ change: 'method', values: { method }, result: () => effect({ method }) });
	}
	if (cluster !== undefined && !isSynthetic(spec.estimator))
		rows.push({ change: 'cluster', result: () => effect({}, { clusteredBy: 'unit' }) });
	if (weight !== undefined)
		rows.push({ change: 'weights', result: () => effect({}, { weighted: false }) });
	if (data.ring.size > 0)
		rows.push({
			change: 'ring-compared',
			result: () => effect({}, { comparison: 'ring-compared' })
		});
	return rows;
}

/** Without each larger group in turn: does the result hang on one of them? */
function withoutGroups(data: PanelData, effect: Estimate): Alternative[] {
	const { group } = data.programme.design.table;
	if (group === undefined) return [];
	const groups = textColumn(data.table, group);
	return [...new Set(groups)].sort().map((left) => ({
		change: 'without-group',
		values: { group: left },
		result: () => effect({}, { keeps: (row) => groups[row] !== left })
	}));
}

/** A start that was none, before the true one. */
function placebos(
	data: PanelData,
	{ outcome, spec }: { readonly outcome: ProgrammeOutcome; readonly spec: PanelSpec }
): Alternative[] {
	return [
		{
			change: 'placebo-date',
			values: { periods: falseLead },
			placebo: true,
			result: () =>
				isSynthetic(spec.estimator)
					? syntheticFalseStart(panelFor(data, outcome), spec.estimator)
					: attempted(() => falseStart(data, outcome, spec))
		}
	];
}

/** As if it had begun some periods earlier, with nothing that came after the true start. */
function falseStart(data: PanelData, outcome: ProgrammeOutcome, spec: PanelSpec): EffectOrRefusal {
	const { units, periods, treated: begun } = data;
	const known = [...new Set(periods)].sort((a, b) => a - b);
	const earlier = (start: number) => known[known.indexOf(start) - falseLead];
	const first = known[0]!;
	const tooEarly = [...begun.values()].find((start) => !((earlier(start) ?? first) > first));
	if (tooEarly !== undefined)
		return refused('too-few-pre-periods', 'earlier-data', {
			start: tooEarly,
			needed: falseLead + 1
		});
	const keeps = (row: number) => periods[row]! < (begun.get(units[row]!) ?? Infinity);
	const starts = Float64Array.from(units, (unit) => {
		const start = begun.get(unit);
		return start === undefined ? Infinity : (earlier(start) ?? Infinity);
	});
	const lastStart = Math.max(...begun.values());
	const panel = panelFor(data, outcome, {
		starts,
		keeps: (row) => keeps(row) && periods[row]! < lastStart
	});
	return panelEffect(panel, { ...spec, unbalanced: 'pairs' });
}
