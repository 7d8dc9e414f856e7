import { DataError } from '#lib/errors.ts';
import { type TTest, contrastTest } from '#lib/stats/contrasts/contrast-test.ts';
import { type Interval, checkedLevel } from '#lib/stats/intervals/interval.ts';
import { type CheckedUnit, type CountedUnit, checkedUnit, totals } from './counted-unit.ts';
import { type TooFewEvents, normalIntervalAllowed } from './rate-ratio.ts';
import {
	type RandomisationOptions,
	type RandomisationTest,
	randomisationTest
} from './randomisation-test.ts';

export interface RatioOfRatios {
	/** (after / before of the treated) over (after / before of the controls). */
	readonly estimate: number;
	/** Of its logarithm, t with clusters less 1; undefined with one cluster on a side. */
	readonly logTest: TTest | undefined;
	/** Of the ratio, from the test; undefined where events are too few for it. */
	readonly interval: Interval | undefined;
	readonly refusal: TooFewEvents | undefined;
	/** Undefined where a cluster has treated and control units. */
	readonly randomisation: RandomisationTest | undefined;
	readonly events: Readonly<Record<'treated' | 'control', { before: number; after: number }>>;
	readonly units: { readonly treated: number; readonly control: number };
	readonly clusters: number;
	readonly variance: 'clustered';
	readonly level: number;
}

export interface RatioOfRatiosOptions extends RandomisationOptions {
	readonly level?: number;
	/** Events of the treated after the start below which there is no normal interval; defaults to 10. */
	readonly minimumEvents?: number;
}

/**
 * Difference in differences of sparse counts: Poisson with unit and period effects, that is the logit of
 * a unit's events being after the start given how many they are, error by cluster with G / (G - 1).
 * Agrees with R `glm(poisson)` with a column a unit and `sandwich::vcovCL(type = "HC0")`. Beside it the
 * test by which units could have been treated, which needs no distribution of counts.
 * @throws DataError for no units on a side, and where a group has events only before or only after.
 */
export function ratioOfRatios(
	units: readonly CountedUnit[],
	options: RatioOfRatiosOptions = {}
): RatioOfRatios {
	const { level = 0.95, minimumEvents = 10 } = options;
	checkedLevel(level);
	const counted = units.map(checkedUnit);
	const sides = [true, false].map((treated) => counted.filter((unit) => unit.treated === treated));
	const [treated, control] = [sides[0]!, sides[1]!];
	if (treated.length === 0 || control.length === 0)
		throw new DataError(`units to compare, treated of ${units.length}: ${treated.length}`);
	const fits = [changeFit(treated, 'treated'), changeFit(control, 'control')] as const;
	const log = fits[0].logChange - fits[1].logChange;
	const clusters = new Set(counted.map(({ cluster }) => cluster)).size;
	const standardError = logError(fits, clusters);
	const logTest = contrastTest({ estimate: log, standardError }, { df: clusters - 1, level });
	const events = { treated: totals(treated), control: totals(control) };
	const allowed = normalIntervalAllowed(events.treated.after, minimumEvents);
	return {
		estimate: Math.exp(log),
		logTest,
		interval: logTest && allowed.allowed ? exponentials(logTest.interval) : undefined,
		refusal: allowed.allowed ? undefined : allowed.refusal,
		randomisation: randomisationTest(counted, options),
		events,
		units: { treated: treated.length, control: control.length },
		clusters,
		variance: 'clustered',
		level
	};
}

const exponentials = ({ lower, upper }: Interval): Interval => ({
	lower: Math.exp(lower),
	upper: Math.exp(upper)
});

/** The change of one group's rate. */
interface ChangeFit {
	readonly logChange: number;
	/** What each cluster adds to it. */
	readonly scores: ReadonlyMap<string, number>;
	readonly clusters: number;
}

/** Newton's steps until they change nothing; the likelihood is concave. */
function changeFit(units: readonly CheckedUnit[], group: 'treated' | 'control'): ChangeFit {
	const { before, after } = totals(units);
	if (before === 0 || after === 0)
		throw new DataError(
			`no ratio follows, ${group} events ${before === 0 ? 'before' : 'after'} the start: 0`
		);
	const shares = (logChange: number) =>
		units.map((unit) => {
			const odds = (unit.after.exposure / unit.before.exposure) * Math.exp(logChange);
			return odds / (1 + odds);
		});
	const sizes = units.map((unit) => unit.before.events + unit.after.events);
	const information = (p: readonly number[]) =>
		p.reduce((sum, share, i) => sum + sizes[i]! * share * (1 - share), 0);
	let logChange =
		Math.log(after / before) - Math.log(exposure(units, 'after') / exposure(units, 'before'));
	for (let round = 0; round < 100; round++) {
		const p = shares(logChange);
		const expected = p.reduce((sum, share, i) => sum + sizes[i]! * share, 0);
		const step = Math.max(-2, Math.min(2, (after - expected) / information(p)));
		logChange += step;
		if (Math.abs(step) < 1e-13) break;
	}
	const p = shares(logChange);
	const scale = information(p);
	const scores = new Map<string, number>();
	units.forEach(({ cluster, after: own }, i) => {
		const score = (own.events - sizes[i]! * p[i]!) / scale;
		scores.set(cluster, (scores.get(cluster) ?? 0) + score);
	});
	return { logChange, scores, clusters: scores.size };
}

const exposure = (units: readonly CheckedUnit[], when: 'before' | 'after') =>
	units.reduce((sum, unit) => sum + unit[when].exposure, 0);

/** Undefined with one cluster on a side, whose residuals are 0 together. */
function logError([treated, control]: readonly [ChangeFit, ChangeFit], clusters: number) {
	if (treated.clusters < 2 || control.clusters < 2) return undefined;
	const all = new Map(treated.scores);
	for (const [cluster, score] of control.scores) all.set(cluster, (all.get(cluster) ?? 0) - score);
	const squares = [...all.values()].reduce((sum, score) => sum + score ** 2, 0);
	return Math.sqrt((squares * clusters) / (clusters - 1));
}
