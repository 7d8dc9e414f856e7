import type { Catalogue } from '#lib/model/catalogue.ts';
import type { Locale } from '#lib/model/localized.ts';
import { type AnswerColumn, type AnswerColumnId, columnsIn } from './answer-columns.ts';
import { type AnswerNote, pageNotes, sourceNotes } from './answer-notes.ts';
import { type Cell, type ExportedAnswer, answerRows } from './answer-rows.ts';
import { wordsOf } from '#lib/model/catalogue-words.ts';
import { answerName } from './file-names.ts';

/** A source as it is cited. */
export interface TableSource {
	readonly id: string;
	readonly title: string;
	readonly producer: string;
	/** In the words of its producer. */
	readonly citation: string;
	readonly licence: string;
}

/** A table of figures as it leaves the site, whatever the file. Every text is in `locale`. */
export interface AnswerTable {
	readonly locale: Locale;
	/** Of the file, without the end that says its format. */
	readonly name: string;
	readonly title: string;
	readonly subtitle: string;
	readonly columns: readonly AnswerColumn[];
	/** A cell for every column: a text is never null, a number is null where there is none. */
	readonly rows: readonly (readonly Cell[])[];
	readonly notes: readonly AnswerNote[];
	readonly sources: readonly TableSource[];
	readonly release: { readonly id: string; readonly date: string };
	/** Restores the view. */
	readonly address: string;
	/** ISO 8601. */
	readonly created: string;
}

export interface AnswerTableOptions {
	readonly catalogue: Pick<Catalogue, 'concepts'>;
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
		...{ locale, title, subtitle, release, address, created, columns },
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
		...{ id, citation, title: wordsOf(title, locale), producer: producer.name },
		licence: licence.name
	}));
}

/** The cell of a row by the id of its column. */
export const cellReader = ({ columns }: Pick<AnswerTable, 'columns'>) => {
	const places = new Map(columns.map(({ id }, i) => [id, i]));
	return (row: readonly Cell[], id: AnswerColumnId): Cell => row[places.get(id) ?? -1] ?? null;
};
