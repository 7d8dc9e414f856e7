import { z } from 'zod';

const column = z.string().min(1);

/**
 * What to do with a stratum of one drawn unit, which says nothing of how its units differ. fail:
 * refuse and name it; remove and certainty: it adds nothing; adjust: its distance from the mean of
 * all units; average: what the other strata add on average.
 */
const lonelyRule = z.enum(['fail', 'remove', 'certainty', 'adjust', 'average']);

export const replicateType = z.enum([
	...['JK1', 'JK2', 'JKn', 'BRR', 'Fay', 'bootstrap', 'subbootstrap'],
	...['ACS', 'successive-difference', 'other']
] as const);

/** Weights under which an estimate is made again to see how it spreads. */
export const replicateWeights = z.strictObject({
	type: replicateType,
	columns: z.array(column).min(2),
	/** They already contain the weight; false: factors to multiply it by. */
	combined: z.boolean().default(true),
	scale: z.number().positive().optional(),
	/** One a column, or one for all. */
	rscales: z.union([z.number().nonnegative(), z.array(z.number().nonnegative())]).optional(),
	/** Fay's factor. */
	rho: z.number().min(0).lt(1).optional(),
	/** Deviations from the estimate instead of from the mean of the replicates; absent: of ACS only. */
	mse: z.boolean().optional()
});
export type ReplicateWeights = z.infer<typeof replicateWeights>;

/** Replicate weights to be made of the strata and primary units, instead of linearisation. */
const resampling = z.discriminatedUnion('method', [
	z.strictObject({ method: z.literal('jackknife') }),
	z.strictObject({
		method: z.literal('rao-wu-bootstrap'),
		replicates: z.int().min(2).max(5000).default(500),
		seed: z
			.int()
			.min(1)
			.max(2 ** 32 - 1)
	})
]);

/** Known totals of the categories of some columns together: one row a combination. */
const margin = z.strictObject({
	by: z.array(column).min(1),
	totals: z.array(z.strictObject({ categories: z.array(z.string()), total: z.number().positive() }))
});

/** Known totals that the weights are made to meet; the variance counts what they explain. */
const calibration = z.discriminatedUnion('method', [
	z.strictObject({ method: z.literal('post-stratify'), margin }),
	z.strictObject({
		method: z.literal('rake'),
		margins: z.array(margin).min(2),
		maxIterations: z.int().positive().default(50),
		/** Largest distance from a total, as a share of the population. */
		tolerance: z.number().positive().default(1e-10)
	}),
	z.strictObject({
		method: z.literal('calibrate'),
		distance: z.enum(['linear', 'raking', 'logit']).default('linear'),
		/** Smallest and largest factor; needed by logit. */
		bounds: z.tuple([z.number(), z.number()]).optional(),
		/** Units in the population. */
		size: z.number().positive(),
		/** Totals of number columns. */
		numbers: z.array(z.strictObject({ column, total: z.number() })).default([]),
		margins: z.array(margin).default([]),
		tolerance: z.number().positive().default(1e-10)
	}),
	z.strictObject({
		method: z.literal('trim'),
		lower: z.number().nonnegative().optional(),
		upper: z.number().positive().optional(),
		/** Trim again until no weight is outside. */
		strict: z.boolean().default(false)
	})
]);
export type Calibration = z.infer<typeof calibration>;

/** A design effect that someone else measured, where the file does not tell the clusters. */
export const assumedDeff = z.strictObject({ value: z.number().min(1), source: z.string().min(1) });

/** How units were drawn, by columns of their table: the same in surveys and in requests. */
export const sampling = {
	/** Columns that together name the stratum; empty: one stratum. */
	strata: z.array(column).default([]),
	/** Sampling stages, the first being the primary sampling unit; empty: every row is its own. */
	ids: z.array(column).max(2).default([]),
	/** A column a stage: units of the stratum in the population, or the share drawn. Empty: with replacement. */
	fpc: z.array(column).max(2).default([]),
	/** Ids of primary units count anew in every stratum. */
	nested: z.boolean().default(false),
	lonely: lonelyRule.default('fail'),
	/** Treat a stratum of which a domain has one unit as lonely too. */
	adjustDomains: z.boolean().default(false),
	/** Count the first stage only, also where the second has its own population sizes. */
	firstStageOnly: z.boolean().default(false),
	replicates: replicateWeights.optional(),
	resampling: resampling.optional(),
	/** Applied in this order. */
	calibration: z.array(calibration).default([])
};
export const samplingObject = z.strictObject(sampling);
export type Resampling = z.infer<typeof resampling>;
export type Sampling = z.infer<typeof samplingObject>;

/** The columns whose totals a calibration knows. */
export function calibrationColumns(one: Calibration): { categories: string[]; numbers: string[] } {
	switch (one.method) {
		case 'trim':
			return { categories: [], numbers: [] };
		case 'post-stratify':
			return { categories: [...one.margin.by], numbers: [] };
		case 'rake':
			return { categories: one.margins.flatMap(({ by }) => by), numbers: [] };
		case 'calibrate':
			return {
				categories: one.margins.flatMap(({ by }) => by),
				numbers: one.numbers.map(({ column }) => column)
			};
	}
}
