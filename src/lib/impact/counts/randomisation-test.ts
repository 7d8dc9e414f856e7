import { DomainError } from '#lib/errors.ts';
import { logChoose } from '#lib/stats/distributions/log-choose.ts';
import { seededRandom } from '#lib/stats/replicates/seeded-random.ts';
import type { CheckedUnit } from './counted-unit.ts';

export interface RandomisationOptions {
	/** Of the draws; defaults to 1. */
	readonly seed?: number;
	/** Where there are more choices than `mostChoices`; defaults to 9,999. */
	readonly draws?: number;
}

/** A test by who could have been treated. */
export interface RandomisationTest {
	/** Log of the ratio of ratios of the sums of events, half an event added to each of the four. */
	readonly statistic: number;
	/** Two-sided; what happened counts among the choices. */
	readonly p: number;
	readonly choices: number;
	/** All choices tried, or so many drawn. */
	readonly method: 'exact' | 'drawn';
	readonly seed: number | undefined;
	/** What is assigned: clusters, or units where each is its own. */
	readonly assigned: number;
	readonly treated: number;
}

/** As many choices of the treated are all tried. */
const mostChoices = 10_000;
/** Statistics that differ by less count as equal. */
const rounding = 1e-12;

/**
 * How often as many treated, chosen otherwise, would differ as much: valid however counts are
 * distributed, if any of the choices was as likely (Fisher). Undefined where a cluster has treated and
 * control units, of which nobody knows how they were chosen.
 */
export function randomisationTest(
	units: readonly CheckedUnit[],
	{ seed = 1, draws = 9999 }: RandomisationOptions = {}
): RandomisationTest | undefined {
	if (!(Number.isInteger(draws) && draws > 0))
		throw new DomainError(`draws not a whole number above 0: ${draws}`);
	const sums = clusterSums(units);
	if (!sums) return undefined;
	const assigned = sums.length;
	const treated = sums.filter((own) => own.treated).length;
	const statistic = statisticOf(sums, (i) => sums[i]!.treated);
	const choices = Math.round(Math.exp(logChoose(assigned, treated)));
	const isExtreme = (chosen: ReadonlySet<number>) =>
		Math.abs(statisticOf(sums, (i) => chosen.has(i))) >= Math.abs(statistic) - rounding;
	const shared = { statistic, assigned, treated };
	if (choices <= mostChoices) {
		const extreme = countOf(allChoices(assigned, treated), isExtreme);
		return { ...shared, p: extreme / choices, choices, method: 'exact', seed: undefined };
	}
	const extreme = countOf(drawnChoices({ assigned, treated, draws, seed }), isExtreme);
	return { ...shared, p: (1 + extreme) / (1 + draws), choices: draws, method: 'drawn', seed };
}

/** What was assigned together, summed. */
interface ClusterSum {
	readonly treated: boolean;
	/** Events before and after, exposure before and after. */
	readonly totals: readonly [number, number, number, number];
}

function clusterSums(units: readonly CheckedUnit[]): ClusterSum[] | undefined {
	const sums = new Map<string, { treated: boolean; totals: [number, number, number, number] }>();
	for (const { cluster, treated, before, after } of units) {
		const own = sums.get(cluster) ?? { treated, totals: [0, 0, 0, 0] };
		if (own.treated !== treated) return undefined;
		own.totals[0] += before.events;
		own.totals[1] += after.events;
		own.totals[2] += before.exposure;
		own.totals[3] += after.exposure;
		sums.set(cluster, own);
	}
	return [...sums.values()];
}

function statisticOf(sums: readonly ClusterSum[], isTreated: (cluster: number) => boolean): number {
	const sides = [new Float64Array(4), new Float64Array(4)] as const;
	sums.forEach(({ totals }, i) => {
		const side = sides[isTreated(i) ? 1 : 0];
		totals.forEach((value, k) => (side[k]! += value));
	});
	const logChange = (side: Float64Array) =>
		Math.log((side[1]! + 0.5) / (side[0]! + 0.5)) - Math.log(side[3]! / side[2]!);
	return logChange(sides[1]) - logChange(sides[0]);
}

function countOf(
	choices: Iterable<ReadonlySet<number>>,
	holds: (chosen: ReadonlySet<number>) => boolean
): number {
	let count = 0;
	for (const chosen of choices) if (holds(chosen)) count++;
	return count;
}

/** Every choice of so many of so many, in order. */
function* allChoices(assigned: number, treated: number): Generator<ReadonlySet<number>> {
	const chosen = Array.from({ length: treated }, (_, i) => i);
	for (;;) {
		yield new Set(chosen);
		const last = chosen.findLastIndex((value, i) => value < assigned - treated + i);
		if (last < 0) return;
		const from = chosen[last]! + 1;
		for (let i = last; i < treated; i++) chosen[i] = from + i - last;
	}
}

interface DrawnOptions {
	readonly assigned: number;
	readonly treated: number;
	readonly draws: number;
	readonly seed: number;
}

function* drawnChoices(options: DrawnOptions): Generator<ReadonlySet<number>> {
	const { assigned, treated, draws, seed } = options;
	const random = seededRandom(seed);
	const order = Array.from({ length: assigned }, (_, i) => i);
	for (let draw = 0; draw < draws; draw++) {
		for (let i = 0; i < treated; i++) {
			const other = i + Math.floor(random() * (assigned - i));
			[order[i], order[other]] = [order[other]!, order[i]!];
		}
		yield new Set(order.slice(0, treated));
	}
}
