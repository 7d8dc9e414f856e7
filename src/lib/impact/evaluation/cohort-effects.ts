import { DataError } from '#lib/errors.ts';
import type { DesignOf } from '#lib/model/programme-design.ts';
import { designMatrix } from '#lib/stats/regression/design-matrix.ts';
import type { Factor } from '#lib/stats/statistics/factor.ts';
import type { Covariate } from '../balance/balance-table.ts';
import { type CoxModel, coxModel } from '../survival/cox.ts';
import { type EventWindow, eventWindows } from '../survival/event-windows.ts';
import { followedWhere } from '../survival/followed.ts';
import { kaplanMeier } from '../survival/kaplan-meier.ts';
import { restrictedMean, restrictedMeanDifference } from '../survival/restricted-mean.ts';
import { type CohortPeople, outcomeAlone } from './cohort-people.ts';
import { type EffectOrRefusal, effectOf, refused, testedEffect } from './effects.ts';
import { windowEnd } from './follow-up-windows.ts';
import { meanDifference } from './mean-difference.ts';

/** In an arm: with fewer no normal interval is given. */
const leastArmEvents = 10;

export interface WindowReading {
	readonly months: number;
	readonly window: EventWindow;
}

/** Incidence of the outcome of both arms at the end of every declared window. */
export function windowReadings(
	{ followed, arms, causes }: CohortPeople,
	{ windows, unit }: Pick<DesignOf<'cohort'>, 'windows' | 'unit'>
): WindowReading[] {
	const ends = windows.map((months) => windowEnd(months, unit));
	const found = eventWindows(followed, arms, { windows: ends, causes: causes.length });
	return windows.map((months, i) => ({ months, window: found[i]! }));
}

/** The longest window that both arms were seen until. */
export const longestWindow = (readings: readonly WindowReading[]): WindowReading | undefined =>
	readings
		.filter(({ window }) => window.groups.every(({ incidence }) => incidence !== undefined))
		.toSorted((a, b) => b.months - a.months)[0];

/** Aalen-Johansen incidence of the treated less that of the comparison, at one window. */
export function incidenceEffect(reading: WindowReading | undefined): EffectOrRefusal {
	if (!reading) return refused('window-not-observed', 'shorter-window');
	const { groups, differences } = reading.window;
	const difference = differences[0];
	if (!difference || groups.some(({ events }) => events < leastArmEvents))
		return refused('few-events', 'longer-follow-up', { needed: leastArmEvents });
	return effectOf(
		{ ...difference, pValue: difference.p },
		{ estimator: 'aalen-johansen', variance: 'influence' }
	);
}

export interface CoxChoice {
	readonly covariates?: readonly Covariate[];
	readonly weights?: Float64Array | undefined;
}

/** Treated over comparison, within the strata; whoever had another event first is no longer seen. */
export function hazardModel(
	people: CohortPeople,
	{ covariates = [], weights }: CoxChoice = {}
): CoxModel {
	const treated = { name: '(arm)', values: Float64Array.from(people.arms.codes) };
	const matrix = designMatrix([treated, ...covariates], people.arms.codes.length, {
		intercept: false
	});
	const { strata } = people;
	return coxModel(outcomeAlone(people), matrix, {
		...(strata && { strata }),
		...(weights && { weights })
	});
}

/** The hazard ratio of a model; its error is of the logarithm. */
export function hazardEffect({ coefficients, variance, level }: CoxModel): EffectOrRefusal {
	const { hazardRatio, standardError, interval, p } = coefficients[0]!;
	return effectOf(
		{ estimate: hazardRatio, standardError, interval, pValue: p },
		{ estimator: 'cox', variance, scale: 'ratio', level }
	);
}

/** How much longer the treated stay without the outcome until a time, in its unit. */
export function restrictedMeanEffect(people: CohortPeople, until: number): EffectOrRefusal {
	const alone = outcomeAlone(people);
	const means = people.arms.levels.map((_, code) =>
		restrictedMean(
			kaplanMeier(followedWhere(alone, (row) => people.arms.codes[row] === code)),
			until
		)
	);
	const [comparison, treated] = means;
	if (!comparison || !treated) return refused('window-not-observed', 'shorter-window');
	return effectOf(restrictedMeanDifference(comparison, treated), {
		...{ estimator: 'restricted-mean', variance: 'greenwood' }
	});
}

/** What a column of people differs by between the arms, and the mean of the comparison. */
export function columnEffect(
	values: Float64Array,
	arms: Factor
): { effect: EffectOrRefusal; comparison: number | undefined; n: number } {
	const sides = [0, 1].map((code) =>
		values.filter((value, row) => !Number.isNaN(value) && arms.codes[row] === code)
	);
	const [comparison, treated] = [sides[0]!, sides[1]!];
	const n = comparison.length + treated.length;
	if (comparison.length < 2 || treated.length < 2)
		return { effect: refused('too-few-people', null), comparison: undefined, n };
	const found = meanDifference(comparison, treated);
	const said = { estimator: 'mean-difference', variance: 'welch' };
	const isSparse = sides.some((side) => isSparseBinary(side));
	const effect =
		isSparse || !found.test
			? refused('few-events', 'longer-follow-up', { needed: leastArmEvents })
			: testedEffect(found.estimate, found.test, said);
	return { effect, comparison: found.means[0], n };
}

function isSparseBinary(values: Float64Array): boolean {
	if (!values.every((value) => value === 0 || value === 1)) return false;
	const yes = values.reduce((sum, value) => sum + value, 0);
	return Math.min(yes, values.length - yes) < leastArmEvents;
}

/** Null where the data do not carry it. */
export function carried<T>(found: () => T): T | null {
	try {
		return found();
	} catch (error) {
		if (!(error instanceof DataError)) throw error;
		return null;
	}
}
