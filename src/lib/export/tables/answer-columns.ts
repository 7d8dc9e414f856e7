import { m } from '#lib/i18n/paraglide/messages.js';
import type { Locale } from '#lib/model/localized.ts';
import type { TableColumn } from './leaving-table.ts';
import {
	type ColumnDefinition,
	type Said,
	codeColumn as code,
	column as of,
	provenanceColumns,
	wordedColumns
} from './table-columns.ts';

type Numbered = typeof m.export_by;
const nth =
	(said: Numbered, n: number): Said =>
	(_, options) =>
		said({ n: String(n) }, options);

/** Every column of a table of figures, in its order; the ids are the same in every file and language. */
export const answerColumns = {
	source: code(m.export_source),
	source_label: of('text', m.export_source),
	indicator: code(m.export_indicator),
	indicator_label: of('text', m.export_indicator),
	period: of('text', m.export_period, m.export_read_period),
	territory: code(m.export_territory, m.export_read_territory),
	by_1: code(nth(m.export_by, 1)),
	by_1_label: of('text', nth(m.export_by, 1)),
	category_1: code(nth(m.export_category, 1), m.export_read_category),
	category_1_label: of('text', nth(m.export_category, 1)),
	by_2: code(nth(m.export_by, 2)),
	by_2_label: of('text', nth(m.export_by, 2)),
	category_2: code(nth(m.export_category, 2), m.export_read_category),
	category_2_label: of('text', nth(m.export_category, 2)),
	by_3: code(nth(m.export_by, 3)),
	by_3_label: of('text', nth(m.export_by, 3)),
	category_3: code(nth(m.export_category, 3), m.export_read_category),
	category_3_label: of('text', nth(m.export_category, 3)),
	filter: code(m.export_filter, m.export_read_filter),
	filter_label: of('text', m.export_filter),
	part: code(m.export_part, m.export_read_part),
	part_label: of('text', m.export_part),
	statistic: of('text', m.export_statistic),
	standardised_by: of('text', m.export_standardised, m.export_read_standardised),
	unit: of('text', m.export_unit),
	unit_measure: of('text', m.export_unit_measure, m.export_read_unit_measure),
	estimate: of('number', m.column_estimate, m.export_read_estimate),
	standard_error: of('number', m.column_se, m.export_read_se),
	lower: of('number', m.export_lower, m.export_read_limit),
	upper: of('number', m.export_upper, m.export_read_limit),
	level: of('number', m.export_level),
	interval: of('text', m.export_interval),
	df: of('number', m.column_df, m.export_read_df),
	n: of('integer', m.column_n, m.export_read_n),
	events: of('integer', m.explain_numerator),
	deff: of('number', m.column_deff),
	precision: of('text', m.export_precision, m.export_read_precision),
	quality: of('text', m.column_quality, m.export_read_quality),
	quality_reasons: of('text', m.export_quality_reasons),
	status: of('text', m.export_status, m.export_read_status),
	status_detail: of('text', m.export_status_detail),
	unsure: of('text', m.export_unsure, m.export_read_unsure),
	corrected: of('text', m.export_corrected, m.export_read_corrected),
	...provenanceColumns
} as const satisfies Readonly<Record<string, ColumnDefinition>>;

export type AnswerColumnId = keyof typeof answerColumns;

export type AnswerColumn = TableColumn & { readonly id: AnswerColumnId };

/** The columns in the words of a language. */
export const columnsIn = (locale: Locale): AnswerColumn[] => wordedColumns(answerColumns, locale);
