import { DomainError } from '#lib/errors.ts';
import { binomialTest } from '#lib/stats/tests/binomial-test.ts';
import { discontinuityRefusal, type DiscontinuityRefusal } from './refusals.ts';

/** Rows on both sides of the cut-off within a distance. */
export interface BalanceWindow {
	/** Largest distance from the cut-off. */
	readonly distance: number;
	readonly below: number;
	/** With those at the cut-off. */
	readonly above: number;
	/** Exact, two-sided, of equal chances on either side. */
	readonly p: number;
}

export interface SortingTest {
	readonly test: 'binomial-windows';
	/** The narrowest first; none where a side has not so many rows. */
	readonly windows: readonly BalanceWindow[];
	readonly refusal: DiscontinuityRefusal | undefined;
}

export interface SortingOptions {
	/** Rows that each side has at least in the narrowest window; defaults to 10. */
	readonly first?: number;
	/** How many more in every next one; defaults to 5. */
	readonly more?: number;
	/** Defaults to 10. */
	readonly windows?: number;
}

/**
 * Whether as many rows fall just below the cut-off as just above it: exact binomial tests in windows
 * that grow with the rows (Cattaneo, Frandsen and Titiunik 2015; R `rdlocrand::rdwinselect` and the
 * binomial part of `rddensity`, with its windows by rows). Meant near the cut-off: a density that
 * rises is no sorting, and wide windows will reject it. Blanks are left out.
 */
export function sortingTest(
	running: ArrayLike<number>,
	cutoff: number,
	{ first = 10, more = 5, windows = 10 }: SortingOptions = {}
): SortingTest {
	for (const [name, value] of Object.entries({ first, more, windows }))
		if (!(Number.isInteger(value) && value > 0))
			throw new DomainError(`${name} not a whole number above 0: ${value}`);
	const known = Float64Array.from(Array.from(running).filter((x) => !Number.isNaN(x)));
	const far = (holds: (x: number) => boolean) =>
		known
			.filter(holds)
			.map((x) => Math.abs(x - cutoff))
			.sort();
	const sides = [far((x) => x < cutoff), far((x) => x >= cutoff)];
	const needed = Array.from({ length: windows }, (_, k) => first + k * more);
	const distances = needed
		.filter((rows) => sides.every((side) => side.length >= rows))
		.map((rows) => Math.max(...sides.map((side) => side[rows - 1]!)));
	return {
		test: 'binomial-windows',
		windows: [...new Set(distances)].map((distance) => {
			const within = sides.map((side) => side.filter((x) => x <= distance).length);
			const [below, above] = [within[0]!, within[1]!];
			return { distance, below, above, p: binomialTest(above, below + above) };
		}),
		refusal: discontinuityRefusal(known, cutoff)
	};
}

/** Rows at the same value, or at multiples of a round number. */
export interface Heaping {
	readonly rows: number;
	readonly values: number;
	/** The most frequent values, with a share of all rows. */
	readonly commonest: readonly {
		readonly value: number;
		readonly rows: number;
		readonly share: number;
	}[];
	readonly round: readonly {
		readonly multipleOf: number;
		readonly rows: number;
		readonly share: number;
	}[];
	readonly atCutoff: number;
}

/** How the running variable heaps: at its commonest values, and at round numbers. Blanks are left out. */
export function heaping(
	running: ArrayLike<number>,
	cutoff: number,
	{ multiples = [1, 5, 10], commonest = 5 }: HeapingOptions = {}
): Heaping {
	const bad = multiples.find((step) => !(step > 0 && step < Infinity));
	if (bad !== undefined) throw new DomainError(`round number not above 0: ${bad}`);
	const known = Array.from(running).filter((x) => !Number.isNaN(x));
	const counts = new Map<number, number>();
	for (const x of known) counts.set(x, (counts.get(x) ?? 0) + 1);
	const share = (rows: number) => (known.length > 0 ? rows / known.length : 0);
	const isRound = (x: number, step: number) => Math.abs(x / step - Math.round(x / step)) < 1e-9;
	return {
		rows: known.length,
		values: counts.size,
		commonest: [...counts]
			.sort(([a, m], [b, n]) => n - m || a - b)
			.slice(0, commonest)
			.map(([value, rows]) => ({ value, rows, share: share(rows) })),
		round: multiples.map((multipleOf) => {
			const rows = known.filter((x) => isRound(x, multipleOf)).length;
			return { multipleOf, rows, share: share(rows) };
		}),
		atCutoff: counts.get(cutoff) ?? 0
	};
}

export interface HeapingOptions {
	/** Round numbers; defaults to 1, 5 and 10. */
	readonly multiples?: readonly number[];
	/** How many of the commonest values; defaults to 5. */
	readonly commonest?: number;
}
