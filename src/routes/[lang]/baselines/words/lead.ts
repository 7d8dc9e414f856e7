import { figure } from '#lib/format/numbers.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import type { BaselinePage } from '#lib/model/baseline-page.ts';
import { wordsOf } from '#lib/model/catalogue-words.ts';
import {
	type BaselineWords,
	intervalText,
	kindOf,
	percent,
	placeName,
	shownOf,
	sourceWords
} from './baseline-words.ts';
import { sinceText } from './change-words.ts';
import { type MeasuredEntry, measuredEntries } from './figure-lines.ts';

/** A figure as a sentence, and its interval with the survey. */
interface Answer {
	readonly sentence: string;
	readonly detail: string;
}

/** The latest figure of an indicator that is shown. */
export function answerOf(
	{ entry, indicator }: MeasuredEntry,
	words: BaselineWords
): Answer | undefined {
	const { locale } = words;
	const row = entry.figures.findLast((one) => shownOf(one).kind === 'figure');
	const shown = row && shownOf(row);
	if (!row || shown?.kind !== 'figure') return undefined;
	const kind = kindOf(indicator);
	const value = figure(shown.estimate, kind, locale);
	const sentence = wordsOf(indicator.sentence, locale).replace('{value}', value).replace(/\.$/, '');
	const message =
		shown.precision === 'design-based' ? m.baselines_interval : m.baselines_interval_bound;
	const [level, limits] = [percent(row.level, locale), intervalText(row, kind, locale)];
	const detail = message({ level, limits, source: sourceWords(words, row.source) }, { locale });
	return { sentence, detail };
}

/** What the page says first: the first figure of the frame, and what became of it since the baseline. */
export function leadTexts({ dimensions }: BaselinePage, words: BaselineWords): string[] {
	const measured = dimensions.flatMap(({ entries }) => measuredEntries(entries, words));
	for (const one of measured) {
		const answer = answerOf(one, words);
		if (answer) return [`${answer.sentence} (${answer.detail}).`, sinceText(one, words)];
	}
	return [m.baselines_no_answer({ place: placeName(words) }, words)];
}
