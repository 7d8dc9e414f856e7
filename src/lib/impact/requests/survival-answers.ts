import type { ImpactRequestOf } from '#lib/model/impact-request.ts';
import type { Factor } from '#lib/stats/statistics/factor.ts';
import { eventWindows } from '../survival/event-windows.ts';
import { type Followed, followedWhere } from '../survival/followed.ts';
import { type SurvivalCurve, kaplanMeier, survivalAt } from '../survival/kaplan-meier.ts';
import { logRankTest } from '../survival/log-rank.ts';
import { nelsonAalen } from '../survival/nelson-aalen.ts';
import { restrictedMean, restrictedMeanDifference } from '../survival/restricted-mean.ts';
import { lastRowUntil, numberAtRisk } from '../survival/risk-table.ts';
import { survivalQuantile } from '../survival/survival-quantile.ts';
import type { Found, NamedEstimate } from './estimator.ts';
import type { ImpactRows } from './impact-columns.ts';
import { impactRoles } from './impact-roles.ts';
import { named } from './named-estimates.ts';

type FollowedRequest = ImpactRequestOf<'survival' | 'nelson-aalen' | 'cox' | 'competing-events'>;

/** The people of a request without a blank; rows with one are told. */
export function followedOf(request: FollowedRequest, rows: ImpactRows): Followed {
	rows.keepComplete(impactRoles(request));
	const { time, event, entry } = request;
	return {
		time: rows.numbers(time),
		event: wholeNumbers(rows.numbers(event)),
		...(entry !== undefined && { entry: rows.numbers(entry) })
	};
}

/** A number that is no whole one is no event: -1, which is refused with its row. */
const wholeNumbers = (values: Float64Array) =>
	Int32Array.from(values, (value) => (Number.isInteger(value) ? value : -1));

interface Arm {
	readonly arm: string | undefined;
	readonly people: Followed;
}

/** The people by arm; all together where there are no arms. */
export function armsOf(people: Followed, arms: Factor | undefined): Arm[] {
	if (!arms) return [{ arm: undefined, people }];
	return arms.levels.map((arm, code) => ({
		arm,
		people: followedWhere(people, (row) => arms.codes[row] === code)
	}));
}

export const inArm = (name: string, arm: string | undefined) =>
	arm === undefined ? name : `${name}, ${arm}`;

/** Kaplan-Meier by arm with what is read off it, and the test whether arms differ. */
export function survivalAnswer(request: ImpactRequestOf<'survival'>, rows: ImpactRows): Found {
	const people = followedOf(request, rows);
	const { arm, strata, scale, level, quantiles, at, windows, rho } = request;
	const arms = arm === undefined ? undefined : rows.factor(arm);
	const curves = armsOf(people, arms).map((one) => ({
		arm: one.arm,
		curve: kaplanMeier(one.people, { scale, level })
	}));
	const isCompared = arms !== undefined && arms.levels.length > 1;
	const within = strata === undefined ? {} : { strata: rows.factor(strata) };
	const found = arms && windows.length > 0 ? eventWindows(people, arms, { windows, level }) : [];
	return {
		warnings: found.flatMap((one) => one.warnings.map((own) => ({ ...own, until: one.until }))),
		result: {
			estimates: curves.flatMap((one) => curveNamed(one, { at, quantiles })),
			restrictedMeans: restrictedOf(curves, request),
			logRank: isCompared ? logRankTest(people, arms, { ...within, rho }) : undefined,
			windows: found.map(({ until, groups, differences }) => ({ until, groups, differences })),
			curves: curves.map(({ arm: own, curve }) => ({ arm: own, ...stepsOf(curve) }))
		}
	};
}

interface ArmCurve {
	readonly arm: string | undefined;
	readonly curve: SurvivalCurve;
}

function curveNamed(
	{ arm, curve }: ArmCurve,
	{ at, quantiles }: { at: readonly number[]; quantiles: readonly number[] }
): NamedEstimate[] {
	return [
		...survivalAt(curve, at).map(({ survival, ...one }) => ({
			...named(inArm(`survival at ${one.time}`, arm), { ...one, estimate: survival }),
			...{ arm, time: one.time, state: one.state },
			...{ atRisk: one.atRisk, events: one.events, censored: one.censored }
		})),
		...quantiles.map((probability) => {
			const { time, lower, upper } = survivalQuantile(curve, probability);
			const name = inArm(`quantile ${probability}`, arm);
			return { name, estimate: time, lower, upper, arm, probability };
		})
	];
}

function restrictedOf(
	curves: readonly ArmCurve[],
	{ restrictedUntil: until, level }: ImpactRequestOf<'survival'>
) {
	if (until === undefined) return undefined;
	const means = curves.map(({ arm, curve }) => ({ arm, mean: restrictedMean(curve, until) }));
	const first = means[0]?.mean;
	return {
		until,
		estimates: means.map(({ arm, mean }) => ({
			...named(inArm('restricted mean', arm), mean ?? { estimate: undefined }),
			arm
		})),
		differences: means.slice(1).flatMap(({ arm, mean }) => {
			if (!first || !mean) return [];
			return [
				{ ...named(`difference, ${arm}`, restrictedMeanDifference(first, mean, level)), arm }
			];
		})
	};
}

function stepsOf({ table, survival, standardErrors, intervals }: SurvivalCurve) {
	const { size: n, time, atRisk, events, censored } = table;
	const limits = {
		lower: intervals.map((one) => one?.lower),
		upper: intervals.map((one) => one?.upper)
	};
	return {
		...{ n, time, atRisk, events: events[0], censored, survival, standardErrors, ...limits }
	};
}

/** Cumulative hazard by arm. */
export function nelsonAalenAnswer(
	request: ImpactRequestOf<'nelson-aalen'>,
	rows: ImpactRows
): Found {
	const people = followedOf(request, rows);
	const { arm, at } = request;
	const hazards = armsOf(people, arm === undefined ? undefined : rows.factor(arm)).map((one) => ({
		arm: one.arm,
		...nelsonAalen(one.people)
	}));
	return {
		result: {
			estimates: hazards.flatMap(({ arm: own, table, hazard, standardErrors }) =>
				at.map((time) => {
					const row = lastRowUntil(table, time);
					const last = table.time.at(-1) ?? 0;
					const known = time <= last ? (row < 0 ? 0 : hazard[row]) : undefined;
					return {
						name: inArm(`hazard at ${time}`, own),
						...{ estimate: known, arm: own, time, atRisk: numberAtRisk(table, time) },
						standardError: known === undefined ? undefined : row < 0 ? 0 : standardErrors[row]
					};
				})
			),
			curves: hazards.map(({ arm: own, table, hazard, standardErrors }) => ({
				...{ arm: own, n: table.size, time: table.time, atRisk: table.atRisk },
				...{ events: table.events[0], censored: table.censored, hazard, standardErrors }
			}))
		}
	};
}
