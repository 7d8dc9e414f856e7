import { decimal } from '#lib/format/numbers.ts';
import { periodName } from '#lib/impact/evaluation/period-names.ts';
import type { OutcomeEvaluation } from '#lib/model/evaluation.ts';
import type { ProgrammePage, PublishedProgramme } from '#lib/model/impact-page.ts';
import type { Locale } from '#lib/model/localized.ts';
import { wordsOf } from '#lib/model/catalogue-words.ts';
import type { ProgrammeOutcome } from '#lib/model/programme-outcome.ts';
import { codeWords } from './coded.ts';

/** What there is to word: a programme of a release, for one reader. */
export interface ImpactWords {
	readonly page: ProgrammePage;
	readonly locale: Locale;
	/** Id of the release. */
	readonly release: string;
	/** What a territory of the release is called; undefined of another. */
	readonly territory?: (id: string) => string | undefined;
}

/** An outcome as it was declared. @throws where the page says something of an outcome it does not declare. */
export function declaredOutcome({ page }: Pick<ImpactWords, 'page'>, id: string): ProgrammeOutcome {
	const found = page.programme.outcomes.find((one) => one.id === id);
	if (!found) throw new Error(`outcome that nobody declared: ${id}`);
	return found;
}

/** The one that the page is about. */
export const mainOutcome = ({ page }: Pick<ImpactWords, 'page'>): OutcomeEvaluation =>
	page.evaluation.outcomes[0]!;

/** A period as it is printed; of designs without a calendar the number. */
export function periodText({ design }: Pick<PublishedProgramme, 'design'>, period: number): string {
	return 'time' in design ? periodName(design.time, period) : String(period);
}

const coded = ['estimator', 'variance', 'control', 'method'] as const;

/** Values of a code, worded: codes by their names, outcomes by their labels, periods as they are printed. */
export function valueTexts(
	values: Readonly<Record<string, string | number>>,
	words: ImpactWords
): Record<string, string> {
	const { page, locale } = words;
	const text = (key: string, value: string | number): string => {
		const family = coded.find((one) => one === key);
		if (family) return codeWords(family, String(value), locale);
		if (key === 'used') return codeWords('variance', String(value), locale);
		if (key === 'outcome') return wordsOf(declaredOutcome(words, String(value)).label, locale);
		if (key === 'group') return words.territory?.(String(value)) ?? idText(String(value), locale);
		if (key === 'kernel') return codeWords('set', `kernel ${value}`, locale);
		if (key === 'covariate') return covariateText(String(value), words);
		if (key === 'reason') return codeWords('why', String(value), locale);
		if ((key === 'period' || key === 'start') && typeof value === 'number')
			return periodText(page.programme, value);
		return typeof value === 'number' ? plainNumber(value, locale) : value;
	};
	return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, text(key, value)]));
}

/** A covariate, or an outcome before the start, by what it is called. */
export function covariateText(
	name: string,
	{ page, locale }: Pick<ImpactWords, 'page' | 'locale'>
): string {
	const { design, outcomes } = page.programme;
	const covariates =
		'table' in design && 'covariates' in design.table ? design.table.covariates : [];
	const found =
		covariates.find(({ column }) => column === name) ?? outcomes.find(({ id }) => id === name);
	return found ? capital(wordsOf(found.label, locale), locale) : name;
}

/** As many digits as it needs, three at most. */
export const plainNumber = (value: number, locale: Locale): string =>
	minus(new Intl.NumberFormat(locale, { maximumFractionDigits: 3 }).format(value));

/** "0.012", or that it is smaller than can be printed. */
export const pText = (value: number, locale: Locale): string =>
	value < 0.001 ? `< ${decimal(0.001, 3, locale)}` : decimal(value, 3, locale);

/** The same after a p in a sentence: "= 0.012", "< 0.001". */
export const pSaid = (value: number, locale: Locale): string =>
	value < 0.001 ? pText(value, locale) : `= ${pText(value, locale)}`;

/** A name made of an id that nobody named: "Isla Tirsena" of isla-tirsena. */
const idText = (id: string, locale: Locale): string =>
	id
		.split('-')
		.map((word) => capital(word, locale))
		.join(' ');

/** A hyphen is not a minus. */
/** With a minus sign; what is written as nothing has none. */
export const minus = (text: string): string => text.replace('-', isNothing(text) ? '' : '−');

/** "+3", "−3", of what `text` says; what is written as nothing has no sign. */
export const withPlus = (value: number, text: string): string =>
	value > 0 && !isNothing(text) ? `+${text}` : text;

const isNothing = (text: string): boolean => !/[1-9]/.test(text);

export const capital = (text: string, locale: Locale): string =>
	text.charAt(0).toLocaleUpperCase(locale) + text.slice(1);
