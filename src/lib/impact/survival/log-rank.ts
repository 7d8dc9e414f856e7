import { DataError, DomainError } from '#lib/errors.ts';
import { chiSquareTail } from '#lib/stats/distributions/tails.ts';
import { type Factor, expectLevels } from '#lib/stats/statistics/factor.ts';
import { Matrix, solve } from 'ml-matrix';
import { type Followed, expectFollowed, followedWhere, rowsInOrder } from './followed.ts';

export interface LogRankOptions {
	/** Compared within each stratum and summed. */
	readonly strata?: Factor;
	/** Weight S(t-)^rho: 0 (default) is the log-rank test, 1 that of Peto and Peto. */
	readonly rho?: number;
}

export interface LogRankTest {
	readonly statistic: number;
	readonly df: number;
	readonly p: number;
	readonly rho: number;
	readonly strata: number;
	/** Events as observed and as expected of equal hazards; both weighted where rho is not 0. */
	readonly groups: readonly {
		readonly group: string;
		readonly n: number;
		readonly observed: number;
		readonly expected: number;
	}[];
	/** Covariance of observed minus expected, a row a group. */
	readonly covariance: readonly (readonly number[])[];
}

/**
 * Whether groups have equal hazards: Σ (O - E) with the hypergeometric variance, chi-square with one
 * df less than groups. Agrees with R `survival::survdiff`; takes delayed entry, which that does not.
 */
export function logRankTest(
	followed: Followed,
	groups: Factor,
	{ strata, rho = 0 }: LogRankOptions = {}
): LogRankTest {
	expectFollowed(followed, 1);
	expectGroups(groups, followed.time.length);
	if (!(rho >= 0)) throw new DomainError(`rho below 0: ${rho}`);
	const parts = strata ? stratumRows(strata, followed.time.length) : [undefined];
	const sums = emptySums(groups.levels.length);
	for (const rows of parts) {
		const isIn = rows && new Set(rows);
		const part = isIn ? followedWhere(followed, (row) => isIn.has(row)) : followed;
		const codes = rows ? rows.map((row) => groups.codes[row]!) : groups.codes;
		addStratum(sums, part, codes, rho);
	}
	const counts = new Int32Array(groups.levels.length);
	for (const code of groups.codes) counts[code]!++;
	return tested(sums, groups, { counts, rho, strata: parts.length });
}

/** @throws DataError unless there are two groups or more with somebody in each. */
export function expectGroups(groups: Factor, size: number) {
	expectLevels(groups, new Float64Array(size).fill(1));
	if (groups.levels.length < 2)
		throw new DataError(`nothing to compare, groups: ${groups.levels.length}`);
	const present = new Set(groups.codes);
	const empty = groups.levels.find((_, code) => !present.has(code));
	if (empty !== undefined) throw new DataError(`nobody in the group: ${empty}`);
}

function stratumRows({ codes, levels }: Factor, size: number): Int32Array[] {
	expectLevels({ codes, levels }, new Float64Array(size).fill(1));
	const rows = levels.map((): number[] => []);
	codes.forEach((code, row) => rows[code]!.push(row));
	return rows.filter((list) => list.length > 0).map((list) => Int32Array.from(list));
}

interface Sums {
	readonly observed: Float64Array;
	readonly expected: Float64Array;
	/** Row by row. */
	readonly covariance: Float64Array;
}

const emptySums = (k: number): Sums => ({
	observed: new Float64Array(k),
	expected: new Float64Array(k),
	covariance: new Float64Array(k * k)
});

/** From the first time to the last, with those at risk by group. */
function addStratum(sums: Sums, { time, event, entry }: Followed, codes: Int32Array, rho: number) {
	const k = sums.observed.length;
	const order = rowsInOrder(time);
	const entering = entry && rowsInOrder(entry);
	const atRisk = new Float64Array(k);
	if (!entering) for (const code of codes) atRisk[code]!++;
	const [events, gone] = [new Float64Array(k), new Float64Array(k)];
	let survival = 1;
	for (let at = 0, entered = 0; at < order.length;) {
		const now = time[order[at]!]!;
		events.fill(0);
		gone.fill(0);
		for (; at < order.length && time[order[at]!] === now; at++) {
			const row = order[at]!;
			gone[codes[row]!]!++;
			events[codes[row]!]! += event[row]!;
		}
		if (entry && entering)
			for (; entered < entering.length && entry[entering[entered]!]! < now; entered++)
				atRisk[codes[entering[entered]!]!]!++;
		survival *= addTime(sums, atRisk, events, survival ** rho);
		for (let g = 0; g < k; g++) atRisk[g]! -= gone[g]!;
	}
}

/** Adds one time; the share of those at risk who stay without the event. */
function addTime(sums: Sums, atRisk: Float64Array, events: Float64Array, weight: number): number {
	const k = atRisk.length;
	let [n, d] = [0, 0];
	for (let g = 0; g < k; g++) {
		n += atRisk[g]!;
		d += events[g]!;
	}
	if (d === 0) return 1;
	const variance = n > 1 ? (weight ** 2 * d * (n - d)) / (n - 1) : 0;
	for (let g = 0; g < k; g++) {
		const share = atRisk[g]! / n;
		sums.observed[g]! += weight * events[g]!;
		sums.expected[g]! += weight * d * share;
		for (let h = 0; h < k; h++)
			sums.covariance[g * k + h]! += variance * share * ((g === h ? 1 : 0) - atRisk[h]! / n);
	}
	return (n - d) / n;
}

function tested(
	{ observed, expected, covariance }: Sums,
	{ levels }: Factor,
	told: { counts: Int32Array; rho: number; strata: number }
): LogRankTest {
	const k = levels.length;
	// A group that was never at risk with others has no variance and says nothing.
	const compared = levels.map((_, g) => g).filter((g) => covariance[g * k + g]! > 0);
	if (compared.length < 2)
		throw new DataError(`no event while two groups were at risk, events: ${sum(observed)}`);
	const kept = compared.slice(1);
	const apart = kept.map((g) => observed[g]! - expected[g]!);
	const square = new Matrix(kept.map((g) => kept.map((h) => covariance[g * k + h]!)));
	const solved = solve(square, Matrix.columnVector(apart)).to1DArray();
	const statistic = apart.reduce((total, value, i) => total + value * solved[i]!, 0);
	return {
		statistic,
		df: kept.length,
		p: chiSquareTail(statistic, kept.length),
		rho: told.rho,
		strata: told.strata,
		groups: levels.map((group, g) => ({
			group,
			n: told.counts[g]!,
			observed: observed[g]!,
			expected: expected[g]!
		})),
		covariance: levels.map((_, g) => Array.from(covariance.subarray(g * k, g * k + k)))
	};
}

const sum = (values: Float64Array) => values.reduce((total, value) => total + value, 0);
