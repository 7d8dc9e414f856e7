import { z } from 'zod';

/** What a reader may change of a panel design, to see whether the result hangs on it. */
export const evaluationSettings = z.strictObject({
	estimator: z.enum(['group-time', 'two-by-two', 'synthetic-did', 'synthetic-control']).optional(),
	control: z.enum(['never-treated', 'not-yet-treated']).optional(),
	method: z.enum(['dr', 'ipw', 'reg']).optional(),
	/** none: as if no covariate had been declared. */
	covariates: z.enum(['declared', 'none']).optional(),
	anticipation: z.coerce.number().int().min(0).max(3).optional(),
	cluster: z.enum(['declared', 'unit']).optional(),
	/** compared: untreated neighbours of treated units are among the comparison. */
	ring: z.enum(['apart', 'compared']).optional()
});
export type EvaluationSettings = z.infer<typeof evaluationSettings>;
