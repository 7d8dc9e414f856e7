import { m } from '#lib/i18n/paraglide/messages.js';
import { questionSource, wordsOf } from '#lib/model/catalogue-words.ts';
import type { Locale } from '#lib/model/localized.ts';
import type { Question } from '#lib/model/question.ts';
import { type BaselineWords, sourceWords, surveyOf } from './baseline-words.ts';
import type { MeasuredEntry } from './figure-lines.ts';

/** How a question was put, by the surveys that put it so. */
export interface Asked {
	readonly indicator: string;
	/** Names of surveys. */
	readonly sources: string;
	/** Verbatim; absent where the source does not publish it. */
	readonly wording: { readonly text: string; readonly language: Locale } | undefined;
	/** Ours, of the wording; how it changed; who published it. */
	readonly notes: readonly string[];
}

/** The wordings of every indicator, one for all surveys that used the same. */
export const askedOf = (measured: readonly MeasuredEntry[], words: BaselineWords): Asked[] =>
	measured.flatMap(({ entry, indicator }) => {
		const byWording = new Map<string, { sources: string[]; question: Question | undefined }>();
		for (const { source } of entry.figures) {
			const question = surveyOf(words, source)?.questions.find(
				({ concept, unit }) => concept === indicator.concept && unit === indicator.unit
			);
			const key = question?.wording ?? '';
			const known = byWording.get(key) ?? { sources: [], question };
			byWording.set(key, { ...known, sources: [...known.sources, sourceWords(words, source)] });
		}
		return [...byWording.values()].map(({ sources, question }) => ({
			indicator: wordsOf(indicator.label, words.locale),
			sources: sources.join('; '),
			wording: question && { text: question.wording, language: question.language },
			notes: notesOf(question, words.locale)
		}));
	});

function notesOf(question: Question | undefined, locale: Locale): string[] {
	if (!question) return [m.wording_none({}, { locale })];
	const { translation, change, language, source } = question;
	const ours = language === locale ? undefined : translation?.[locale];
	return [
		...(ours === undefined ? [] : [m.wording_translation({ text: ours }, { locale })]),
		...(change ? [m.wording_change({ change: wordsOf(change, locale) }, { locale })] : []),
		questionSource(source, locale)
	];
}
