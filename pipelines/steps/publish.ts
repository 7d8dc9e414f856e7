import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { missingColumn } from '#lib/estimate/estimate-table.ts';
import { identifier, joined, sql } from '#lib/estimate/sql.ts';
import type { UnitTable } from '#lib/model/catalogue.ts';
import type { Concept } from '#lib/model/concept.ts';
import type { Artefact } from '#lib/model/manifest.ts';
import type { Survey } from '#lib/model/survey.ts';
import type { UnitDesign } from '#lib/model/survey-design.ts';
import type { NodeEngine } from '../duckdb.ts';
import { fpcColumn, publishedReplicates, unitTableName, weightColumn } from './harmonise.ts';

export interface PublishOptions {
	readonly engine: NodeEngine;
	/** The folder of the release that is being made. */
	readonly folder: string;
	readonly survey: Survey;
	readonly unit: UnitDesign;
	readonly concepts: ReadonlyMap<string, Concept>;
}

export interface Published {
	readonly table: UnitTable;
	readonly artefacts: readonly Artefact[];
}

/** Content hash and size of a file of the release. */
function fingerprint(path: string): Pick<Artefact, 'bytes' | 'sha256'> {
	const content = readFileSync(path);
	return { bytes: content.length, sha256: createHash('sha256').update(content).digest('hex') };
}

/** Writes a text artefact and returns where it is and what it holds. */
export function writeText(
	folder: string,
	path: string,
	text: string
): Pick<Artefact, 'bytes' | 'sha256'> {
	const at = join(folder, path);
	mkdirSync(dirname(at), { recursive: true });
	writeFileSync(at, text);
	return fingerprint(at);
}

function tableOf({ survey, unit, concepts }: PublishOptions): Omit<UnitTable, 'rows'> {
	const mapped = survey.mappings.filter(({ units }) => units.includes(unit.id));
	return {
		unit: unit.id,
		path: `respondents/${survey.id}.${unit.id}.parquet`,
		weights: unit.weights.map(({ id, label }) => ({ id, label, column: weightColumn(id) })),
		...(unit.strata.length > 0 ? { stratum: 'stratum' } : {}),
		...(unit.ids.length > 0 ? { psu: 'psu' } : {}),
		...(unit.ids.length > 1 ? { ssu: 'ssu' } : {}),
		fpc: unit.fpc.map((_, stage) => fpcColumn(stage)),
		lonely: unit.lonely,
		adjustDomains: unit.adjustDomains,
		firstStageOnly: unit.firstStageOnly,
		...(unit.replicates ? { replicates: publishedReplicates(unit.replicates) } : {}),
		...(unit.resampling ? { resampling: unit.resampling } : {}),
		calibration: unit.calibration,
		completeness: survey.design.completeness,
		...(survey.design.assumedDeff ? { assumedDeff: survey.design.assumedDeff } : {}),
		concepts: mapped.map(({ concept }) => concept).filter((id) => concepts.has(id))
	};
}

/**
 * Writes the rows of one unit: design columns and harmonised concepts only, in an order that
 * depends on nothing but their content, so that the same input gives the same bytes.
 */
export async function publishUnit(options: PublishOptions): Promise<Published> {
	const { engine, folder, survey, concepts } = options;
	const table = tableOf(options);
	const names = [
		...[table.stratum, table.psu, table.ssu].filter((name) => name !== undefined),
		...table.fpc,
		...table.weights.map(({ column }) => column),
		...(table.replicates?.columns ?? []),
		...table.concepts.flatMap((id) =>
			concepts.get(id)?.kind === 'number' ? [id, missingColumn(id)] : [id]
		)
	];
	const path = join(folder, table.path);
	mkdirSync(dirname(path), { recursive: true });
	await engine.execute(sql`COPY (
		SELECT ${joined(
			names.map((name) => sql`${identifier(name)}`),
			', '
		)}
		FROM ${unitTableName(table.unit)} ORDER BY ALL
	) TO ${path} (FORMAT parquet, COMPRESSION zstd)`);
	const [count] = await engine.query(
		sql`SELECT count(*)::DOUBLE AS n FROM ${unitTableName(table.unit)}`
	);
	const rows = Number(count?.['n']);
	const { id, tier, licence, citation } = survey;
	const about = { tier, licence: licence.name, source: citation, survey: id, unit: table.unit };
	const respondents: Artefact = {
		...{ path: table.path, kind: 'respondents', rows },
		...about,
		...fingerprint(path)
	};
	if (tier !== 'open') return { table: { ...table, rows }, artefacts: [respondents] };
	const csv = { ...(await writeCsv(table.path, options)), rows };
	const asText: Artefact = { ...respondents, ...csv, kind: 'respondents-csv' };
	const { bytes, ...named } = csv;
	return { table: { ...table, rows, csv: named }, artefacts: [respondents, asText] };
}

/** The same rows in the same order as text, for R of Debian, which reads no Parquet. */
async function writeCsv(
	parquet: string,
	{ engine, folder }: PublishOptions
): Promise<Pick<Artefact, 'path' | 'bytes' | 'sha256'>> {
	const path = parquet.replace(/[.]parquet$/, '.csv');
	const at = join(folder, path);
	await engine.execute(
		sql`COPY (FROM read_parquet(${join(folder, parquet)})) TO ${at} (FORMAT csv, HEADER true)`
	);
	return { path, ...fingerprint(at) };
}
