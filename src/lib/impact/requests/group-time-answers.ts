import { DataError } from '#lib/errors.ts';
import type { ImpactRequestOf, StudiedRequest } from '#lib/model/impact-request.ts';
import { type AggregatedEffects, aggregatedEffects } from '../group-time/aggregated.ts';
import type { EffectEstimate, GroupTimeCell } from '../group-time/group-time-types.ts';
import { type GroupTimeEffects, groupTimeEffects } from '../group-time/group-time.ts';
import type { Found, ImpactControl } from './estimator.ts';
import { type ImpactRows, treatmentStarts } from './impact-columns.ts';
import { named } from './named-estimates.ts';
import { covariatesOf } from './panel-answers.ts';

type GroupTimeRequest =
	| ImpactRequestOf<'group-time'>
	| (Extract<StudiedRequest, { method: 'group-time' }> & { base: 'universal'; level: number });

/** Effects by cohort and period as a request asks for them. */
export function effectsOf(request: GroupTimeRequest, rows: ImpactRows): GroupTimeEffects {
	const { unit, period, outcome, start, never, cluster, weight, adjustment } = request;
	const { control, base, anticipation, unbalanced, alreadyTreated, level, band } = request;
	const codes = (name: string | undefined) =>
		name === undefined ? undefined : withoutBlanks(rows.factor(name).codes, name);
	const data = {
		unit: codes(unit),
		period: rows.numbers(period),
		outcome: rows.numbers(outcome),
		cohort: treatmentStarts(rows.labels(start), never),
		covariates: covariatesOf(request, rows).map(({ values }) => values),
		cluster: codes(cluster),
		weight: weight === undefined ? undefined : rows.numbers(weight)
	};
	const options = { control, base, anticipation, unbalanced, alreadyTreated, level, band };
	return groupTimeEffects(data, { ...options, method: adjustment });
}

function withoutBlanks(codes: Int32Array, name: string): Int32Array {
	const blank = codes.indexOf(-1);
	if (blank >= 0) throw new DataError(`blank ${name}, row ${blank + 1}: ""`);
	return codes;
}

export function groupTimeAnswer(
	request: ImpactRequestOf<'group-time'>,
	rows: ImpactRows,
	{ progress }: ImpactControl
): Found {
	const effects = effectsOf(request, rows);
	progress(1, 2);
	const aggregated = aggregatedEffects(effects, request.aggregate, request.window);
	const { cohorts, neverTreated, periods, pairing, variance, critical, preTest } = effects;
	const { frame, warnings } = effects;
	return {
		warnings: [...warnings, ...aggregated.warnings],
		result: {
			estimates: aggregateNamed(aggregated),
			cells: effects.cells.map(cellNamed),
			...{ covariance: aggregated.covariance, critical: aggregated.critical },
			...{ preTest, cellsCritical: critical, variance, pairing, periods, cohorts, neverTreated },
			...{ units: frame.units, clusters: frame.clusters }
		}
	};
}

function aggregateNamed({ aggregation, overall, by }: AggregatedEffects) {
	const own = by.map(({ at, isReference, cohorts, ...one }) => ({
		...banded(`${aggregation} ${at}`, one),
		...{ at, isReference, cohorts }
	}));
	return overall ? [named('overall', overall), ...own] : own;
}

const banded = (name: string, one: EffectEstimate) => ({ ...named(name, one), band: one.band });

function cellNamed({ result, ...cell }: GroupTimeCell) {
	const name = `att(${cell.cohort},${cell.period})`;
	const { kind } = result;
	if (kind === 'effect') return { ...banded(name, result), kind, ...cell };
	const reason = kind === 'none' ? { reason: result.reason } : {};
	return { name, estimate: kind === 'reference' ? 0 : undefined, kind, ...reason, ...cell };
}
