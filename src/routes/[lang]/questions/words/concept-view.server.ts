import { DomainError } from '#lib/errors.ts';
import { longDate } from '#lib/format/dates.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { questionSource, wordsOf } from '#lib/model/catalogue-words.ts';
import { exploreView } from '#lib/model/explore-view.ts';
import type { Locale } from '#lib/model/locales.ts';
import type { BankQuestion, BankWave, QuestionBank } from '#lib/model/question-bank.ts';
import { searchOf } from '#lib/state/explore-url.ts';
import { modeWords, propertyWords, radiusWords, recallWords } from './property-words.ts';

/** A question of a concept with its wave: what pages show of it. */
export interface QuestionView {
	/** Unique on the page. */
	readonly id: string;
	readonly wave: string;
	readonly country: string;
	readonly synthetic: boolean;
	readonly language: string;
	readonly wording: string;
	readonly verified: boolean;
	/** Ours, where the wording is in another language. */
	readonly translation: string | undefined;
	readonly answers: readonly { readonly code: string; readonly label: string }[];
	readonly facts: readonly { readonly term: string; readonly value: string }[];
	/** What a later wave says of the change. */
	readonly change: string | undefined;
	/** Why it is the one to ask anew, where it is. */
	readonly recommended: string | undefined;
	/** The question that the explorer answers, where the release has figures of it. */
	readonly search: string | undefined;
}

interface ViewOptions {
	readonly bank: QuestionBank;
	readonly countryName: (code: string) => string;
	readonly locale: Locale;
}

/** Unique among the questions of a concept. */
export const questionKey = ({ wave, question }: BankQuestion): string => `${wave}-${question.id}`;

/** "ENUSC 2020", and of several questions of one wave which. */
export function questionName(
	{ wave, question }: BankQuestion,
	{ bank, locale }: Omit<ViewOptions, 'countryName'>
): string {
	const title = wordsOf(waveOf(bank, wave).shortTitle, locale);
	const siblings = bank.questions.filter(
		(one) => one.wave === wave && one.question.concept === question.concept
	);
	if (siblings.length < 2) return title;
	const { version, number, variable, id } = question;
	const letter =
		version && `${m.questions_experiment_version({}, { locale })} ${letterOf(version)}`;
	return `${title} (${letter ?? number ?? variable ?? id})`;
}

/** "A" of version-a. */
const letterOf = (version: string): string => version.replace(/^version-/, '').toUpperCase();

export function questionView(one: BankQuestion, options: ViewOptions): QuestionView {
	const { bank, countryName, locale } = options;
	const { question } = one;
	const wave = waveOf(bank, one.wave);
	const chosen = bank.recommended.find(
		({ concept, wave: id, question: name }) =>
			concept === question.concept && id === one.wave && name === question.id
	);
	const own = question.translation?.[locale];
	return {
		id: questionKey(one),
		wave: questionName(one, options),
		country: wave.country === undefined ? '' : countryName(wave.country),
		...{ synthetic: wave.synthetic, verified: question.verified },
		...{ language: question.language, wording: question.wording },
		translation: question.language === locale ? undefined : own,
		answers: question.answers.map(({ code, label }) => ({ code, label })),
		facts: factsOf(one, wave, locale),
		change: question.change && wordsOf(question.change, locale),
		recommended: chosen && wordsOf(chosen.reason, locale),
		search: wave.holds === 'figures' ? searchFor(one, bank) : undefined
	};
}

/** The distribution of the answers, of a number its mean. */
function searchFor({ wave: survey, question }: BankQuestion, { concepts }: QuestionBank): string {
	const { concept, unit } = question;
	const kind = concepts.find(({ id }) => id === concept)?.kind;
	const statistic = kind === 'number' ? 'mean' : 'distribution';
	return searchOf(exploreView.parse({ survey, of: { concept, unit, statistic } }));
}

export function waveOf({ waves }: Pick<QuestionBank, 'waves'>, id: string): BankWave {
	const found = waves.find((wave) => wave.id === id);
	if (!found) throw new DomainError(`no such wave in the question bank: ${id}`);
	return found;
}

/** What decides about comparing, and where it is from; what nobody documented is not in it. */
function factsOf(
	{ question, figure }: BankQuestion,
	{ fieldwork, year, mode }: BankWave,
	locale: Locale
): QuestionView['facts'] {
	const { verb, object } = figure.properties;
	const asks = [
		...(verb ? [propertyWords('verb', verb, locale)] : []),
		...(object ? [propertyWords('object', object, locale)] : [])
	];
	const facts: readonly (readonly [string, string | undefined])[] = [
		[m.questions_fact_asks({}, { locale }), asks.join(', ')],
		[m.questions_recall({}, { locale }), recallWords(question.recall, locale)],
		[m.questions_radius({}, { locale }), radiusWords(question.radius, locale)],
		[m.questions_fact_universe({}, { locale }), wordsOf(question.universe, locale)],
		[m.questions_fact_filter({}, { locale }), question.filter && wordsOf(question.filter, locale)],
		[m.questions_fact_mode({}, { locale }), mode && modeWords(mode, locale)],
		[
			m.questions_fact_fieldwork({}, { locale }),
			fieldwork
				? `${longDate(fieldwork.start, locale)} – ${longDate(fieldwork.end, locale)}`
				: year?.toString()
		],
		[m.questions_fact_number({}, { locale }), question.number],
		[m.questions_fact_position({}, { locale }), question.position?.toString()],
		[m.questions_fact_variable({}, { locale }), question.variable],
		[m.questions_fact_source({}, { locale }), questionSource(question.source, locale)]
	];
	return facts.flatMap(([term, value]) => (value ? [{ term, value }] : []));
}
