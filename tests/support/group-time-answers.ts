import { z } from 'zod';

const effect = z.object({ att: z.number(), se: z.number().nullable() });

const aggregated = z.object({
	overall: effect,
	by: z.array(effect.extend({ at: z.number() })).nullish(),
	sup_t_crit_95_gaussian_limit: z.number().nullish()
});

/** What R `did` answered about one panel: `att_gt` and `aggte`. */
export const groupTimeAnswer = z.object({
	att_gt: z.array(effect.extend({ g: z.number(), t: z.number() })).optional(),
	n: z.number().optional(),
	wald_pre: z.object({ stat: z.number(), p: z.number() }).nullish(),
	simple: aggregated.optional(),
	group: aggregated.optional(),
	dynamic: aggregated.optional(),
	calendar: aggregated.optional()
});

export type GroupTimeAnswer = z.infer<typeof groupTimeAnswer>;
export const aggregatedAnswer = aggregated;
export type AggregatedAnswer = z.infer<typeof aggregated>;

export const numbers = z.array(z.number());
