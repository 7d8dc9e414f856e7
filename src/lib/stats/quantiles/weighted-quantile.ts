import { DomainError } from '#lib/errors.ts';
import { type Distribution, distinctValues } from './distribution.ts';

/**
 * How a quantile lies between values (R `svyquantile(qrule = )`): math is the inverse of the
 * distribution function; school the middle of two values where the function has a step of that
 * height; hf1 to hf9 are weighted forms of the types of Hyndman and Fan (1996).
 */
export const quantileRules = [
	'math',
	'school',
	'shahvaish',
	...(['hf1', 'hf2', 'hf3', 'hf4', 'hf5', 'hf6', 'hf7', 'hf8', 'hf9'] as const)
] as const;
export type QuantileRule = (typeof quantileRules)[number];

/** The probability that a rule gives to the value at a place, those of all places ascending. */
type Position = (distribution: Distribution, at: number) => number;

const before = ({ cumulative }: Distribution, at: number) => (at === 0 ? 0 : cumulative[at - 1]!);
const lastWeight = ({ weights }: Distribution) => weights[weights.length - 1]!;

const positions = {
	hf4: (d, at) => d.cumulative[at]! / d.total,
	hf5: (d, at) => (d.cumulative[at]! - d.weights[at]! / 2) / d.total,
	hf6: (d, at) => d.cumulative[at]! / (d.total + lastWeight(d)),
	hf7: (d, at) => before(d, at) / before(d, d.values.length - 1),
	hf8: (d, at) => (before(d, at) + 2 * d.cumulative[at]!) / (3 * d.total + lastWeight(d)),
	hf9: (d, at) => (3 * before(d, at) + 5 * d.cumulative[at]!) / (8 * d.total + 2 * lastWeight(d))
} satisfies Record<string, Position>;

/**
 * Quantile of a weighted sample. Agrees with R `survey::svyquantile(qrule = )` 4.5 but for two of its
 * slips: up to the share of the smallest value the quantile is that value (R: the second smallest, with
 * hf4 something below all values), and shahvaish uses weights of mean 1, as Shah and Vaish (2006) do,
 * so that it does not depend on their scale. Whether a step has the height asked for is seen in
 * doubles, as in R: of 200 equal weights a tenth may be found at the 20th or the 21st value.
 * Undefined without elements.
 */
export function weightedQuantile(
	distribution: Distribution,
	probability: number,
	rule: QuantileRule = 'math'
): number | undefined {
	if (!(probability >= 0 && probability <= 1))
		throw new DomainError(`probability not in [0, 1]: ${probability}`);
	const { values } = distribution;
	if (values.length < 2) return values[0];
	if (rule === 'shahvaish') return values[Math.max(0, shahVaishPlace(distribution, probability))];
	if (rule in positions)
		return interpolated(distribution, probability, positions[rule as keyof typeof positions]);
	return stepped(rule === 'hf3' ? distinctValues(distribution) : distribution, probability, rule);
}

function stepped(distribution: Distribution, probability: number, rule: QuantileRule): number {
	const { values, cumulative, total } = distribution;
	const at = lastPlace(values.length, (i) => cumulative[i]! <= probability * total);
	if (at < 0) return values[0]!;
	const next = values[Math.min(at + 1, values.length - 1)]!;
	if (cumulative[at]! / total !== probability) return next;
	if (rule === 'school' || rule === 'hf2') return (values[at]! + next) / 2;
	// Type 3 takes the value of even rank, counted from 1 over the distinct values.
	return rule === 'hf3' && at % 2 === 0 ? next : values[at]!;
}

function interpolated(distribution: Distribution, probability: number, position: Position): number {
	const { values } = distribution;
	const at = lastPlace(values.length, (i) => position(distribution, i) <= probability);
	if (at < 0) return values[0]!;
	if (at === values.length - 1) return values[at]!;
	const [low, high] = [position(distribution, at), position(distribution, at + 1)];
	return values[at]! + (values[at + 1]! - values[at]!) * ((probability - low) / (high - low));
}

function shahVaishPlace(distribution: Distribution, probability: number): number {
	const { values, weights, cumulative, total } = distribution;
	const mean = total / values.length;
	const position = (at: number) =>
		(cumulative[at]! / mean + 0.5 - weights[at]! / mean / 2) / (values.length + 1);
	return lastPlace(values.length, (at) => position(at) <= probability);
}

/** The last place that meets a condition, -1 if none does; with negative weights others may not. */
function lastPlace(length: number, meets: (at: number) => boolean): number {
	for (let at = length - 1; at >= 0; at--) if (meets(at)) return at;
	return -1;
}
