import { z } from 'zod';
import { survivalSteps } from './survival-steps.ts';

const number = z.number();
const maybe = z.number().nullable();
const people = z.int().nonnegative();

/** A number with its pointwise and, where several stand together, its simultaneous limits. */
const limits = { lower: maybe, upper: maybe, bandLower: maybe, bandUpper: maybe };

/** Means of the groups over time. */
const trends = z.strictObject({
	kind: z.literal('trends'),
	periods: z.array(number).min(1),
	/** treated, comparison, ring; a cohort by its start. */
	lines: z.array(
		z.strictObject({
			group: z.string(),
			/** First treated period; null: never. */
			start: maybe,
			units: people,
			points: z.array(z.strictObject({ period: number, mean: maybe, lower: maybe, upper: maybe }))
		})
	),
	starts: z.array(number)
});

const eventStudy = z.strictObject({
	kind: z.literal('event-study'),
	/** What effects before the start are compared with. */
	base: z.enum(['universal', 'varying']),
	reference: number,
	estimator: z.enum(['group-time', 'sun-abraham', 'two-way']),
	critical: maybe,
	points: z.array(
		z.strictObject({
			event: number,
			estimate: number,
			standardError: maybe,
			...limits,
			/** Units behind it. */
			units: people,
			reference: z.boolean()
		})
	),
	/** Joint test that nothing happened before; why there is none. */
	preTest: z.discriminatedUnion('kind', [
		z.strictObject({
			kind: z.literal('test'),
			statistic: number,
			df: number,
			df2: maybe,
			pValue: number,
			/** Too many cells for the units: it rejects too often. */
			unreliable: z.boolean()
		}),
		z.strictObject({ kind: z.literal('none'), reason: z.string() })
	])
});

const groupTime = z.strictObject({
	kind: z.literal('group-time'),
	cells: z.array(
		z.strictObject({
			cohort: number,
			period: number,
			base: number,
			post: z.boolean(),
			treated: people,
			comparison: people,
			estimate: maybe,
			standardError: maybe,
			...limits,
			/** effect, reference, or why there is none: overlap, singular, ... */
			state: z.string()
		})
	),
	/** By cohort and by calendar time. */
	aggregates: z.array(
		z.strictObject({
			by: z.enum(['simple', 'group', 'calendar', 'dynamic']),
			/** Null: all of it. */
			at: maybe,
			estimate: number,
			standardError: maybe,
			...limits
		})
	)
});

/** What a two-way fixed-effects coefficient is made of. Never shown without it. */
const bacon = z.strictObject({
	kind: z.literal('bacon'),
	estimate: number,
	standardError: maybe,
	forbiddenWeight: number,
	parts: z.array(
		z.strictObject({
			comparison: z.string(),
			weight: number,
			estimate: number
		})
	)
});

const synthetic = z.strictObject({
	kind: z.literal('synthetic'),
	method: z.enum(['sdid', 'sc', 'did']),
	start: number,
	points: z.array(z.strictObject({ period: number, treated: number, synthetic: number })),
	unitWeights: z.array(z.strictObject({ unit: z.string(), weight: number })),
	periodWeights: z.array(z.strictObject({ period: number, weight: number })),
	rmspe: z.strictObject({ before: number, after: number }),
	/** The same estimate as if each comparison unit had been treated. */
	placebos: z.array(
		z.strictObject({
			unit: z.string(),
			estimate: number,
			ratio: maybe,
			gaps: z.array(z.strictObject({ period: number, gap: number }))
		})
	),
	rank: z
		.strictObject({ place: z.int().positive(), of: z.int().positive(), pValue: number })
		.nullable(),
	withoutOne: z.array(z.strictObject({ unit: z.string(), estimate: number }))
});

const series = z.strictObject({
	kind: z.literal('series'),
	interruption: number,
	points: z.array(
		z.strictObject({
			period: number,
			observed: maybe,
			fitted: number,
			/** As if nothing had happened; from the interruption on. */
			counterfactual: maybe,
			counterfactualLower: maybe,
			counterfactualUpper: maybe,
			control: maybe
		})
	),
	level: z.strictObject({ estimate: number, standardError: maybe, lower: maybe, upper: maybe }),
	slope: z.strictObject({ estimate: number, standardError: maybe, lower: maybe, upper: maybe }),
	/** log: level and slope are of the logarithm of a rate. */
	scale: z.enum(['linear', 'log']),
	effects: z.array(
		z.strictObject({ period: number, estimate: number, lower: maybe, upper: maybe })
	),
	/** How it was estimated: lag of Newey-West, autocorrelation, dispersion. */
	lag: maybe,
	autocorrelation: maybe,
	dispersion: maybe,
	/** Residual tests: p values. */
	ljungBox: maybe
});

const discontinuity = z.strictObject({
	kind: z.literal('discontinuity'),
	cutoff: number,
	bandwidth: z.strictObject({ h: number, b: number }),
	sizes: z.strictObject({ left: people, right: people }),
	bins: z.array(
		z.strictObject({ at: number, mean: number, n: people, side: z.enum(['left', 'right']) })
	),
	fits: z.array(z.strictObject({ at: number, value: number, side: z.enum(['left', 'right']) })),
	bandwidths: z.array(
		z.strictObject({ h: number, estimate: number, lower: number, upper: number, n: people })
	),
	placebos: z.array(
		z.strictObject({ cutoff: number, estimate: maybe, lower: maybe, upper: maybe })
	),
	density: z
		.strictObject({ test: z.string(), left: people, right: people, pValue: maybe })
		.nullable(),
	heaping: z.strictObject({ value: number, share: number }).nullable()
});

const survival = z.strictObject({
	kind: z.literal('survival'),
	steps: survivalSteps,
	logRank: z.strictObject({ statistic: number, df: number, pValue: number }).nullable(),
	/** Of the cumulative incidences of the outcome. */
	gray: z.strictObject({ statistic: number, df: number, pValue: number }).nullable(),
	hazardRatio: z
		.strictObject({ estimate: number, lower: number, upper: number, adjusted: z.boolean() })
		.nullable(),
	/** Of proportional hazards. */
	proportional: z.strictObject({ pValue: number }).nullable(),
	windows: z.array(
		z.strictObject({
			months: number,
			/** By arm: cumulative incidence of the outcome. */
			treated: maybe,
			comparison: maybe,
			difference: maybe,
			lower: maybe,
			upper: maybe
		})
	)
});

const balance = z.strictObject({
	kind: z.literal('balance'),
	/** How groups were made alike; null: they were not. */
	by: z.enum(['weighting', 'matching']).nullable(),
	rows: z.array(
		z.strictObject({
			covariate: z.string(),
			treated: maybe,
			comparison: maybe,
			before: maybe,
			after: maybe,
			varianceRatio: maybe,
			/** Kolmogorov-Smirnov distance before. */
			distance: maybe
		})
	),
	effectiveSize: z.strictObject({ treated: number, comparison: number }).nullable(),
	/** Shares of propensity scores in classes of equal width, from 0 to 1. */
	overlap: z.strictObject({ treated: z.array(number), comparison: z.array(number) }).nullable()
});

/** Rambachan and Roth. */
const sensitivity = z.strictObject({
	kind: z.literal('sensitivity'),
	rows: z.array(
		z.strictObject({
			restriction: z.enum(['relative-magnitudes', 'smoothness']),
			/** Mbar, or M: of the unit of the effect, a change of slope from one period to the next. */
			size: number,
			lower: maybe,
			upper: maybe,
			reachesGridEdge: z.boolean()
		})
	),
	/** Largest Mbar whose interval has no 0; null: none has. */
	breakdown: maybe,
	/** Largest M; null: none has. */
	smoothBreakdown: maybe
});

/** Numbers behind one picture of a programme page. */
export const evaluationPicture = z.discriminatedUnion('kind', [
	trends,
	eventStudy,
	groupTime,
	bacon,
	synthetic,
	series,
	discontinuity,
	survival,
	balance,
	sensitivity
]);
export type EvaluationPicture = z.infer<typeof evaluationPicture>;
export type PictureOf<Kind extends EvaluationPicture['kind']> = Extract<
	EvaluationPicture,
	{ kind: Kind }
>;
