import { z } from 'zod';
import { isoDate, slug } from './identifiers.ts';

/** What a source does not say. It is a value of its own: not zero, not blank, not "no". */
export const notStated = 'not-stated';

const partialDate = z
	.string()
	.refine(
		(text) => /^\d{4}(-(0[1-9]|1[0-2]))?$/.test(text) || isoDate.safeParse(text).success,
		"not a date such as '2023', '2023-04' or 2023-04-26"
	);

/** A date as far as a document gives it: a year, a month, a day, or none. */
const statedDate = z.union([z.literal(notStated), partialDate], {
	error: "expected a date such as '2023', '2023-04' or 2023-04-26, or not-stated"
});

/** A document that entries of a register are taken from. */
const sourceDocument = z.strictObject({
	id: slug,
	/** As it calls itself. */
	title: z.string().min(1),
	producer: z.string().min(1).optional(),
	date: statedDate,
	url: z.url().optional()
});
export const sourceDocuments = z.array(sourceDocument).min(1);

/** Where an entry is from: one of the documents of its register, and the place in it. */
export const entrySource = z.strictObject({
	document: slug,
	/** Such as `line 3.1.1` or `p. 12`. */
	place: z.string().min(1).optional()
});
export type EntrySource = z.infer<typeof entrySource>;
