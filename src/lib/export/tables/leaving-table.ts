import type { Locale } from '#lib/model/localized.ts';

export type Cell = string | number | null;

export interface TableColumn {
	readonly id: string;
	readonly label: string;
	readonly kind: 'text' | 'number' | 'integer';
	/** '' where the label says it all. */
	readonly reading: string;
}

export interface TableNote {
	readonly label: string;
	readonly text: string;
}

/** A source as it is cited. */
export interface TableSource {
	readonly id: string;
	readonly title: string;
	readonly producer: string;
	/** In the words of its producer. */
	readonly citation: string;
	readonly licence: string;
}

/** The cell of a row that is being written, by the id of its column. */
export type CellOf<Id extends string = string> = (id: Id) => Cell;

/** How a kind of table is written as SDMX: a data structure that README.md describes. */
export interface SdmxForm<Id extends string = string> {
	/** `AGENCY:STRUCTURE(VERSION)`. */
	readonly structure: string;
	/** What tells two observations apart, by its column and what a blank there means. */
	readonly dimensions: Readonly<Record<string, { readonly column: Id; readonly blank: string }>>;
	/** The column of the measure. */
	readonly value: Id;
	readonly attributes: Readonly<Record<string, Id>>;
	/** SDMX CL_OBS_STATUS: A normal, U low reliability, Q missing and suppressed, O missing. */
	readonly observationStatus: (cell: CellOf) => string;
	/**
	 * SDMX CL_CONF_STATUS: F free, C confidential. Never the codes that say whether a figure was withheld
	 * for itself or for the sake of another: who knows that knows more than is published.
	 */
	readonly confidentiality: (cell: CellOf) => string;
}

/** What the formats have to know of a kind of table. */
export interface TableForm {
	readonly sdmx: SdmxForm;
	/** How a workbook shows a number of a column; the cell holds all its digits. */
	readonly numberFormat: (id: string, cell: CellOf) => string;
}

/** A table of numbers as it leaves the site, whatever the file. Every text is in `locale`. */
export interface LeavingTable {
	readonly form: TableForm;
	readonly locale: Locale;
	/** Of the file, without the end that says its format. */
	readonly name: string;
	readonly title: string;
	readonly subtitle: string;
	readonly columns: readonly TableColumn[];
	/** A cell for every column: a text is never null, a number is null where there is none. */
	readonly rows: readonly (readonly Cell[])[];
	readonly notes: readonly TableNote[];
	readonly sources: readonly TableSource[];
	readonly release: { readonly id: string; readonly date: string };
	/** Restores the view. */
	readonly address: string;
	/** ISO 8601. */
	readonly created: string;
}

/** The cell of a row by the id of its column. */
export const cellReader = ({ columns }: Pick<LeavingTable, 'columns'>) => {
	const places = new Map(columns.map(({ id }, i) => [id, i]));
	return (row: readonly Cell[], id: string): Cell => row[places.get(id) ?? -1] ?? null;
};
