import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { sql } from '#lib/estimate/sql.ts';
import {
	type ComparisonRow,
	type EstimateRow,
	comparisonKey,
	comparisonRow,
	estimateKey,
	estimateRow
} from '#lib/model/estimate-row.ts';
import { type Artefact, schemaVersion } from '#lib/model/manifest.ts';
import { type NodeEngine, openDuckDB } from '../../pipelines/duckdb.ts';
import { fingerprint, writeText } from '../../pipelines/release/release-files.ts';
import { writeTable } from '../../pipelines/release/table-file.ts';

/** What a tiny release holds, besides its manifest. */
export interface TinyRelease {
	readonly release?: string;
	/** Defaults to 2024-06-01. */
	readonly date?: string;
	readonly profile?: 'local' | 'public';
	readonly version?: number;
	readonly estimates?: readonly EstimateRow[];
	readonly comparisons?: readonly ComparisonRow[];
	/** Documents by path. */
	readonly documents?: Readonly<Record<string, unknown>>;
	/** Other texts by path. */
	readonly texts?: Readonly<Record<string, string>>;
	/** Parquet files by path, each from a statement that gives its rows. */
	readonly tables?: Readonly<Record<string, string>>;
	/** Of an artefact by path, what its manifest says otherwise. */
	readonly listed?: Readonly<Record<string, Partial<Artefact>>>;
}

export const tinyEstimate = (changes: Partial<EstimateRow> = {}): EstimateRow => ({
	...{ indicator: 'sees-sale', source: 'test-2024', territory: 'XTT', period: '2024' },
	...{ by_1: '', category_1: '', by_2: '', category_2: '', unit: 'person', weight: 'main' },
	...{ estimate: 0.25, standard_error: 0.02, level: 0.95, lower: 0.21, upper: 0.29 },
	...{ interval: 't', n: 400, events: 100, df: 50, deff: 1.2, cv: 0.08 },
	...{ unsure: 'exclude', unsure_share: 0.01, bound_lower: null, bound_upper: null },
	...{ precision: 'design-based', profile: 'cepal', quality: 'reliable', quality_reasons: '' },
	...{ withheld: '', suppressed: false, break_before: '', fieldwork_end: '2024-02-01' },
	...{ vintage: 'r1', synthetic: true },
	...changes
});

/** As the protection leaves a row: no number, and no word that follows from one. */
export const suppressedEstimate = (changes: Partial<EstimateRow> = {}): EstimateRow =>
	tinyEstimate({
		...{ estimate: null, standard_error: null, lower: null, upper: null, interval: '' },
		...{ n: null, events: null, df: null, deff: null, cv: null, unsure_share: null },
		...{ precision: '', quality: '', suppressed: true },
		...changes
	});

export const tinyComparison = (changes: Partial<ComparisonRow> = {}): ComparisonRow => ({
	...{ indicator: 'sees-sale', kind: 'groups', territory: 'XTT', by_1: '', category_1: '' },
	...{ of_source: 'test-2024', of_category: 'man', against_source: 'test-2024' },
	...{ against_category: 'woman', concept: 'sex', overlap: '' },
	...{ difference: 0.1, difference_se: 0.03, difference_lower: 0.04, difference_upper: 0.16 },
	...{ ratio: 1.4, ratio_se: 0.2, ratio_lower: 1, ratio_upper: 1.8, df: 50, p_value: 0.001 },
	...{ level: 0.95, verdict: 'same', verdict_rule: 'same-survey', withheld: '' },
	...{ common_ages: '', common_area: '' },
	...{ suppressed: false, vintage: 'r1', synthetic: true },
	...changes
});

/** Writes a release into a new folder below another; its path. */
export async function writeTinyRelease(below: string, made: TinyRelease): Promise<string> {
	const folder = mkdtempSync(join(below, `${made.release ?? 'r1'}.`));
	const engine = await openDuckDB();
	try {
		const artefacts = [
			...(await figureTables(engine, folder, made)),
			...(await otherTables(engine, folder, made.tables ?? {})),
			...Object.entries(made.texts ?? {}).map(([path, text]) =>
				artefactOf(path, 0, writeText(folder, path, text))
			),
			...Object.entries(made.documents ?? {}).map(([path, content]) =>
				artefactOf(path, 0, writeText(folder, path, JSON.stringify(content)))
			)
		];
		const { release = 'r1', profile = 'local', version = schemaVersion, listed = {} } = made;
		const { date = '2024-06-01' } = made;
		const manifest = {
			...{ schemaVersion: version, release, date, profile, surveys: [] },
			artefacts: artefacts.map((one) => ({ ...one, ...listed[one.path] }))
		};
		writeFileSync(join(folder, 'manifest.json'), JSON.stringify(manifest));
		return folder;
	} finally {
		engine.close();
	}
}

async function figureTables(
	engine: NodeEngine,
	folder: string,
	{ estimates, comparisons }: TinyRelease
): Promise<Artefact[]> {
	const artefacts: Artefact[] = [];
	if (estimates) {
		const path = join(folder, 'estimates.parquet');
		await writeTable({ engine, path, schema: estimateRow, key: estimateKey, rows: estimates });
		artefacts.push(artefactOf('estimates.parquet', estimates.length, fingerprint(path)));
	}
	if (comparisons) {
		const path = join(folder, 'comparisons.parquet');
		const rows = comparisons;
		await writeTable({ engine, path, schema: comparisonRow, key: comparisonKey, rows });
		artefacts.push(artefactOf('comparisons.parquet', rows.length, fingerprint(path)));
	}
	return artefacts;
}

async function otherTables(
	engine: NodeEngine,
	folder: string,
	tables: Readonly<Record<string, string>>
): Promise<Artefact[]> {
	const artefacts: Artefact[] = [];
	for (const [path, rows] of Object.entries(tables)) {
		const at = join(folder, path);
		mkdirSync(dirname(at), { recursive: true });
		await engine.connection.run(`COPY (${rows}) TO '${at}' (FORMAT parquet)`);
		const [counted] = await engine.query(sql`SELECT count(*) AS n FROM read_parquet(${at})`);
		artefacts.push(artefactOf(path, Number(counted?.['n']), fingerprint(at)));
	}
	return artefacts;
}

/** The kind is told by the name, as in `respondents/x.parquet` and `series.parquet`. */
function artefactOf(
	path: string,
	rows: number,
	file: Pick<Artefact, 'bytes' | 'sha256'>
): Artefact {
	const word = /^[a-z]+/.exec(path)?.[0] ?? '';
	const kind = { pages: 'page' }[word] ?? word;
	const about = { tier: 'open', licence: 'CC0-1.0', source: 'test', rows } as const;
	return { path, kind: kind as Artefact['kind'], ...about, ...file };
}
