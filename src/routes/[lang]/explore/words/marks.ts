import type { NumberedMark } from '#lib/charts/trend-frame.ts';
import { partialDate } from '#lib/format/dates.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { wordsOf } from '#lib/model/catalogue-words.ts';
import { notStated } from '#lib/model/registers/not-stated.ts';
import { timeMarks } from '#lib/model/registers/time-marks.ts';
import type { MarkEntry } from '../mark-entries.ts';
import { sourceText } from '../../registers/words/source-text.ts';
import type { WordsOptions } from './labels.ts';
import { formOf, trendRows } from './pictures.ts';

/** A mark of the picture, in words. */
export interface MarkLine extends NumberedMark {
	readonly id: string;
	readonly when: string;
	readonly title: string;
	readonly where: string | undefined;
	readonly source: string;
	readonly isSynthetic: boolean;
}

/** What happened between the first and the last wave of a trend, in the order of time. */
export function markLines(options: WordsOptions): MarkLine[] {
	const { marks, locale } = options;
	if (!Array.isArray(marks) || formOf(options) !== 'trend') return [];
	const times = trendRows(options).map(({ time }) => time);
	const entries = new Map((marks as readonly MarkEntry[]).map((one) => [one.id, one]));
	const found = timeMarks([...entries.values()], [Math.min(...times), Math.max(...times)]);
	return found.flatMap((mark, i) => {
		const entry = entries.get(mark.id);
		if (!entry) return [];
		const { date, title, where, source, synthetic = false } = entry;
		const until = entry.until === undefined || entry.until === notStated ? date : entry.until;
		const days = [...new Set([date, until])].map((day) => partialDate(day, locale));
		return [
			{
				...mark,
				number: i + 1,
				when: days.join(' – '),
				title: wordsOf(title, locale),
				where,
				source: sourceText(source),
				isSynthetic: synthetic
			}
		];
	});
}

/** The marks as lines of text, for a picture that leaves without its page. */
export function markNotes(options: WordsOptions): string[] {
	const lines = markLines(options);
	if (lines.length === 0) return [];
	const { locale } = options;
	const said = lines.map(
		({ number, when, title, where, source }) =>
			`${number}. ${when}: ${[title, where].filter(Boolean).join(', ')}. ${source}`
	);
	return [m.marks_note({}, { locale }), ...said];
}
