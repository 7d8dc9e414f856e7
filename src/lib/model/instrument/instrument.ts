import { z } from 'zod';
import { conceptId, slug } from '../identifiers.ts';
import { missingReason } from '../missing.ts';
import { condition } from './condition.ts';

/** Names in XLSForm: a letter or an underscore, then letters, digits, hyphens, underscores and dots. */
export const instrumentName = z
	.string()
	.regex(/^[\p{L}_][\p{L}\p{N}_.-]*$/u, 'not a name of XLSForm');

/** Of texts whose language nobody has said (ISO 639-2, undetermined). */
export const noLanguage = 'und';

/** A text by the ids of the languages of the instrument. */
export const texts = z.record(z.string(), z.string().trim().min(1));
export type Texts = z.infer<typeof texts>;

/** What is kept as it was read, by the header of its column; tools that know it will use it. */
export const kept = z.record(z.string(), z.string());

export const instrumentLanguage = z.strictObject({
	/** A code such as `es` where one is known, else the name. */
	id: z.string().min(1),
	name: z.string().min(1)
});
export type InstrumentLanguage = z.infer<typeof instrumentLanguage>;

export const instrumentChoice = z.strictObject({
	code: z.string().min(1),
	label: texts,
	/** Why this is no answer: of "does not know" and its like. */
	missing: missingReason.optional(),
	kept: kept.optional()
});
export type InstrumentChoice = z.infer<typeof instrumentChoice>;

export const choiceList = z.strictObject({
	name: z.string().min(1),
	choices: z.array(instrumentChoice)
});
export type ChoiceList = z.infer<typeof choiceList>;

export const answerTypes = ['one', 'several', 'whole', 'decimal', 'text', 'date', 'note'] as const;
export type AnswerType = (typeof answerTypes)[number];

/** Where a wording comes from, and what it was there. */
export const pedigree = z.strictObject({
	wave: slug,
	question: slug,
	/** Such as "ENCSPA 2019, Colombia". */
	title: z.string().min(1),
	language: z.string().min(1),
	/** Quoted from its source where it is verified, else our words for what is asked. */
	wording: z.string().min(1),
	verified: z.boolean()
});
export type Pedigree = z.infer<typeof pedigree>;

const asked = {
	name: instrumentName,
	label: texts,
	hint: texts.optional(),
	relevant: condition.optional(),
	kept: kept.optional()
};

export const instrumentQuestion = z.strictObject({
	kind: z.literal('question'),
	...asked,
	/** other: a type of XLSForm that is kept as it is written. */
	type: z.enum([...answerTypes, 'other']),
	written: z.string().min(1).optional(),
	/** Of a question with choices. */
	list: z.string().min(1).optional(),
	range: z.strictObject({ min: z.number().optional(), max: z.number().optional() }).optional(),
	required: z.boolean().default(false),
	/** Who is asked, in words. */
	universe: texts.optional(),
	concept: conceptId.optional(),
	from: pedigree.optional(),
	/** As a pilot measured it; absent: estimated. */
	seconds: z.number().positive().max(3600).optional()
});
export type InstrumentQuestion = z.infer<typeof instrumentQuestion>;

export const instrumentSection = z.strictObject({
	kind: z.literal('section'),
	...asked,
	/** Asked again and again, such as for every member of the household. */
	repeats: z.boolean().default(false)
});
export type InstrumentSection = z.infer<typeof instrumentSection>;

/** Ends the section that began last: items are a list, so that each has one place in the order. */
const sectionEnd = z.strictObject({ kind: z.literal('end') });

export const instrumentItem = z.discriminatedUnion('kind', [
	instrumentQuestion,
	instrumentSection,
	sectionEnd
]);
export type InstrumentItem = z.infer<typeof instrumentItem>;
export type NamedItem = InstrumentQuestion | InstrumentSection;

function isBalanced(items: readonly InstrumentItem[]): boolean {
	let open = 0;
	for (const { kind } of items) {
		if (kind === 'section') open++;
		else if (kind === 'end' && --open < 0) return false;
	}
	return open === 0;
}

/** A questionnaire that somebody is making: what is asked, in which order, and of whom. */
export const instrument = z.strictObject({
	id: instrumentName,
	version: z.string().optional(),
	title: texts,
	/** The first is the one that is shown where another has no text. */
	languages: z
		.array(instrumentLanguage)
		.min(1)
		.refine((all) => new Set(all.map(({ id }) => id)).size === all.length, 'languages repeat')
		.refine((all) => all.findIndex(({ id }) => id === noLanguage) <= 0, 'und is not the first'),
	/** Settings that are kept as they were read. */
	kept: kept.optional(),
	lists: z.array(choiceList),
	items: z.array(instrumentItem).refine(isBalanced, 'sections do not begin and end in turn')
});
export type Instrument = z.infer<typeof instrument>;

export const isNamed = (item: InstrumentItem): item is NamedItem => item.kind !== 'end';
export const isQuestion = (item: InstrumentItem): item is InstrumentQuestion =>
	item.kind === 'question';
export const hasChoices = ({ type }: InstrumentQuestion): boolean =>
	type === 'one' || type === 'several';

/** The choices of a question; none where it has no list. */
export const choicesOf = (
	{ lists }: Pick<Instrument, 'lists'>,
	{ list }: InstrumentQuestion
): readonly InstrumentChoice[] =>
	list === undefined ? [] : (lists.find(({ name }) => name === list)?.choices ?? []);

/** The text in a language, else in the first that has one; empty where there is none. */
export const textIn = (all: Texts | undefined, language: string): string =>
	all?.[language] ?? Object.values(all ?? {})[0] ?? '';

/** Whether the wording is no longer the one of the question that it comes from. */
export const isReworded = ({ from, label }: InstrumentQuestion): boolean =>
	from !== undefined && label[from.language] !== undefined && label[from.language] !== from.wording;

/** The sections that each item stands in, the outermost first; a section stands in itself not. */
export function sectionsAround(items: readonly InstrumentItem[]): InstrumentSection[][] {
	const open: InstrumentSection[] = [];
	return items.map((item) => {
		if (item.kind === 'end') open.pop();
		const around = [...open];
		if (item.kind === 'section') open.push(item);
		return around;
	});
}
