import normalCdf from '@stdlib/stats-base-dists-normal-cdf';

/** A term of a weighted sum of chi-squares: its weight, and how many of one degree of freedom. */
export interface WeightedTerm {
	readonly weight: number;
	readonly df: number;
}

/**
 * Chance that a weighted sum of chi-squares exceeds x, by the saddlepoint approximation (Kuonen 1999,
 * Biometrika 86, eq. 3-5; R `survey:::saddle`). Undefined near the mean, where it breaks down.
 */
export function saddlepointTail(x: number, terms: readonly WeightedTerm[]): number | undefined {
	const largest = Math.max(...terms.map(({ weight }) => weight));
	if (!(largest > 0)) return undefined;
	const scaled = terms.map(({ weight, df }) => ({ weight: weight / largest, df }));
	const at = x / largest;
	const zeta = saddlepoint(at, scaled);
	if (zeta === undefined || Math.abs(zeta) < 1e-4) return undefined;
	const w = Math.sign(zeta) * Math.sqrt(2 * (zeta * at - cumulant(zeta, scaled)));
	const v = zeta * Math.sqrt(curvature(zeta, scaled));
	return normalCdf(-(w + Math.log(v / w) / w), 0, 1);
}

/** The cumulant generating function of the sum, its slope and its curvature. */
const cumulant = (zeta: number, terms: readonly WeightedTerm[]) =>
	-sumOver(terms, ({ weight, df }) => df * Math.log1p(-2 * zeta * weight)) / 2;
const slope = (zeta: number, terms: readonly WeightedTerm[]) =>
	sumOver(terms, ({ weight, df }) => (df * weight) / (1 - 2 * zeta * weight));
const curvature = (zeta: number, terms: readonly WeightedTerm[]) =>
	2 * sumOver(terms, ({ weight, df }) => df * (weight / (1 - 2 * zeta * weight)) ** 2);

/** Where the slope, which rises all the way, is x; found by halving. The largest weight is 1. */
function saddlepoint(x: number, terms: readonly WeightedTerm[]): number | undefined {
	const smallest = Math.min(...terms.map(({ weight }) => weight));
	const count = sumOver(terms, ({ df }) => df);
	if (smallest >= 0 && !(x > 0)) return undefined;
	let lower = smallest < 0 ? 1 / (2 * smallest) : -count / (2 * x) - 1;
	let upper = 0.5;
	for (;;) {
		const middle = (lower + upper) / 2;
		if (middle <= lower || middle >= upper) return middle;
		if (slope(middle, terms) < x) lower = middle;
		else upper = middle;
	}
}

function sumOver(terms: readonly WeightedTerm[], of: (term: WeightedTerm) => number): number {
	let sum = 0;
	for (const term of terms) sum += of(term);
	return sum;
}
