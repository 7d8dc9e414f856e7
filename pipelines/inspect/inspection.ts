import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import type { Concept } from '#lib/model/concept.ts';
import { type FileFormat, type SourceFile, sourceFile } from '#lib/model/survey.ts';
import { openDuckDB } from '../duckdb.ts';
import { fileHash } from '../release/source-hashes.ts';
import { readSource } from '../steps/read.ts';
import { columnProfiles } from './column-profile.ts';
import type { Dictionary } from './dictionary.ts';
import { type FileRisk, type RiskQuestion, fileRisk } from './file-risk.ts';
import { type InspectedColumn, inspectedColumns } from './inspected-column.ts';
import { type KeyCandidate, keyCandidates } from './key-candidates.ts';
import { readDictionary } from './read-dictionary.ts';
import type { Guess } from './source-guess.ts';

/** What was found in a table. */
export interface Inspection {
	readonly path: string;
	readonly sha256: string;
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
	/** Where it was asked for. */
	readonly risk?: FileRisk;
}

export interface InspectOptions {
	readonly dictionaries: readonly string[];
	/** How many bytes each dictionary is trusted to unfold to. */
	readonly maxUnfoldedBytes: number | undefined;
	/** Concepts that may be proposed. */
	readonly concepts: Iterable<Concept>;
	/** Who stands out in the rows is asked too. */
	readonly risk?: RiskQuestion | undefined;
}

/** Reads a table to its end and says what is in its columns; the rows stay in a scratch folder. */
export async function inspection(
	path: string,
	{ file: format, guesses }: Pick<Inspection, 'guesses'> & { readonly file: FileFormat },
	options: InspectOptions
): Promise<Inspection> {
	const work = mkdtempSync(join(tmpdir(), 'atalaya-inspect-'));
	const engine = await openDuckDB({ threads: 2 });
	try {
		const table = tableName(path);
		const file = sourceFile.parse({ id: slugOf(table), path: basename(path), ...format });
		const out = join(work, 'inspected.parquet');
		const read = await readSource(file, {
			...{ engine, work, out, columns: undefined },
			folder: dirname(resolve(path))
		});
		const { maxUnfoldedBytes } = options;
		const about = { columns: read.columns, table, maxUnfoldedBytes };
		const dictionaries = [
			...(await Promise.all(options.dictionaries.map((one) => readDictionary(one, about)))),
			...(hasLabels(file) ? [await readDictionary(path, about)] : [])
		];
		const profiles = await columnProfiles(read.columns, { engine, path: out });
		const columns = inspectedColumns(profiles, { dictionaries, concepts: options.concepts });
		return {
			...{ path, file, guesses, rows: read.rows, columns, dictionaries },
			sha256: await fileHash(path),
			rejected: read.rejects.length,
			notes: [...read.notes, ...dictionaries.flatMap(({ notes }) => notes)],
			keys: await keyCandidates(columns, { engine, path: out }),
			...(options.risk
				? { risk: await fileRisk(columns, { ...options.risk, engine, path: out }) }
				: {})
		};
	} finally {
		engine.close();
		rmSync(work, { recursive: true, force: true });
	}
}

/** The name of a file without its endings. */
const tableName = (path: string) =>
	basename(path)
		.replace(/\.(gz|bz2)$/i, '')
		.replace(/(?<=.)\.[^.]*$/, '');

/** Lower case, digits and hyphens. */
export function slugOf(text: string): string {
	const plain = text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
	return plain.replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '') || 'file';
}

const hasLabels = ({ format }: SourceFile) => format === 'sav' || format === 'dta';
