import { z } from 'zod';
import {
	armFields,
	column,
	common,
	eventBand,
	followedFields,
	groupTimeFields,
	oneTreatment,
	panelFields,
	seed,
	someTerms,
	synthesisedFields,
	terms,
	wildFields
} from './impact-fields.ts';
import { costRequest, poolRequest, powerRequest, pValuesRequest } from './impact-planning.ts';
import { dataFile } from './request-file.ts';

const panelRequest = <Method extends string>(method: Method) => ({
	method: z.literal(method),
	...common,
	...panelFields,
	...wildFields
});

const twoByTwo = z.strictObject(panelRequest('two-by-two')).superRefine(oneTreatment);
const synthetic = z
	.strictObject({
		method: z.literal('synthetic'),
		...common,
		...synthesisedFields,
		/** Synthetic difference in differences, synthetic control, or equal weights. */
		estimator: z.enum(['sdid', 'sc', 'did']).default('sdid'),
		/** Of several treated units; absent: the placebo where there are controls enough. */
		error: z.enum(['placebo', 'bootstrap', 'jackknife']).optional(),
		replications: z.int().min(2).default(200),
		seed,
		/** A period before the true start, taken for it. */
		falseStart: z.number().optional(),
		/** Whether the effect without each control is told. */
		leaveOut: z.boolean().default(false)
	})
	.superRefine(oneTreatment);

/** A rule that begins at a cut-off of a running variable. */
const discontinuity = z.strictObject({
	method: z.literal('discontinuity'),
	...common,
	running: column,
	outcome: column,
	cutoff: z.number(),
	covariates: terms,
	cluster: column.optional(),
	order: z.int().nonnegative().default(1),
	/** Of the polynomial that tells the bias; absent: one more. */
	biasOrder: z.int().positive().optional(),
	kernel: z.enum(['triangular', 'epanechnikov', 'uniform']).default('triangular'),
	bandwidth: z
		.union(
			[
				z.enum(['common-error', 'side-error', 'coverage']),
				z.strictObject({ h: z.number().positive(), b: z.number().positive().optional() })
			],
			{ error: 'expected one of common-error, side-error, coverage or { "h", "b" }' }
		)
		.default('common-error'),
	variance: z.enum(['nearest-neighbour', 'HC1']).default('nearest-neighbour'),
	/** Neighbours of a row. */
	matches: z.int().positive().default(3),
	/** Whether other bandwidths, false cut-offs, jumps of covariates and sorting are told. */
	checks: z.boolean().default(false)
});

/** Sparse counts, a row a unit: after alone, or after over before. */
const countRatio = z.strictObject({
	method: z.literal('count-ratio'),
	...common,
	...armFields,
	/** Events of the unit. */
	after: column,
	before: column.optional(),
	exposureAfter: column.optional(),
	exposureBefore: column.optional(),
	unit: column.optional(),
	cluster: column.optional(),
	/** Events of the treated after the start below which there is no normal interval. */
	minimumEvents: z.int().nonnegative().default(10),
	/** Of the randomisation test, where not all choices are tried. */
	draws: z.int().min(99).default(9999),
	seed
});

/** Never without the weights of its comparisons. */
const twoWay = z.strictObject(panelRequest('two-way')).superRefine(oneTreatment);
const eventStudy = z
	.strictObject({
		...panelRequest('event-study'),
		/** Period all others are measured from. */
		reference: z.int().negative().default(-1),
		leadsDf: z.enum(['clusters', 'residual']).default('clusters'),
		band: eventBand
	})
	.superRefine(oneTreatment);
const sunAbraham = z
	.strictObject({ ...panelRequest('sun-abraham'), band: eventBand })
	.superRefine(oneTreatment);

const groupTime = z.strictObject({
	method: z.literal('group-time'),
	...common,
	...groupTimeFields,
	/** Base of periods before treatment: the period before each, or one for all. */
	base: z.enum(['varying', 'universal']).default('varying'),
	aggregate: z.enum(['simple', 'group', 'dynamic', 'calendar']).default('simple'),
	window: z
		.strictObject({
			/** Only cohorts seen this many periods after treatment, and events up to then. */
			balanceEvent: z.int().nonnegative().optional(),
			minEvent: z.int().optional(),
			maxEvent: z.int().optional()
		})
		.default({})
});

/** What a sensitivity analysis starts from: estimates by period, or data that give them. */
const studied = z.discriminatedUnion('method', [
	z.strictObject({
		method: z.literal('coefficients'),
		/** In order of time, the reference left out. */
		estimates: z.array(z.number()).min(2),
		covariance: z.array(z.array(z.number())).min(2),
		/** How many are before the reference. */
		before: z.int().positive()
	}),
	z.strictObject({ method: z.literal('event-study'), ...panelFields }).superRefine(oneTreatment),
	z.strictObject({ method: z.literal('sun-abraham'), ...panelFields }).superRefine(oneTreatment),
	/** With one base period for all. */
	z.strictObject({ method: z.literal('group-time'), ...groupTimeFields })
]);
export type StudiedRequest = z.infer<typeof studied>;

const honestDid = z
	.strictObject({
		method: z.literal('honest-did'),
		...common,
		of: studied,
		restriction: z.enum(['relative-magnitudes', 'smoothness']).default('relative-magnitudes'),
		bounds: z.array(z.number().nonnegative()).min(1).default([0, 0.5, 1, 1.5, 2]),
		/** One for each estimate after the reference; the first alone where absent. */
		weights: z.array(z.number()).min(1).optional(),
		/** Values tested. */
		grid: z
			.strictObject({ lower: z.number(), upper: z.number(), points: z.int().min(2) })
			.optional(),
		draws: z.int().min(100).default(5000),
		seed
	})
	.superRefine(({ restriction, grid }, context) => {
		if (restriction === 'relative-magnitudes' || grid === undefined) return;
		context.addIssue({ code: 'custom', path: ['grid'], message: 'belongs to relative-magnitudes' });
	});

const newey = z.strictObject({
	kind: z.literal('newey-west'),
	/** Absent: that of Newey and West (1994). */
	lag: z.int().nonnegative().optional(),
	adjust: z.boolean().default(true)
});

const interruptedSeries = z
	.strictObject({
		method: z.literal('interrupted-series'),
		...common,
		/** Whole numbers, one a period. */
		period: column,
		outcome: column,
		/** People or kilometres at risk; of counts. */
		exposure: column.optional(),
		/** First period after the change. */
		interruption: z.int(),
		/** A series that the change did not touch, in other columns of the same rows. */
		control: z.strictObject({ outcome: column, exposure: column.optional() }).optional(),
		season: z
			.strictObject({ period: z.number().positive(), harmonics: z.int().positive() })
			.optional(),
		model: z.enum(['ols', 'ar1', 'quasi-poisson']).default('ols'),
		/** Of the logarithm of the outcome. */
		log: z.boolean().default(false),
		errors: z
			.discriminatedUnion('kind', [
				newey,
				z.strictObject({ kind: z.literal('independent') }),
				z.strictObject({ kind: z.literal('dispersion') })
			])
			.optional(),
		/** Of ar1. */
		likelihood: z.enum(['reml', 'ml']).optional(),
		/** Periods whose effect is told beside the average. */
		at: z.array(z.int()).default([]),
		/** Of the test of what is left in the residuals. */
		lags: z.int().positive().optional()
	})
	.superRefine((one, context) => {
		const refuse = (field: string, message: string) =>
			context.addIssue({ code: 'custom', path: [field], message });
		const { model, errors, exposure, control, log, likelihood } = one;
		if (model !== 'quasi-poisson') {
			if (exposure !== undefined) refuse('exposure', 'belongs to the model quasi-poisson');
			if (errors?.kind === 'dispersion') refuse('errors', 'dispersion belongs to quasi-poisson');
		} else if (log) refuse('log', 'counts are modelled as they are: not with quasi-poisson');
		else if (errors?.kind === 'independent') refuse('errors', 'independent belongs to ols');
		if (model === 'ar1' && errors) refuse('errors', 'ar1 has its own');
		if (model !== 'ar1' && likelihood) refuse('likelihood', 'belongs to the model ar1');
		if (control && (control.exposure === undefined) !== (exposure === undefined))
			refuse('control', 'expected an exposure of both series or of none');
	});

const times = z.array(z.number().positive());
const probability = z.number().gt(0).lt(1);

const survival = z.strictObject({
	method: z.literal('survival'),
	...common,
	...followedFields,
	/** Absent: one curve of all. */
	arm: column.optional(),
	/** Within which arms are compared. */
	strata: column.optional(),
	scale: z.enum(['log-log', 'log', 'plain']).default('log-log'),
	quantiles: z.array(probability).default([0.5]),
	/** Times at which the curves are read: the table of numbers at risk. */
	at: times.default([]),
	/** Shares with the event until then, and their differences. */
	windows: times.default([]),
	/** Limit of the restricted mean. */
	restrictedUntil: z.number().positive().optional(),
	/** Weight of the test: 0 log-rank, 1 Peto and Peto. */
	rho: z.number().nonnegative().default(0)
});

const nelsonAalen = z.strictObject({
	method: z.literal('nelson-aalen'),
	...common,
	...followedFields,
	arm: column.optional(),
	at: times.default([])
});

const cox = z.strictObject({
	method: z.literal('cox'),
	...common,
	...followedFields,
	covariates: someTerms,
	/** Each has a baseline of its own. */
	strata: column.optional(),
	weight: column.optional(),
	/** Errors are robust and summed within each. */
	cluster: column.optional(),
	ties: z.enum(['efron', 'breslow']).default('efron')
});

const competingEvents = z.strictObject({
	method: z.literal('competing-events'),
	...common,
	...followedFields,
	arm: column.optional(),
	at: times.default([]),
	windows: times.default([]),
	/** The event whose incidence is compared. */
	cause: z.int().positive().default(1)
});

const balance = z.strictObject({
	method: z.literal('balance'),
	...common,
	...armFields,
	covariates: someTerms,
	weight: column.optional()
});

const propensity = z.strictObject({
	method: z.literal('propensity'),
	...common,
	...armFields,
	covariates: someTerms,
	/** Absent: weights and balance only. */
	outcome: column.optional(),
	/** Whom weights make the arms stand for; the effect is that on the treated. */
	estimand: z.enum(['att', 'ate']).default('att'),
	/** Whether score and weight of every row are told. */
	rows: z.boolean().default(false)
});

const match = z.strictObject({
	method: z.literal('match'),
	...common,
	...armFields,
	covariates: someTerms,
	outcome: column.optional(),
	/** Widest difference of scores, in their standard deviations within arms. */
	caliper: z.number().positive().optional(),
	search: z.enum(['either-side', 'below-first']).default('either-side'),
	/** Whether who is paired with whom is told. */
	rows: z.boolean().default(false)
});

/** One question about the impact of a programme; its columns are those of the data file. */
export const impactRequest = z.discriminatedUnion('method', [
	twoByTwo,
	twoWay,
	eventStudy,
	sunAbraham,
	groupTime,
	honestDid,
	synthetic,
	interruptedSeries,
	survival,
	nelsonAalen,
	cox,
	competingEvents,
	balance,
	propensity,
	match,
	discontinuity,
	countRatio,
	poolRequest,
	powerRequest,
	pValuesRequest,
	costRequest
]);
export type ImpactRequest = z.infer<typeof impactRequest>;
export type ImpactMethod = ImpactRequest['method'];
export type ImpactRequestOf<Method extends ImpactMethod> = Extract<
	ImpactRequest,
	{ method: Method }
>;

/** The names of all methods. */
export const impactMethods: readonly ImpactMethod[] = impactRequest.options.flatMap(({ shape }) => [
	...shape.method.values
]);

const impactColumn = z.strictObject({
	/** Numbers that texts stand for where a number is needed, e.g. { "yes": 1 }; null is a blank. */
	numbers: z.record(z.string(), z.number().nullable()).default({})
});

/** A file of requests about impact; every request is checked by itself, with `impactRequest`. */
export const impactFile = z
	.strictObject({
		/** Printed in the scripts that reproduce the answers. */
		title: z.string().trim().min(1).optional(),
		/** The rows are made up. */
		synthetic: z.boolean().default(false),
		/** Not needed by what brings its numbers with it. */
		data: dataFile.optional(),
		columns: z.record(z.string(), impactColumn).default({}),
		requests: z.array(z.unknown()).min(1).optional(),
		request: z.unknown().optional()
	})
	.refine(({ requests, request }) => (requests === undefined) !== (request === undefined), {
		error: 'expected either requests, a list, or request, one',
		path: ['requests']
	});
export type ImpactFile = z.infer<typeof impactFile>;
