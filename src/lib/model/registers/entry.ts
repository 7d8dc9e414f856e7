import { z } from 'zod';
import { countryCode, isoDate, slug } from '../identifiers.ts';
import type { ProblemReason } from '../problems.ts';
import { notStated } from './not-stated.ts';

export { notStated };

export const calendarYear = z.int().min(1900).max(2200);

const day = /^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/;

/** `2011`, `2011-05`, `2011-05-04`, as exact as the document is, or `not stated`. */
export const statedDate = z
	.union([z.string(), calendarYear.transform(String)])
	.refine((text) => text === notStated || day.test(text), {
		message: `not a date such as 2011, 2011-05 or 2011-05-04, and not "${notStated}"`,
		params: { reason: 'date' }
	});

/** ISO 4217; XTS is what the standard keeps for tests. */
export const currencyCode = z.string().regex(/^[A-Z]{3}$/, 'not a currency of ISO 4217');

/** Where it is said. */
export const statedSource = z.strictObject({
	/** Title as the document has it. */
	document: z.string().trim().min(1),
	/** Of the document; absent where it bears none. */
	year: calendarYear.optional(),
	/** Page, slide, section or sentence. */
	place: z.string().trim().min(1)
});
export type StatedSource = z.infer<typeof statedSource>;

/** What an entry of every register has. What no document states is absent, and shown as not stated. */
const entryFields = {
	id: slug,
	country: countryCode.optional(),
	/** Of the register of places. */
	place: slug.optional(),
	/** Of what the entry speaks of. */
	date: statedDate,
	source: statedSource,
	/** Words of a speaker, which nobody has checked. */
	quoted: z.literal(true).optional(),
	/** The document gives no source for it: only of what is quoted. */
	sourced: z.literal(false).optional(),
	/** Invented for the demonstration. */
	synthetic: z.literal(true).optional(),
	lastChecked: isoDate
};

/** A field that is neither text nor number of its own: texts of a list are one cell of a table. */
export const words = z.array(z.string().trim().min(1)).default([]);
export const codes = z.array(slug).default([]);

export type EntryIssue = readonly [
	path: readonly PropertyKey[],
	message: string,
	reason?: ProblemReason
];

/** What is wrong inside one entry, beside its fields. */
export type EntryCheck<Entry> = (entry: Entry) => readonly EntryIssue[];

interface RegisterRules<Entry> {
	readonly check?: EntryCheck<Entry>;
	/** What may stand once only; defaults to the id. */
	readonly key?: (entry: Entry) => string;
	/** What is wrong between entries, each issue with the place of its entry in the list. */
	readonly together?: (entries: readonly Entry[]) => readonly (readonly [number, EntryIssue])[];
}

interface Dated {
	readonly id: string;
	readonly date: string;
	readonly lastChecked: string;
	readonly quoted?: true | undefined;
	readonly sourced?: false | undefined;
}

/** A register may ask for what others leave open, such as the country. */
type EntryShape<Shape extends z.core.$ZodLooseShape> = z.core.util.Extend<
	typeof entryFields,
	Shape
>;

/**
 * `data/registers/<name>.yaml`: one entry a row, one field a column, so that a flat table can hold
 * it: lists with `;` between, a text a column a language.
 */
export function register<const Name extends string, Shape extends z.ZodRawShape>(
	name: Name,
	shape: Shape,
	rules: RegisterRules<z.output<z.ZodObject<EntryShape<Shape>>>> = {}
) {
	const entry = z.strictObject(entryFields).extend(shape);
	type Entry = z.output<z.ZodObject<EntryShape<Shape>>>;
	const keyOf = rules.key ?? ((one: Entry) => (one as Dated).id);
	return z.strictObject({
		id: z.literal(name),
		entries: z.array(entry).superRefine((all, context) => {
			const entries = all as unknown as readonly Entry[];
			const keys = new Set<string>();
			entries.forEach((one, i) => {
				const issues = [...entryIssues(one as Dated), ...(rules.check?.(one) ?? [])];
				const key = keyOf(one);
				if (keys.has(key)) issues.push([['id'], `stands twice: ${key}`, 'twice']);
				keys.add(key);
				for (const [path, message, reason] of issues)
					context.addIssue({ code: 'custom', path: [i, ...path], message, params: { reason } });
			});
			for (const [i, [path, message]] of rules.together?.(entries) ?? [])
				context.addIssue({ code: 'custom', path: [i, ...path], message });
		})
	});
}

function entryIssues({ date, lastChecked, quoted, sourced }: Dated): EntryIssue[] {
	const issues: EntryIssue[] = [];
	if (sourced === false && quoted !== true)
		issues.push([['sourced'], 'a figure without a source is quoted: sourced is false']);
	if (day.test(date) && date > lastChecked && !lastChecked.startsWith(date))
		issues.push([['date'], `later than it was last checked, ${lastChecked}: ${date}`, 'order']);
	return issues;
}
