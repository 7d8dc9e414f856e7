import { z } from 'zod';
import {
	type Instrument,
	type InstrumentQuestion,
	type InstrumentSection,
	instrumentLanguage,
	instrumentQuestion,
	kept
} from '#lib/model/instrument/instrument.ts';

/**
 * What our own files hold of an item beside what the format has a place for. Somebody may have changed
 * the file: whatever is of another form is passed over, field by field.
 */
const fields = instrumentQuestion
	.pick({ ...{ required: true, list: true, seconds: true, from: true, kept: true, hint: true } })
	.extend({
		...instrumentQuestion.pick({ label: true, universe: true, concept: true, written: true }).shape,
		type: instrumentQuestion.shape.type,
		relevant: z.string().trim().min(1),
		/** What is kept of choices, by their codes. */
		choices: z.record(z.string(), kept)
	}).shape;

export type ItemLeftOver = {
	readonly [Field in keyof typeof fields]?: z.infer<(typeof fields)[Field]> | undefined;
};

export function itemLeftOver(value: unknown): ItemLeftOver {
	const given = objectOf(value);
	return Object.fromEntries(
		Object.entries(fields).flatMap(([field, schema]) => {
			const read = field in given ? schema.safeParse(given[field]) : undefined;
			return read?.success && read.data !== undefined ? [[field, read.data]] : [];
		})
	);
}

const whole = {
	languages: z.array(instrumentLanguage.extend({ tag: z.string().optional() })),
	kept,
	lists: z.array(z.string())
};
export interface WholeLeftOver {
	readonly languages?: z.infer<typeof whole.languages>;
	readonly kept?: Instrument['kept'];
	readonly lists?: readonly string[];
}

export function wholeLeftOver(value: unknown): WholeLeftOver {
	const given = objectOf(value);
	return Object.fromEntries(
		Object.entries(whole).flatMap(([field, schema]) => {
			const read = schema.safeParse(given[field]);
			return read.success ? [[field, read.data]] : [];
		})
	);
}

function objectOf(value: unknown): Record<string, unknown> {
	return typeof value === 'object' && value !== null ? { ...value } : {};
}

/** The object under `atalaya` in a JSON text; undefined for any other text. */
export function atalayaIn(text: string): unknown {
	if (!text.startsWith('{"atalaya":')) return undefined;
	try {
		return (JSON.parse(text) as { readonly atalaya: unknown }).atalaya;
	} catch {
		return undefined;
	}
}

/** A question with all that is left over, as far as it fits. */
export function mergedQuestion(
	own: InstrumentQuestion,
	left: Partial<InstrumentQuestion>
): InstrumentQuestion {
	return instrumentQuestion.safeParse({ ...left, ...own }).data ?? own;
}

export function mergedSection(
	own: InstrumentSection,
	{ hint, kept: more }: ItemLeftOver
): InstrumentSection {
	return { ...own, ...(hint && { hint }), ...(more && { kept: more }) };
}
