import type { CellProblem } from '#lib/model/filled-template.ts';
import type { Framework } from '#lib/model/framework-parts.ts';
import type { KnownNames } from '#lib/model/questionnaires/known-names.ts';
import type { SeriesValueRow } from '#lib/model/questionnaires/series-values.ts';
import type { RegisterFile } from '#lib/model/registers/registers.ts';
import type { Series } from '#lib/model/series.ts';
import type { SheetNote } from './filled-sheet.ts';

/** What a filled questionnaire declares, of the rows that are in order. */
export type Declared =
	| { readonly kind: 'register'; readonly value: RegisterFile }
	| { readonly kind: 'framework'; readonly value: Framework }
	| { readonly kind: 'series'; readonly value: Series; readonly rows: readonly SeriesValueRow[] };

/** A row that was left out, with everything that stood in it. */
export interface RejectedRow {
	readonly sheet: string;
	readonly row: number;
	readonly cells: Readonly<Record<string, string>>;
	readonly reasons: readonly string[];
}

export interface QuestionnaireReading {
	/** The id of the questionnaire. */
	readonly questionnaire: string;
	readonly format: 'xlsx' | 'yaml';
	/** Rows that hold anything; of a YAML file its entries. */
	readonly rows: number;
	readonly problems: readonly CellProblem[];
	readonly notes: readonly SheetNote[];
	/** Undefined where too little is in order. */
	readonly declared: Declared | undefined;
	readonly rejected: readonly RejectedRow[];
}

export interface ReadOptions {
	readonly name: string;
	readonly known: KnownNames;
	/** Told of rows so far. */
	readonly report?: (rows: number) => void;
}
