import { z } from 'zod';
import { column, common, terms } from './impact-fields.ts';

const positive = z.number().positive();
const share = z.number().gt(0).lt(1);

const eitherSource =
	(inline: string, columns: readonly string[]) =>
	(one: Readonly<Record<string, unknown>>, context: z.RefinementCtx) => {
		const named = columns.filter((name) => one[name] !== undefined);
		const isInline = one[inline] !== undefined;
		if (isInline ? named.length === 0 : named.length === columns.length) return;
		const message = `expected either ${inline}, or the columns ${columns.join(' and ')}`;
		context.addIssue({ code: 'custom', path: [named[0] ?? inline], message });
	};

/** Effects of several studies, from columns of a file or listed. */
export const poolRequest = z
	.strictObject({
		method: z.literal('pool'),
		...common,
		estimate: column.optional(),
		standardError: column.optional(),
		/** What studies are called. */
		study: column.optional(),
		studies: z
			.array(
				z.strictObject({
					study: z.string().min(1).optional(),
					estimate: z.number(),
					standardError: z.number()
				})
			)
			.min(1)
			.optional(),
		between: z.enum(['reml', 'dersimonian-laird', 'paule-mandel', 'fixed']).default('reml'),
		test: z.enum(['knapp-hartung', 'z']).default('knapp-hartung'),
		/** What effects are regressed on; of a file. */
		moderators: terms,
		/** Whether the pooled effect without each study is told. */
		leaveOut: z.boolean().default(false)
	})
	.superRefine(eitherSource('studies', ['estimate', 'standardError']))
	.superRefine(({ studies, study, moderators }, context) => {
		const refuse = (field: string) =>
			context.addIssue({ code: 'custom', path: [field], message: 'belongs to columns of a file' });
		if (studies && study !== undefined) refuse('study');
		if (studies && moderators.length > 0) refuse('moderators');
	});

/** Several tests, from columns of a file or listed. */
export const pValuesRequest = z
	.strictObject({
		method: z.literal('p-values'),
		...common,
		p: column.optional(),
		/** What tests are called. */
		name: column.optional(),
		values: z
			.array(z.strictObject({ name: z.string().min(1).optional(), p: z.number().min(0).max(1) }))
			.min(1)
			.optional()
	})
	.superRefine(eitherSource('values', ['p']));

const arms = {
	treatedShare: share.default(0.5),
	standardDeviation: positive.default(1),
	/** Share of the variance that covariates explain. */
	explainedShare: z.number().min(0).lt(1).default(0)
};

const design = z.discriminatedUnion('kind', [
	z.strictObject({ kind: z.literal('individual'), ...arms }),
	z.strictObject({
		kind: z.literal('cluster'),
		...arms,
		clusterSize: z.number().min(1),
		/** Share of the variance between clusters (ICC). */
		betweenShare: z.number().min(0).max(1)
	}),
	z.strictObject({
		kind: z.literal('difference-in-differences'),
		...arms,
		before: z.number().min(1),
		after: z.number().min(1),
		/** Of any two periods of a unit. */
		correlation: z.number().min(0).lt(1)
	})
]);

const question = z.discriminatedUnion('kind', [
	/** The smallest effect that so many units find. */
	z.strictObject({
		kind: z.literal('detectable-effect'),
		design,
		units: z.number().min(2),
		reference: z.enum(['normal', 't']).optional()
	}),
	/** So many units find an effect. */
	z.strictObject({
		kind: z.literal('units'),
		design,
		effect: z.number(),
		reference: z.enum(['normal', 't']).optional()
	}),
	/** People in each arm to tell two shares apart. */
	z.strictObject({
		kind: z.literal('proportions'),
		shares: z.tuple([z.number().min(0).max(1), z.number().min(0).max(1)])
	}),
	/** People in each arm to find a difference of means. */
	z.strictObject({
		kind: z.literal('means'),
		effect: z.number(),
		standardDeviation: positive.default(1)
	}),
	/** Events, and people, to find a hazard ratio. */
	z.strictObject({
		kind: z.literal('log-rank'),
		hazardRatio: positive,
		treatedShare: share.default(0.5),
		/** Of people, who have the event while they are observed. */
		eventShare: z.number().gt(0).max(1).optional()
	}),
	/** What a study of this standard error would have found. */
	z.strictObject({
		kind: z.literal('afterwards'),
		standardError: positive,
		df: positive.optional()
	})
]);
export type PowerQuestion = z.infer<typeof question>;

export const powerRequest = z.strictObject({
	method: z.literal('power'),
	id: common.id,
	question,
	alpha: share.default(0.05),
	power: share.default(0.8)
});

/** Of the programme less what it is compared with. */
export const costRequest = z.strictObject({
	method: z.literal('cost-effectiveness'),
	...common,
	cost: z.number(),
	costError: z.number(),
	/** In units that are wanted, e.g. re-arrests avoided. */
	effect: z.number(),
	effectError: z.number(),
	correlation: z.number().gt(-1).lt(1).default(0),
	basis: z.strictObject({
		/** ISO 4217. */
		currency: z.string().regex(/^[A-Z]{3}$/, 'not a currency, three capitals'),
		priceYear: z.int(),
		exchangeRate: positive.default(1),
		discountRate: z.number().min(0).lt(1)
	}),
	/** What one unit of effect may be worth: net benefit and acceptability at each. */
	worths: z.array(z.number().nonnegative()).default([]),
	/** Costs by year, the first not discounted: told as one sum of the first year's money. */
	costsByYear: z.array(z.number()).min(1).optional()
});
