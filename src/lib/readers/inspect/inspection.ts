import type { SourceFile } from '#lib/model/survey.ts';
import { slugText } from '../plain-text.ts';
import type { Dictionary } from './dictionary.ts';
import type { InspectedColumn } from './inspected-column.ts';
import type { KeyCandidate } from './key-candidates.ts';
import type { Guess } from './source-guess.ts';

/** What was found in a table. */
export interface Inspection {
	readonly path: string;
	/** Absent where nobody worked it out. */
	readonly sha256: string | undefined;
	/** As `survey.yaml` declares it, with an id made from its name. */
	readonly file: SourceFile;
	readonly guesses: readonly Guess[];
	readonly rows: number;
	/** Records that do not have the fields of the header. */
	readonly rejected: number;
	readonly notes: readonly string[];
	readonly columns: readonly InspectedColumn[];
	readonly keys: readonly KeyCandidate[];
	readonly dictionaries: readonly Dictionary[];
}

/** The name of a file without folder and endings. */
export const tableName = (path: string): string =>
	(path.split(/[/\\]/).at(-1) ?? '').replace(/\.(gz|bz2)$/i, '').replace(/(?<=.)\.[^.]*$/, '');

/** Lower case, digits and hyphens. */
export const slugOf = (text: string): string => slugText(text) || 'file';
