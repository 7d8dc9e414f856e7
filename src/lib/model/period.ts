import { z } from 'zod';

/** How often a series has a value; `undated` where the source does not say what day it speaks of. */
export const frequency = z.enum(['year', 'quarter', 'month', 'undated']);
export type Frequency = z.infer<typeof frequency>;

/** What a period of a frequency looks like, from its beginning to its end. */
export const periodForms: Readonly<Record<Frequency, RegExp>> = {
	year: /^\d{4}$/,
	quarter: /^\d{4}-Q[1-4]$/,
	month: /^\d{4}-(0[1-9]|1[0-2])$/,
	undated: /^undated$/
};

/** `2019`, `2019-Q1`, `2019-03` or `undated`; texts of one frequency sort as time does. */
export const period = z
	.string()
	.refine((text) => frequencyOf(text) !== undefined, 'not a period such as 2019, 2019-Q1, 2019-03');

/** Undefined when the text is no period. */
export function frequencyOf(text: string): Frequency | undefined {
	return frequency.options.find((one) => periodForms[one].test(text));
}
