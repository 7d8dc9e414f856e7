import { type TTest, contrastTest } from '#lib/stats/contrasts/contrast-test.ts';

/** Undefined of nothing. */
export function meanOf(values: ArrayLike<number>): number | undefined {
	let sum = 0;
	for (let i = 0; i < values.length; i++) sum += values[i]!;
	return values.length > 0 ? sum / values.length : undefined;
}

export interface MeanDifference {
	readonly estimate: number;
	/** Undefined where one side has fewer than two, or nothing varies. */
	readonly test: TTest | undefined;
	readonly means: readonly [number, number];
	/** Numbers of both sides. */
	readonly sizes: readonly [number, number];
	readonly deviations: readonly [number, number];
}

/** The second mean less the first, variances not taken as equal. R `t.test` (Welch). */
export function meanDifference(
	first: Float64Array,
	second: Float64Array,
	level = 0.95
): MeanDifference {
	const [a, b] = [moments(first), moments(second)];
	const [of, other] = [a.variance / a.size, b.variance / b.size];
	const squared = of + other;
	const df = squared ** 2 / (of ** 2 / (a.size - 1) + other ** 2 / (b.size - 1));
	const estimate = b.mean - a.mean;
	const standardError = Math.sqrt(squared);
	return {
		estimate,
		test: df > 0 ? contrastTest({ estimate, standardError }, { df, level }) : undefined,
		means: [a.mean, b.mean],
		sizes: [a.size, b.size],
		deviations: [Math.sqrt(a.variance), Math.sqrt(b.variance)]
	};
}

function moments(values: Float64Array) {
	const size = values.length;
	const mean = values.reduce((sum, value) => sum + value, 0) / size;
	const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
	return { size, mean, variance: squares / (size - 1) };
}
