import { DataError } from '#lib/errors.ts';
import { cohorts, treatedRows, withoutAlwaysTreated } from '../panel/cohorts.ts';
import { groupMeans } from '../panel/group-means.ts';
import type { Panel } from '../panel/panel.ts';
import { expectDesign } from '../panel/refusals.ts';
import {
	clusterEffect,
	clusteredFit,
	type ClusterEffect
} from '../regression/cluster-inference.ts';
import { coefficientContrast, leastSquares } from '../regression/least-squares.ts';
import {
	type DidEffect,
	type DidOptions,
	type DidResult,
	didEffect,
	didResult,
	panelFit
} from './did-result.ts';

/** One of the four means of a difference in differences. */
export interface CellMean {
	readonly mean: number;
	readonly rows: number;
}

export interface TwoByTwo extends DidResult {
	readonly start: number;
	readonly prePeriods: number;
	readonly postPeriods: number;
	readonly means: {
		readonly control: { readonly pre: CellMean; readonly post: CellMean };
		readonly treated: { readonly pre: CellMean; readonly post: CellMean };
	};
	/** (treated post - treated pre) - (control post - control pre), of the means as they are. */
	readonly difference: number;
	/** The same by unit and period effects and covariates: equal in a balanced panel without these. */
	readonly effect: DidEffect;
	/** The same by regression on group, time and both, covariates left out: always equal. */
	readonly pooled: ClusterEffect;
}

/**
 * Difference in differences of one treated group against units never treated in the panel, from the
 * four means and by regression with unit and period effects. Agrees with R `lm(y ~ treat * post)` and
 * `fixest::feols(y ~ treat:post | id + period, cluster = ~id)` (reference 2.1).
 * @throws DataError where the panel has several starts, no controls, one treated or control cluster.
 */
export function twoByTwo(whole: Panel, options: DidOptions = {}): TwoByTwo {
	const panel = withoutAlwaysTreated(whole);
	expectDesign(panel, { prePeriods: 1, starts: 'one', controls: 'untreated' });
	const cohort = cohorts(panel)[0]!;
	const means = fourMeans(panel, cohort.start);
	const { control, treated } = means;
	const fit = panelFit(panel, [{ name: 'treated', values: treatedRows(panel) }], options);
	const shared = didResult(panel, whole, fit);
	const { prePeriods } = cohort;
	return {
		...shared,
		warnings: [
			...shared.warnings,
			...(prePeriods < 2 ? [{ code: 'parallel-trends-untested', prePeriods } as const] : [])
		],
		start: cohort.start,
		prePeriods,
		postPeriods: panel.periods.length - prePeriods,
		means,
		difference: treated.post.mean - treated.pre.mean - (control.post.mean - control.pre.mean),
		effect: didEffect(panel, fit, coefficientContrast(fit.fit, 'treated'), options),
		pooled: pooledEffect(panel, cohort.start, options)
	};
}

function fourMeans(panel: Panel, start: number): TwoByTwo['means'] {
	const cells = groupMeans(
		panel,
		panel.start.map((value) => +(value === start)),
		panel.periods.map((period) => +(period >= start))
	);
	const cell = (group: 0 | 1, part: 0 | 1): CellMean => {
		const { mean, rows } = cells[2 * group + part]!;
		if (mean === undefined)
			throw new DataError(
				`no row ${part ? 'after' : 'before'} the start ${start}, ${group ? 'treated' : 'control'} units: ${rows}`
			);
		return { mean, rows };
	};
	return {
		control: { pre: cell(0, 0), post: cell(0, 1) },
		treated: { pre: cell(1, 0), post: cell(1, 1) }
	};
}

/** The interaction of group and time in a pooled regression, clustered. */
function pooledEffect(panel: Panel, start: number, options: DidOptions): ClusterEffect {
	const { outcome, weights, cluster, unit, period, periods } = panel;
	const group = Float64Array.from(unit.codes, (code) => +(panel.start[code] === start));
	const time = Float64Array.from(period.codes, (code) => +(periods[code]! >= start));
	const regressors = [
		{ name: 'group', values: group },
		{ name: 'time', values: time },
		{ name: 'both', values: group.map((value, i) => value * time[i]!) }
	];
	const fit = leastSquares({ outcome, regressors, effects: [], weights });
	return clusterEffect(clusteredFit(fit, cluster, options), coefficientContrast(fit, 'both'));
}
