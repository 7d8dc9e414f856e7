import { z } from 'zod';
import { countryCode, isoDate, slug } from '../identifiers.ts';
import { localized } from '../localized.ts';
import { type EntryIssue, codes, register, statedDate, words } from './entry.ts';

/** Answers of countries to the five guiding questions: one a country, a question and a date. */
export const alternativeRegister = register('alternatives', {
	country: countryCode,
	question: slug,
	text: localized.optional(),
	stages: codes,
	barriers: codes,
	/** Of the register of models. */
	models: codes,
	/** As the document names them. */
	institutions: words
});

/** Models of alternatives, and programmes and courts that follow one. */
export const modelRegister = register('models', {
	name: localized,
	model: slug,
	stages: codes,
	groups: codes,
	/** exploring, implementing, expanding. */
	status: slug.optional(),
	started: statedDate,
	capacity: z.int().nonnegative().optional(),
	funder: z.string().trim().min(1).optional(),
	institutions: words,
	detail: localized.optional()
});

const people = z.int().nonnegative().optional();

/** Each step, and what it cannot be more than: the one before it that is known. */
const steps = ['eligible', 'offered', 'accepted', 'completed'] as const;
export type CascadeStep = (typeof steps)[number];
export const cascadeSteps: readonly CascadeStep[] = steps;

/** Among whom people who were arrested again are counted. */
export const rearrestedAmong = {
	eligible: 'rearrestedEligible',
	offered: 'rearrestedOffered',
	accepted: 'rearrestedAccepted',
	completed: 'rearrestedCompleted'
} as const satisfies Readonly<Record<CascadeStep, string>>;

const cascadeShape = {
	country: countryCode,
	model: slug.optional(),
	stage: slug,
	sex: slug,
	from: isoDate,
	until: isoDate,
	eligible: people,
	offered: people,
	accepted: people,
	completed: people,
	rearrestedEligible: people,
	rearrestedOffered: people,
	rearrestedAccepted: people,
	rearrestedCompleted: people,
	/** How long people were followed for a new arrest. */
	followUpMonths: z.int().positive().optional(),
	/** What counts as arrested again: event, window. */
	rearrestDefinition: localized.optional()
};

type Counts = Readonly<Partial<Record<string, unknown>>>;

/** Fewer at every step, and no more arrested again than there are people. */
export function cascadeIssues(counts: Counts): EntryIssue[] {
	const known = steps.filter((step) => counts[step] !== undefined);
	const more = (field: string, value: unknown, than: string): EntryIssue[] =>
		Number(value) > Number(counts[than])
			? [[[field], `more than ${than}, ${String(counts[than])}: ${String(value)}`]]
			: [];
	const growing = known.flatMap((step, i) =>
		i > 0 ? more(step, counts[step], known[i - 1]!) : []
	);
	const among = steps.filter((step) => counts[rearrestedAmong[step]] !== undefined);
	const again = among.flatMap((step, i): EntryIssue[] => {
		const field = rearrestedAmong[step];
		const value = counts[field];
		if (counts[step] === undefined) return [[[field], `among whom is not said, ${step}: missing`]];
		const wider = i > 0 ? more(field, value, rearrestedAmong[among[i - 1]!]) : [];
		return [...more(field, value, step), ...wider];
	});
	if (among.length > 0 && counts['followUpMonths'] === undefined)
		again.push([['followUpMonths'], 'people arrested again need a length of follow-up: missing']);
	return [...growing, ...again];
}

/** People who were eligible for an alternative, to whom it was offered, who accepted and completed it. */
export const cascadeRegister = register('cascades', cascadeShape, {
	check: (entry) => [
		...cascadeIssues(entry),
		...(entry.from > entry.until
			? [[['until'], `before it begins, ${entry.from}: ${entry.until}`] as const]
			: [])
	]
});
