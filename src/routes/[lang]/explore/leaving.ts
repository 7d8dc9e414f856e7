import { type AnswerTable, answerTable } from '#lib/export/tables/answer-table.ts';
import type { ChartFile } from '#lib/export/tables/chart-file.ts';
import { longDate } from '#lib/format/dates.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { pictureFile } from '../picture-file.ts';
import type { WordsOptions } from './words/labels.ts';
import { markNotes } from './words/marks.ts';
import { notes, source, subtitle, title } from './words/notes.ts';

/** Where and when an answer leaves. */
export interface LeavingOptions {
	readonly release: { readonly id: string; readonly date: string };
	/** The whole address that restores the view. */
	readonly address: string;
	/** Today, ISO 8601. */
	readonly today: string;
}

/** The figures of an answer, as every file has them. */
export function leavingTable(
	words: WordsOptions,
	{ release, address, today }: LeavingOptions
): AnswerTable {
	const { catalogue, resolved, answers, locale } = words;
	const { view, measure } = resolved;
	return answerTable({
		...{ catalogue, locale, release, address, created: today },
		answers: answers.map(({ survey, answer }) => ({ survey, answer, measure, view })),
		...{ title: title(words), subtitle: subtitle(words), notes: notes(words) },
		territories: catalogue.territories
	});
}

/** The picture of an answer with its words inside, from where it stands on the page. */
export function leavingChart(
	words: WordsOptions,
	picture: HTMLElement,
	{ release, address, today }: LeavingOptions
): ChartFile {
	const { locale } = words;
	const date = m.leave_dated({ release: release.id, date: longDate(today, locale) }, { locale });
	return pictureFile(picture, {
		...{ title: title(words), subtitle: subtitle(words) },
		notes: [...notes(words), ...markNotes(words)],
		...{ source: source(words), date, address }
	});
}
