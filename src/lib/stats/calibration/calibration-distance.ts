import { DomainError } from '#lib/errors.ts';

export const distanceNames = ['linear', 'raking', 'logit'] as const;

/** How a calibration measures the distance of new weights from the old ones. */
export type DistanceName = (typeof distanceNames)[number];

/** The factor of a weight as a function of x'λ, and its derivative; 1 and 1 at 0. */
export interface CalibrationDistance {
	readonly factor: (u: number) => number;
	readonly slope: (u: number) => number;
}

export interface FactorBounds {
	/** Smallest and largest factor allowed; logit demands both, else -Infinity and Infinity. */
	readonly lower: number;
	readonly upper: number;
}

/**
 * The distances of Deville and Särndal (1992), table 1: linear (case 1, truncated 7), raking (case 2)
 * and logit (case 6). Agree with R `survey::cal.linear`, `cal.raking` and `cal.logit`.
 */
export function calibrationDistance(
	name: DistanceName,
	{ lower, upper }: FactorBounds
): CalibrationDistance {
	if (!(lower < 1 && upper > 1))
		throw new DomainError(`bounds of the factors not around 1: ${lower}, ${upper}`);
	if (name === 'logit') return logit({ lower, upper });
	const within = (factor: number) => factor > lower && factor < upper;
	const bounded = (factor: number) => Math.min(Math.max(factor, lower), upper);
	return name === 'linear'
		? { factor: (u) => bounded(1 + u), slope: (u) => (within(1 + u) ? 1 : 0) }
		: {
				factor: (u) => bounded(Math.exp(u)),
				slope: (u) => (within(Math.exp(u)) ? Math.exp(u) : 0)
			};
}

/** Written with exp(-|Au|), which never overflows. */
function logit({ lower, upper }: FactorBounds): CalibrationDistance {
	if (!(lower > -Infinity && upper < Infinity))
		throw new DomainError(`logit calibration without finite bounds: ${lower}, ${upper}`);
	const [a, b] = [upper - 1, 1 - lower];
	const steepness = (a + b) / (a * b);
	const parts = (u: number) => {
		const decay = Math.exp(-Math.abs(steepness * u));
		const [down, up] = u > 0 ? [a * decay, b] : [a, b * decay];
		return { down, up, sum: down + up };
	};
	return {
		factor: (u) => {
			const { down, up, sum } = parts(u);
			return (lower * down + upper * up) / sum;
		},
		slope: (u) => {
			const { down, up, sum } = parts(u);
			return (steepness * (a + b) * down * up) / (sum * sum);
		}
	};
}
