import { DataError, DomainError } from '#lib/errors.ts';
import type { Factor } from '#lib/stats/statistics/factor.ts';

/** What remains of a column's group means, as a share of its largest value. */
const tolerance = 1e-13;
/** Every pass removes what the rounding of the one before left. */
const mostPasses = 8;
/** Means taken off leave so much of a constant, as a share of it. */
const rounding = 1e-14;

/**
 * Columns without what fixed effects explain of them: residuals of a (weighted) regression on one
 * indicator a level of every factor, any number of factors, rows missing or not. Exact for one
 * factor; for more, the factor with most levels is eliminated and the others are solved for by
 * conjugate gradients until every group mean is 0 to 1e-13 of the largest value.
 * @throws DataError where the groups are so loosely connected that this is not reached.
 */
export function withinTransformed(
	columns: readonly Float64Array[],
	effects: readonly Factor[],
	weights?: Float64Array
): Float64Array[] {
	const copies = columns.map((column) => Float64Array.from(column));
	if (effects.length === 0) return copies;
	const size = effects[0]!.codes.length;
	const bad = [...columns, ...effects.map(({ codes }) => codes)].find((c) => c.length !== size);
	if (bad) throw new DomainError(`column not of ${size} rows: ${bad.length}`);
	const projection = new Projection(effects, weights ?? new Float64Array(size).fill(1));
	for (const column of copies) projection.apply(column);
	return copies;
}

/** One factor eliminated, the levels of the others stacked. */
class Projection {
	readonly #own: Float64Array;
	readonly #eliminated: Groups;
	readonly #others: readonly Groups[];
	/** Weight of every stacked level. */
	readonly #diagonal: Float64Array;
	readonly #rows: Float64Array;

	constructor(effects: readonly Factor[], weights: Float64Array) {
		const ordered = [...effects].sort((a, b) => b.levels.length - a.levels.length);
		const groups = stackedGroups(ordered.slice(1));
		this.#own = weights;
		this.#eliminated = { codes: ordered[0]!.codes, from: 0, count: ordered[0]!.levels.length };
		this.#others = groups;
		this.#rows = new Float64Array(weights.length);
		this.#diagonal = this.#groupSums(new Float64Array(weights.length).fill(1));
	}

	apply(column: Float64Array) {
		const before = largest(column);
		subtractMeans(column, this.#eliminated, this.#own);
		if (this.#others.length === 0) return;
		const scale = largest(column);
		// What is left of a column that is constant within levels is rounding: nothing can be separated.
		if (scale <= rounding * before) {
			column.fill(0);
			return;
		}
		for (let pass = 0; pass < mostPasses; pass++) {
			const sums = this.#groupSums(column);
			const worst = sums.reduce(
				(most, s, j) => Math.max(most, Math.abs(s) / this.#diagonal[j]!),
				0
			);
			if (worst <= tolerance * scale) return;
			this.#spread(this.#solution(sums));
			addMultiple(column, -1, this.#rows);
		}
		throw new DataError(`fixed effects not separated, passes: ${mostPasses}`);
	}

	/** Weighted sums over the levels of all factors but the eliminated one. */
	#groupSums(column: Float64Array): Float64Array {
		const last = this.#others.at(-1);
		const sums = new Float64Array(last ? last.from + last.count : 0);
		for (const groups of this.#others) addSums(sums, column, groups, this.#own);
		return sums;
	}

	/** Effects of the stacked levels, spread over rows and freed of the eliminated factor. */
	#spread(effects: Float64Array) {
		this.#rows.fill(0);
		for (const groups of this.#others) addEffects(this.#rows, effects, groups);
		subtractMeans(this.#rows, this.#eliminated, this.#own);
	}

	/** Conjugate gradients with the levels' weights as preconditioner; the system is singular, consistent. */
	#solution(right: Float64Array): Float64Array {
		const at = new Float64Array(right.length);
		const rest = Float64Array.from(right);
		const scaled = () => rest.map((value, j) => value / this.#diagonal[j]!);
		let direction = scaled();
		let size = dot(rest, direction);
		const target = 1e-26 * size;
		for (let step = 0; step < 4 * right.length + 20 && size > target; step++) {
			this.#spread(direction);
			const image = this.#groupSums(this.#rows);
			const curvature = dot(direction, image);
			if (!(curvature > 0)) break;
			addMultiple(at, size / curvature, direction);
			addMultiple(rest, -size / curvature, image);
			const next = scaled();
			const nextSize = dot(rest, next);
			addMultiple(next, nextSize / size, direction);
			[direction, size] = [next, nextSize];
		}
		return at;
	}
}

/** The levels of a factor, numbered from somewhere in a stack of levels. */
interface Groups {
	readonly codes: Int32Array;
	readonly from: number;
	readonly count: number;
}

function stackedGroups(factors: readonly Factor[]): Groups[] {
	let from = 0;
	return factors.map(({ codes, levels }) => {
		const groups = { codes, from, count: levels.length };
		from += levels.length;
		return groups;
	});
}

const largest = (column: Float64Array) =>
	column.reduce((most, value) => Math.max(most, Math.abs(value)), 0);

function subtractMeans(column: Float64Array, groups: Groups, weights: Float64Array) {
	const { codes, count } = groups;
	const sums = new Float64Array(count);
	const sizes = new Float64Array(count);
	for (let i = 0; i < column.length; i++) {
		const code = codes[i]!;
		sums[code]! += weights[i]! * column[i]!;
		sizes[code]! += weights[i]!;
	}
	for (let code = 0; code < count; code++) sums[code]! /= sizes[code]!;
	for (let i = 0; i < column.length; i++) column[i]! -= sums[codes[i]!]!;
}

function addSums(sums: Float64Array, column: Float64Array, groups: Groups, weights: Float64Array) {
	const { codes, from } = groups;
	for (let i = 0; i < column.length; i++) sums[from + codes[i]!]! += weights[i]! * column[i]!;
}

function addEffects(rows: Float64Array, effects: Float64Array, { codes, from }: Groups) {
	for (let i = 0; i < rows.length; i++) rows[i]! += effects[from + codes[i]!]!;
}

function addMultiple(to: Float64Array, factor: number, values: Float64Array) {
	for (let i = 0; i < to.length; i++) to[i]! += factor * values[i]!;
}

function dot(a: Float64Array, b: Float64Array): number {
	let sum = 0;
	for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
	return sum;
}
