import normalCdf from '@stdlib/stats-base-dists-normal-cdf';
import { DomainError } from '#lib/errors.ts';

/** The smallest p value of a rank among placebos: 1/(N0 + 1). Abadie, Diamond and Hainmueller (2010). */
export function smallestRankP(comparisons: number): number {
	if (!(Number.isInteger(comparisons) && comparisons >= 1))
		throw new DomainError(`comparison areas not a whole number from 1 on: ${comparisons}`);
	return 1 / (comparisons + 1);
}

/** How many comparison areas let the first so many ranks reach a level: 19 for one rank at 5 %. */
export function comparisonsForRanks(ranks: number, alpha: number): number {
	if (!(alpha > 0 && alpha < 1)) throw new DomainError(`alpha not in (0, 1): ${alpha}`);
	return Math.ceil(ranks / alpha - rounding) - 1;
}

const rounding = 1e-9;
const reach = 8;
const points = 200;

/**
 * The gap, in standard deviations of a gap, that ranks high enough among N0 placebos with the asked
 * power: the treated area's absolute gap is among the floor(alpha (N0 + 1)) largest. Gaps of all areas
 * are taken for independent and normal with one deviation; the power is an integral over the treated
 * gap of binomial chances. Undefined where no rank reaches the level.
 */
export function detectableGap(
	comparisons: number,
	{ alpha = 0.05, power = 0.8 }: { alpha?: number; power?: number } = {}
): number | undefined {
	if (!(alpha > 0 && alpha < 1)) throw new DomainError(`alpha not in (0, 1): ${alpha}`);
	if (!(power > alpha && power < 1)) throw new DomainError(`power not in (alpha, 1): ${power}`);
	if (smallestRankP(comparisons) > alpha + rounding) return undefined;
	const ranks = Math.floor(alpha * (comparisons + 1) + rounding);
	let [low, high] = [0, 4];
	while (chance(high, comparisons, ranks) < power) [low, high] = [high, 2 * high];
	while (high - low > 1e-7) {
		const middle = (low + high) / 2;
		if (chance(middle, comparisons, ranks) < power) low = middle;
		else high = middle;
	}
	return (low + high) / 2;
}

/** That the gap of a treated area with this shift has one of the first ranks. */
function chance(shift: number, comparisons: number, ranks: number): number {
	let [sum, total] = [0, 0];
	for (let i = 0; i <= points; i++) {
		const distance = ((2 * i) / points - 1) * reach;
		const density = Math.exp((-distance * distance) / 2);
		const larger = 2 * normalCdf(-Math.abs(shift + distance), 0, 1);
		total += density;
		sum += density * fewerThan(ranks, comparisons, larger);
	}
	return sum / total;
}

/** That of so many placebos fewer than `ranks` are larger. */
function fewerThan(ranks: number, comparisons: number, larger: number): number {
	let term = (1 - larger) ** comparisons;
	if (larger === 1) return 0;
	let sum = term;
	for (let j = 1; j < ranks; j++) {
		term *= ((comparisons - j + 1) / j) * (larger / (1 - larger));
		sum += term;
	}
	return sum;
}
