import { DomainError } from '#lib/errors.ts';
import { logChoose } from '../distributions/log-choose.ts';
import { chiSquareTail } from '../distributions/tails.ts';
import { type Interval, checkedLevel } from '../intervals/interval.ts';
import type { SampleCount } from '../intervals/score-interval.ts';
import { tInterval } from '../intervals/t-interval.ts';
import { equalChances } from './binomial-test.ts';

export interface TwoProportionTest {
	/** First less second. */
	readonly difference: number;
	/** Wald, as R prints it; undefined where both shares are 0 or 1. */
	readonly interval: Interval | undefined;
	/** Pearson's chi-square without correction, 1 df; undefined where nobody or everybody is a case. */
	readonly chiSquare: number | undefined;
	readonly p: number | undefined;
}

/** Two shares of simple samples. Agrees with R `prop.test(correct = FALSE)`. */
export function twoProportionTest(
	first: SampleCount,
	second: SampleCount,
	level = 0.95
): TwoProportionTest {
	checkedLevel(level);
	const [a, b] = [checkedSample(first), checkedSample(second)];
	const difference = a.cases / a.size - b.cases / b.size;
	const variance = [a, b].reduce((sum, { cases, size }) => {
		const share = cases / size;
		return sum + (share * (1 - share)) / size;
	}, 0);
	const pooled = (a.cases + b.cases) / (a.size + b.size);
	const nullVariance = pooled * (1 - pooled) * (1 / a.size + 1 / b.size);
	const chiSquare = nullVariance > 0 ? difference ** 2 / nullVariance : undefined;
	return {
		difference,
		interval: variance > 0 ? tInterval(difference, Math.sqrt(variance), { level }) : undefined,
		chiSquare,
		p: chiSquare === undefined ? undefined : chiSquareTail(chiSquare, 1)
	};
}

export interface FisherTest {
	/**
	 * Odds of the first over those of the second, conditional maximum likelihood: not the ratio of the
	 * odds seen. 0 or Infinity where the table allows no other; undefined where it allows one table.
	 */
	readonly oddsRatio: number | undefined;
	/** Two-sided: of all tables that are no likelier. */
	readonly p: number;
}

/** Exact test of a two by two table given its margins. Agrees with R `fisher.test`. */
export function fisherTest(first: SampleCount, second: SampleCount): FisherTest {
	const [a, b] = [checkedSample(first), checkedSample(second)];
	const all = a.cases + b.cases;
	const lowest = Math.max(0, all - b.size);
	const highest = Math.min(a.size, all);
	const counts = Array.from({ length: highest - lowest + 1 }, (_, k) => lowest + k);
	const logs = counts.map((k) => logChoose(a.size, k) + logChoose(b.size, all - k));
	const chances = shares(logs);
	const limit = chances[a.cases - lowest]! * equalChances;
	const p = chances.reduce((sum, own) => (own <= limit ? sum + own : sum), 0);
	const expected = (logOdds: number) =>
		shares(logs.map((own, k) => own + counts[k]! * logOdds)).reduce(
			(sum, chance, k) => sum + chance * counts[k]!,
			0
		);
	return { oddsRatio: oddsRatio(a.cases, [lowest, highest], expected), p: Math.min(1, p) };
}

function oddsRatio(
	cases: number,
	[lowest, highest]: readonly [number, number],
	expected: (logOdds: number) => number
): number | undefined {
	if (lowest === highest) return undefined;
	if (cases === lowest) return 0;
	if (cases === highest) return Infinity;
	let [low, high] = [-1, 1];
	while (expected(low) > cases) low *= 2;
	while (expected(high) < cases) high *= 2;
	for (;;) {
		const middle = (low + high) / 2;
		if (middle === low || middle === high) return Math.exp(middle);
		if (expected(middle) < cases) low = middle;
		else high = middle;
	}
}

/** Exponentials as shares of their sum. */
function shares(logs: readonly number[]): number[] {
	const largest = Math.max(...logs);
	const own = logs.map((value) => Math.exp(value - largest));
	const sum = own.reduce((total, value) => total + value, 0);
	return own.map((value) => value / sum);
}

function checkedSample({ cases, size }: SampleCount): SampleCount {
	if (!(Number.isInteger(size) && size > 0))
		throw new DomainError(`size not a whole number above 0: ${size}`);
	if (!(Number.isInteger(cases) && cases >= 0 && cases <= size))
		throw new DomainError(`cases not a whole number from 0 to ${size}: ${cases}`);
	return { cases, size };
}
