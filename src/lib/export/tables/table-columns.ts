import { m } from '#lib/i18n/paraglide/messages.js';
import type { Locale } from '#lib/model/localized.ts';
import type { TableColumn } from './leaving-table.ts';

/** Words of a language. */
export type Said = (inputs: object, options: { locale: Locale }) => string;

export interface ColumnDefinition {
	readonly kind: TableColumn['kind'];
	readonly label: (locale: Locale) => string;
	/** How it is to be read, where the label does not say it all. */
	readonly reading?: Said;
}

export const column = (
	kind: ColumnDefinition['kind'],
	said: Said,
	reading?: Said
): ColumnDefinition => ({
	kind,
	label: (locale) => said({}, { locale }),
	...(reading ? { reading } : {})
});

/** A column of ids: called as the one of names beside it, which it stands before. */
export const codeColumn = (said: Said, reading?: Said): ColumnDefinition => ({
	...column('text', said, reading),
	label: (locale) => m.export_code({ name: said({}, { locale }) }, { locale })
});

/** Where a row is from; every row says it. */
export const provenanceColumns = {
	synthetic: column('text', m.export_synthetic, m.export_read_synthetic),
	citation: column('text', m.export_citation),
	licence: column('text', m.export_licence),
	release: column('text', m.export_release),
	address: column('text', m.export_address)
} as const;

/** The columns in the words of a language, in their order. */
export const wordedColumns = <Id extends string>(
	columns: Readonly<Record<Id, ColumnDefinition>>,
	locale: Locale
): (TableColumn & { readonly id: Id })[] =>
	(Object.keys(columns) as Id[]).map((id) => {
		const { kind, label, reading } = columns[id];
		return { id, kind, label: label(locale), reading: reading?.({}, { locale }) ?? '' };
	});
