import type { Catalogue } from '#lib/model/catalogue.ts';
import type { Locale } from '#lib/model/localized.ts';
import { type AnswerColumn, columnsIn } from './answer-columns.ts';
import { answersForm } from './answer-form.ts';
import { pageNotes, sourceNotes } from './answer-notes.ts';
import { type ExportedAnswer, answerRows } from './answer-rows.ts';
import type { LeavingTable, TableSource } from './leaving-table.ts';
import { nameOf, wordsOf } from '#lib/model/catalogue-words.ts';
import { answerName } from './file-names.ts';

/** A table of figures as it leaves the site. */
export interface AnswerTable extends LeavingTable {
	readonly columns: readonly AnswerColumn[];
}

export interface AnswerTableOptions {
	readonly catalogue: Pick<Catalogue, 'concepts' | 'indicators' | 'corrections'>;
	readonly locale: Locale;
	/** More than one: rows below each other. */
	readonly answers: readonly ExportedAnswer[];
	/** The title, the subtitle and the notes as they stand on the page. */
	readonly title: string;
	readonly subtitle: string;
	readonly notes: readonly string[];
	readonly release: { readonly id: string; readonly date: string };
	readonly address: string;
	/** Today, ISO 8601. */
	readonly created: string;
	/** Concepts whose categories are territories; none: every row is about its country. */
	readonly territories?: readonly string[];
}

/** The table of one or more answers, from what of them may be shown and nothing else. */
export function answerTable(options: AnswerTableOptions): AnswerTable {
	const { catalogue, locale, answers, title, subtitle, release, address, created } = options;
	const { territories = [] } = options;
	const columns = columnsIn(locale);
	const rowOptions = { catalogue, locale, address, territories, release: release.id };
	return {
		...{ form: answersForm, locale, title, subtitle, release, address, created, columns },
		name: answerName(answers),
		rows: answers.flatMap((one) =>
			answerRows(one, rowOptions).map((row) => columns.map(({ id }) => row[id]))
		),
		notes: [...pageNotes(options.notes, locale), ...sourceNotes(answers, locale)],
		sources: tableSources(answers, locale)
	};
}

function tableSources(answers: readonly ExportedAnswer[], locale: Locale): TableSource[] {
	const surveys = [...new Map(answers.map(({ survey }) => [survey.id, survey])).values()];
	return surveys.map(({ id, title, producer, citation, licence }) => ({
		...{ id, citation: nameOf(citation, locale), title: wordsOf(title, locale) },
		...{ producer: nameOf(producer.name, locale), licence: nameOf(licence.name, locale) }
	}));
}
