import { z } from 'zod';
import { evaluationPicture } from './evaluation-pictures.ts';
import { sha256, slug } from './identifiers.ts';
import { outcomeRole } from './programme-outcome.ts';

const number = z.number();
const maybe = z.number().nullable();
const people = z.int().nonnegative();

/** What was done to the data before an estimator had it, or what limits what it says. */
const note = z.strictObject({
	code: z.string().min(1),
	values: z.record(z.string(), z.union([z.string(), number])).default({})
});
export type EvaluationNote = z.infer<typeof note>;

/** Why there is no number, and the next honest design. */
export const evaluationRefusal = z.strictObject({
	kind: z.literal('refused'),
	/** Such as `one-treated-cluster`, `too-few-pre-periods`, `few-events`, `wording-changed`. */
	reason: z.string().min(1),
	values: z.record(z.string(), z.union([z.string(), number])).default({}),
	/** A design that the data can carry; null: none. */
	next: z.string().min(1).nullable()
});
export type EvaluationRefusal = z.infer<typeof evaluationRefusal>;

/** An effect as it is printed. */
export const evaluationEffect = z.strictObject({
	kind: z.literal('effect'),
	estimate: number,
	/** Of the logarithm where the scale is a ratio. */
	standardError: maybe,
	lower: maybe,
	upper: maybe,
	level: number,
	pValue: maybe,
	df: maybe,
	/** difference: in the unit of the outcome. ratio: of rates or hazards, 1 is no effect. */
	scale: z.enum(['difference', 'ratio']),
	/** The name of the estimator and of the variance: codes, which the page words. */
	estimator: z.string().min(1),
	variance: z.string().min(1),
	/** interval: lower and upper. rank: only where it stands among placebos. */
	inference: z.enum(['interval', 'rank', 'randomisation', 'exact'])
});
export type EvaluationEffect = z.infer<typeof evaluationEffect>;

const effectOrRefusal = z.discriminatedUnion('kind', [evaluationEffect, evaluationRefusal]);

/** What was found about one outcome. */
export const outcomeEvaluation = z.strictObject({
	outcome: slug,
	role: outcomeRole,
	effect: effectOrRefusal,
	/** Of the family of main and secondary outcomes, by Holm; null where there is one outcome or no p. */
	adjustedP: maybe,
	/** Mean of the comparison in the time of the programme. */
	comparisonMean: maybe,
	/** What the treated would have had without it: their mean less the effect. */
	without: maybe,
	/** Standard deviation of the outcome among comparison units before the start. */
	comparisonSd: maybe,
	/** Change as a share of `without`, which is taken as known; 0.1 is 10 %. */
	relative: z.strictObject({ estimate: number, lower: maybe, upper: maybe }).nullable(),
	n: people,
	/** Of treated units after the start, of a count. */
	events: maybe,
	pictures: z.array(evaluationPicture),
	notes: z.array(note)
});
export type OutcomeEvaluation = z.infer<typeof outcomeEvaluation>;

/** The main effect once more, with one thing changed. */
export const robustnessRow = z.strictObject({
	/**
	 * control-group, estimator, covariates, method, cluster, anticipation, without-group (values.group),
	 * placebo-date, placebo-outcome, ring-included, bandwidth, variance, season, ...
	 */
	change: z.string().min(1),
	values: z.record(z.string(), z.union([z.string(), number])).default({}),
	result: effectOrRefusal,
	/** Expected to be nothing. */
	placebo: z.boolean()
});
export type RobustnessRow = z.infer<typeof robustnessRow>;

/** Whether activity moved to the neighbours. */
const displacement = z.discriminatedUnion('kind', [
	z.strictObject({
		kind: z.literal('not-assessed'),
		why: z.enum(['no-geography', 'not-territorial'])
	}),
	z.strictObject({
		kind: z.literal('ring'),
		/** Units in the ring around treated ones, taken out of the comparison. */
		units: people,
		ring: effectOrRefusal,
		/** Treated units and their ring together, a mean over both. */
		total: effectOrRefusal
	})
]);

const power = z.strictObject({
	/** Smallest effect that would have been found four times in five, 2.80 standard errors; or ratio. */
	detectable: number,
	/** Of the comparison mean. */
	relative: maybe,
	power: number,
	level: number
});

const costResult = z.strictObject({
	perUnit: z.strictObject({ amount: number, standardError: number }),
	perParticipant: maybe,
	perCompletion: maybe,
	/** Cost of one unit of effect in the wanted direction. */
	perEffect: z.discriminatedUnion('kind', [
		z.strictObject({ kind: z.literal('interval'), estimate: number, lower: number, upper: number }),
		/** The effect may be none: the ratio has no upper limit, or is anything. */
		z.strictObject({ kind: z.literal('open'), estimate: number, lower: maybe }),
		z.strictObject({ kind: z.literal('none') })
	]),
	acceptability: z.array(z.strictObject({ willingness: number, probability: number }))
});

/** `pages/impact/<programme>.json`: everything that the page of a programme prints. */
export const evaluation = z.strictObject({
	programme: slug,
	/** Of the files that it was computed from. */
	data: sha256,
	/** Whether what was said of it may be read as an effect. */
	verdict: z.enum([
		'better',
		'worse',
		'changed',
		'no-clear-change',
		/** Treated and comparison went apart before the start. */
		'trends-differ',
		'refused'
	]),
	counts: z.strictObject({
		rows: people,
		units: people,
		treatedUnits: people,
		comparisonUnits: people,
		clusters: people.nullable(),
		treatedClusters: people.nullable(),
		periods: people.nullable(),
		/** Names as the design has them: 2019, 2019-Q1. */
		first: z.string().nullable(),
		last: z.string().nullable(),
		starts: z.array(z.string())
	}),
	/** The main outcome first, then secondary ones, harms, placebos. */
	outcomes: z.array(outcomeEvaluation).min(1),
	robustness: z.array(robustnessRow),
	displacement,
	power: power.nullable(),
	cost: costResult.nullable(),
	/** Difference in attrition between the arms, as shares. */
	attrition: z
		.strictObject({
			treated: number,
			comparison: number,
			difference: number,
			lower: number,
			upper: number
		})
		.nullable(),
	/** By default, with their values: what a reader needs to repeat it. */
	settings: z.record(z.string(), z.union([z.string(), number, z.boolean(), z.null()])),
	/** An R script that repeats the main estimate. */
	script: z.string().nullable(),
	notes: z.array(note),
	/** `panels/<id>.parquet` is part of the release. */
	panel: z.boolean()
});
export type Evaluation = z.infer<typeof evaluation>;
