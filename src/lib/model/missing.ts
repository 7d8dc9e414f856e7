import { z } from 'zod';

/**
 * Why a respondent has no answer. They are never merged: who was not asked is outside the
 * universe of the question, who does not know is inside it. `withheld`: there is an answer, and
 * whoever published the rows kept it back.
 */
export const missingReasons = [
	'not-asked',
	'not-applicable',
	'dont-know',
	'refused',
	'lost',
	'withheld'
] as const;
export const missingReason = z.enum(missingReasons);
export type MissingReason = z.infer<typeof missingReason>;

/** Asked, and answered without taking a side: may be counted as a category of its own. */
export const unsureReasons = ['dont-know', 'refused'] as const satisfies readonly MissingReason[];

export function isMissingReason(value: string): value is MissingReason {
	return (missingReasons as readonly string[]).includes(value);
}
