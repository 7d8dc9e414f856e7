import { z } from 'zod';

export const column = z.string().min(1);

/** A number of the data, or a category, whose first level in alphabetical order is the reference. */
export const impactTerm = z.union(
	[column, z.strictObject({ category: column, reference: z.string().min(1).optional() })],
	{ error: 'expected the name of a column, or { "category": the name of a column }' }
);
export type ImpactTerm = z.infer<typeof impactTerm>;

export const terms = z.array(impactTerm).default([]);
export const someTerms = z.array(impactTerm).min(1);

/** What every request has. */
export const common = {
	/** Stands beside the answer, and names its script. */
	id: z.string().min(1).optional(),
	/** Of intervals and bands. */
	level: z.number().gt(0).lt(1).default(0.95)
};

/** Of any randomness, so that it comes out again. */
export const seed = z.int().nonnegative().default(1);

/** Texts of a column of starts that mean never; "" is a blank. Numbers are texts as well: 0 is "0". */
const never = z
	.array(z.union([z.string(), z.number().transform(String)]))
	.default(['never', 'Inf', 'Infinity']);

/** The columns of a panel without covariates: one row a unit and period. */
export const synthesisedFields = {
	unit: column,
	period: column,
	outcome: column,
	/** First period under treatment of the unit; `never` says which texts mean that there is none. */
	start: column.optional(),
	/** Instead: 1 in rows under treatment, 0 in others. */
	treated: column.optional(),
	never
};

export const panelFields = {
	...synthesisedFields,
	covariates: terms,
	/** What shares its shocks; the unit itself where absent. */
	cluster: column.optional(),
	weight: column.optional()
};

/** Of the bootstrap that is run beside CR1 where clusters are few. */
export const wildFields = {
	wild: z
		.strictObject({
			distribution: z.enum(['rademacher', 'webb']).default('rademacher'),
			draws: z.int().min(99).default(9999),
			seed
		})
		.optional()
};

/** Which of two columns says when treatment began. */
export function oneTreatment(
	{ start, treated }: { start?: string | undefined; treated?: string | undefined },
	context: z.RefinementCtx
) {
	if ((start === undefined) !== (treated === undefined)) return;
	const message = 'expected either start, the first treated period, or treated, 1 and 0 by row';
	context.addIssue({ code: 'custom', path: ['start'], message });
}

const noBand = z.strictObject({ kind: z.literal('none') });
const gaussianBand = z.strictObject({
	kind: z.literal('gaussian'),
	draws: z.int().min(100).default(20_000),
	seed
});

/** Over all events together. */
export const eventBand = z
	.discriminatedUnion('kind', [noBand, gaussianBand])
	.prefault({ kind: 'gaussian' });

export const groupTimeFields = {
	/** Absent: repeated cross-sections, every row a unit. */
	unit: column.optional(),
	period: column,
	outcome: column,
	start: column,
	never,
	covariates: terms,
	cluster: column.optional(),
	weight: column.optional(),
	control: z.enum(['never-treated', 'not-yet-treated']).default('never-treated'),
	/** How covariates are used. */
	adjustment: z.enum(['dr', 'ipw', 'reg', 'ipw-horvitz', 'dr-improved']).default('dr'),
	anticipation: z.int().nonnegative().default(0),
	unbalanced: z.enum(['drop-units', 'sections', 'pairs']).default('drop-units'),
	alreadyTreated: z.enum(['refuse', 'drop']).default('refuse'),
	band: z
		.discriminatedUnion('kind', [
			noBand,
			gaussianBand,
			z.strictObject({
				kind: z.literal('multiplier'),
				draws: z.int().min(100).default(20_000),
				seed
			})
		])
		.prefault({ kind: 'gaussian' })
};

/** People under observation. */
export const followedFields = {
	/** Above 0, in one unit. */
	time: column,
	/** 0: seen until then without an event; 1: the event. */
	event: column,
	/** Time at which somebody came under observation; absent: all from time zero. */
	entry: column.optional()
};

/** Who had the programme: 1 and 0. */
export const armFields = { treated: column };
