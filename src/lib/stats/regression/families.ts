/** As R names them. */
export const familyNames = ['gaussian', 'quasibinomial', 'quasipoisson'] as const;
export type FamilyName = (typeof familyNames)[number];

/** A distribution with its canonical link: the score of an element is its outcome minus its mean. */
export interface Family {
	readonly mean: (predictor: number) => number;
	readonly link: (mean: number) => number;
	/** Variance as a function of the mean; also the slope of the mean in the predictor. */
	readonly variance: (mean: number) => number;
	/**
	 * Twice the log-likelihood of the outcome at itself minus that at its mean, for a weight of 1; from
	 * the predictor, which still tells means apart where they are 0 or 1 to all digits.
	 */
	readonly deviance: (outcome: number, predictor: number) => number;
	/** A mean to start from, that of R. */
	readonly start: (outcome: number, weight: number) => number;
	/** What an outcome may be, in words and as a check. */
	readonly range: readonly [string, (outcome: number) => boolean];
}

const identity = (value: number) => value;

/** Identity, logit and log link, as R `gaussian()`, `quasibinomial()` and `quasipoisson()`. */
export const families: Readonly<Record<FamilyName, Family>> = {
	gaussian: {
		mean: identity,
		link: identity,
		variance: () => 1,
		deviance: (y, predictor) => (y - predictor) ** 2,
		start: identity,
		range: ['finite', Number.isFinite]
	},
	quasibinomial: {
		mean: (predictor) => 1 / (1 + Math.exp(-predictor)),
		link: (mean) => Math.log(mean / (1 - mean)),
		variance: (mean) => mean * (1 - mean),
		deviance: (y, predictor) =>
			2 * (entropy(y) + entropy(1 - y) + y * softplus(-predictor) + (1 - y) * softplus(predictor)),
		start: (y, weight) => (weight * y + 0.5) / (weight + 1),
		range: ['in [0, 1]', (y) => y >= 0 && y <= 1]
	},
	quasipoisson: {
		mean: Math.exp,
		link: Math.log,
		variance: identity,
		deviance: (y, predictor) => 2 * (entropy(y) - y * predictor - (y - Math.exp(predictor))),
		start: (y) => y + 0.1,
		range: ['0 or more', (y) => y >= 0 && y < Infinity]
	}
};

const entropy = (y: number) => (y === 0 ? 0 : y * Math.log(y));

/** log(1 + exp(x)), also where the exponential is no number. */
const softplus = (x: number) => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
