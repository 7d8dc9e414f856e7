import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import type { Concept } from '#lib/model/concept.ts';
import { type FileFormat, type SourceFile, sourceFile } from '#lib/model/survey.ts';
import { openDuckDB } from '../duckdb.ts';
import { fileHash } from '../release/source-hashes.ts';
import { readSource } from '../steps/read.ts';
import { columnProfiles, repeatedRows } from './column-profile.ts';
import { type FileRisk, type RiskQuestion, fileRisk } from './file-risk.ts';
import { type Inspection, slugOf, tableName } from '#lib/readers/inspect/inspection.ts';
import { inspectedColumns } from '#lib/readers/inspect/inspected-column.ts';
import { keyCandidates } from '#lib/readers/inspect/key-candidates.ts';
import { readDictionary } from './read-dictionary.ts';

/** What was found in a file of this machine. */
export interface FileInspection extends Inspection {
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
): Promise<FileInspection> {
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
			keys: await keyCandidates(columns, (names) => repeatedRows(names, { engine, path: out })),
			...(options.risk
				? { risk: await fileRisk(columns, { ...options.risk, engine, path: out }) }
				: {})
		};
	} finally {
		engine.close();
		rmSync(work, { recursive: true, force: true });
	}
}

const hasLabels = ({ format }: SourceFile) => format === 'sav' || format === 'dta';
