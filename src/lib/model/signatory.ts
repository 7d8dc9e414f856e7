import { z } from 'zod';
import { localized } from './localized.ts';

/** Who answers for a decision: an office, and a name only where that person wants it printed. */
export const signatory = z.strictObject({
	role: localized,
	institution: z.string().min(1).optional(),
	name: z.string().min(1).optional()
});
