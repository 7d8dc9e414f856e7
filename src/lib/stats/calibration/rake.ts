import { DataError, DomainError } from '#lib/errors.ts';
import type { Design, Projection } from '../design/design.ts';
import { type Margin, factorsToTotals, weightsByCategory } from './margin.ts';
import { reweighted } from './reweighted.ts';

export interface RakeOptions {
	/** Distance of a category from its total that is allowed, as a share of the population; 1e-10. */
	readonly tolerance?: number | undefined;
	/** Most rounds over all margins; 100. */
	readonly rounds?: number | undefined;
}

/** Rounds in which R 4.5 `svyrecvar` takes the means of the margins off an influence. */
const projectionRounds = 10;

/**
 * The design with weights that meet the totals of several margins, by scaling to one after the other
 * until all are met, in every replicate too. Agrees with R `survey::rake`, which stops once a round
 * changes little, and gives replicates as many rounds as the sample needs.
 * @throws DataError for margins of unequal populations, and when rounds run out: how far, where.
 */
export function rake<D extends Design>(
	design: D,
	margins: readonly Margin[],
	{ tolerance = 1e-10, rounds = 100 }: RakeOptions = {}
): D {
	if (margins.length === 0) throw new DomainError('no margins to rake to');
	if (!(tolerance > 0)) throw new DomainError(`tolerance not positive: ${tolerance}`);
	if (!(rounds >= 1)) throw new DomainError(`rounds not 1 or more: ${rounds}`);
	return reweighted(design, {
		weigh: (weights) => raked(weights, margins, { tolerance, rounds }),
		projection: (_, weights) => offMarginMeans(weights, margins)
	});
}

function raked(
	before: Float64Array,
	margins: readonly Margin[],
	{ tolerance, rounds }: { readonly tolerance: number; readonly rounds: number }
): Float64Array {
	for (const margin of margins) factorsToTotals(before, margin);
	const weights = before.slice();
	const allowed = tolerance * commonPopulation(margins, tolerance);
	let far: Distance = { distance: Infinity, margin: 0, code: 0 };
	for (let round = 0; round < rounds && far.distance > allowed; round++) {
		for (const margin of margins) {
			const factors = factorsToTotals(weights, margin);
			for (let i = 0; i < weights.length; i++)
				if (weights[i] !== 0) weights[i]! *= factors[margin.codes[i]!]!;
		}
		far = furthest(weights, margins);
	}
	if (far.distance <= allowed) return weights;
	throw new DataError(
		`raking did not converge in ${rounds} rounds; furthest from its total, margin ${far.margin + 1}, category ${far.code}, by: ${far.distance}`
	);
}

function commonPopulation(margins: readonly Margin[], tolerance: number): number {
	const [population = 0, ...others] = margins.map(({ totals }) => totals.reduce((a, b) => a + b));
	others.forEach((other, m) => {
		if (Math.abs(other - population) > tolerance * population)
			throw new DataError(
				`totals of margins 1 and ${m + 2} add up to different populations: ${population}, ${other}`
			);
	});
	return population;
}

interface Distance {
	readonly distance: number;
	readonly margin: number;
	readonly code: number;
}

function furthest(weights: Float64Array, margins: readonly Margin[]): Distance {
	let worst: Distance = { distance: 0, margin: 0, code: 0 };
	margins.forEach((one, margin) => {
		const { sums } = weightsByCategory(weights, one);
		one.totals.forEach((total, code) => {
			const distance = Math.abs(total - sums[code]!);
			if (!(distance <= worst.distance)) worst = { distance, margin, code };
		});
	});
	return worst;
}

/** Takes the means of every margin off, unweighted, of the influence as it is for a weight of 1. */
function offMarginMeans(weights: Float64Array, margins: readonly Margin[]): Projection {
	return (influence) => {
		const perWeight = influence.map((z, i) => (weights[i] === 0 ? 0 : z / weights[i]!));
		const counts = margins.map((margin) => weightsByCategory(weights, margin).counts);
		for (let round = 0; round < projectionRounds; round++)
			margins.forEach(({ codes }, m) => {
				const means = new Float64Array(counts[m]!.length);
				for (let i = 0; i < weights.length; i++)
					if (weights[i] !== 0) means[codes[i]!]! += perWeight[i]!;
				means.forEach((sum, code) => (means[code] = sum / counts[m]![code]!));
				for (let i = 0; i < weights.length; i++)
					if (weights[i] !== 0) perWeight[i]! -= means[codes[i]!]!;
			});
		return perWeight.map((z, i) => z * weights[i]!);
	};
}
