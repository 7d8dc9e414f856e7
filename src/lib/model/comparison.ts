import { z } from 'zod';
import { withheldReason } from './estimate.ts';

const common = { id: z.string().nullable(), kind: z.string() };

/** How estimates differ, and whether chance alone would make them differ as much. */
export const comparison = z.discriminatedUnion('outcome', [
	z.strictObject({
		outcome: z.literal('compared'),
		...common,
		estimate: z.number(),
		standardError: z.number().nonnegative(),
		lower: z.number(),
		upper: z.number(),
		/** null: the normal distribution. */
		df: z.number().nullable(),
		t: z.number(),
		/** Two-sided, of no difference (of a ratio: of 1). */
		p: z.number().min(0).max(1),
		/** After the adjustment for several tests; null without one. */
		adjustedP: z.number().min(0).max(1).nullable()
	}),
	z.strictObject({
		outcome: z.literal('withheld'),
		...common,
		reason: z.union([withheldReason, z.enum(['no-variance', 'incomplete-design'])]),
		details: z.array(z.string())
	})
]);
export type Comparison = z.infer<typeof comparison>;
