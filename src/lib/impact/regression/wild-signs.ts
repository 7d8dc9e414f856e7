import { DomainError } from '#lib/errors.ts';
import { seededRandom } from '#lib/stats/replicates/seeded-random.ts';

export const wildDistributions = ['rademacher', 'webb'] as const;
export type WildDistribution = (typeof wildDistributions)[number];

/** Up to this number of clusters all sign vectors are taken, and no seed is needed. */
const mostEnumerated = 12;

const webb = [-Math.sqrt(1.5), -1, -Math.sqrt(0.5), Math.sqrt(0.5), 1, Math.sqrt(1.5)];

/** Multipliers of the residuals of clusters, one vector a draw. */
export interface WildDraws {
	readonly count: number;
	/** All vectors there are, each once; else the first is the sample's own, of ones. */
	readonly enumerated: boolean;
	/** Fills in the vectors one after the other. */
	readonly each: (use: (multipliers: Float64Array, draw: number) => void) => void;
}

/**
 * Multipliers for a wild cluster bootstrap: -1 or 1 (Rademacher), or the six of Webb (2023), drawn
 * after the sample itself; all 2^G of the first kind up to G = 12.
 */
export function wildDraws(
	clusters: number,
	{ distribution, draws, seed }: { distribution: WildDistribution; draws: number; seed: number }
): WildDraws {
	if (distribution === 'rademacher' && clusters <= mostEnumerated) return allSigns(clusters);
	if (!(Number.isInteger(draws) && draws >= 1))
		throw new DomainError(`draws not a whole number of 1 or more: ${draws}`);
	const random = seededRandom(seed);
	const value =
		distribution === 'webb'
			? () => webb[Math.floor(6 * random())]!
			: () => (random() < 0.5 ? -1 : 1);
	return {
		count: draws + 1,
		enumerated: false,
		each: (use) => {
			const multipliers = new Float64Array(clusters).fill(1);
			use(multipliers, 0);
			for (let draw = 1; draw <= draws; draw++) {
				for (let g = 0; g < clusters; g++) multipliers[g] = value();
				use(multipliers, draw);
			}
		}
	};
}

function allSigns(clusters: number): WildDraws {
	const count = 2 ** clusters;
	return {
		count,
		enumerated: true,
		each: (use) => {
			const signs = new Float64Array(clusters);
			for (let draw = 0; draw < count; draw++) {
				for (let g = 0; g < clusters; g++) signs[g] = (draw >> g) & 1 ? -1 : 1;
				use(signs, draw);
			}
		}
	};
}
