import { missingColumn } from '#lib/estimate/estimate-table.ts';
import { type Statement, identifier, joined, sql, valueList } from '#lib/estimate/sql.ts';
import type { Absence, Mapping, Survey } from '#lib/model/survey.ts';
import type { ReplicateWeights } from '#lib/model/sampling.ts';
import type { UnitDesign } from '#lib/model/survey-design.ts';
import { lineColumn } from '#lib/readers/csv.ts';
import type { NodeEngine } from '../duckdb.ts';
import type { Reject } from '../rejects.ts';
import { rawTable } from './read.ts';

export interface HarmoniseOptions {
	readonly engine: NodeEngine;
	readonly survey: Survey;
	readonly unit: UnitDesign;
	/** Makes the published stratum and PSU codes unlinkable without the source file. */
	readonly salt: string;
}

/** A code nobody declared; it must never pass for an answer. */
const unmapped = 'unmapped';

export const unitTableName = (unit: string) => identifier(`unit_${unit}`);
export const weightColumn = (weight: string) => `weight_${weight.replaceAll('-', '_')}`;

export const fpcColumn = (stage: number) => `fpc_${stage + 1}`;
const replicateColumn = (replicate: number) => `replicate_${replicate + 1}`;

/** Replicate weights under the names they are published by. */
export const publishedReplicates = (replicates: ReplicateWeights): ReplicateWeights => ({
	...replicates,
	columns: replicates.columns.map((_, r) => replicateColumn(r))
});

const line = identifier(lineColumn);
const columnOf = (file: string, name: string) => sql`${identifier(file)}.${identifier(name)}`;

const mappingsOf = ({ mappings }: Survey, { id }: UnitDesign) =>
	mappings.filter(({ units }) => units.includes(id));

/**
 * One row a unit: weights, stratum and PSU, and every concept in harmonised categories. An
 * undeclared code becomes "lost" and is set aside with its line; the respondent stays in the design.
 */
export async function harmonise(options: HarmoniseOptions): Promise<Reject[]> {
	const { engine, survey, unit } = options;
	const mappings = mappingsOf(survey, unit);
	const table = unitTableName(unit.id);
	const columns = [
		...unit.weights.map(
			({ id, column }) =>
				sql`try_cast(${columnOf(unit.file, column)} AS DOUBLE) AS ${identifier(weightColumn(id))}`
		),
		...designColumns(options),
		...mappings.flatMap((mapping) => conceptColumns(survey, unit, mapping))
	];
	await engine.execute(sql`CREATE TABLE ${table} AS
		SELECT ${columnOf(unit.file, lineColumn)} AS ${line}, ${joined(columns, ', ')}
		FROM ${rawTable(unit.file)} AS ${identifier(unit.file)}
		${joined(joins(survey, unit, mappings), '\n')}`);
	const rejects: Reject[] = [];
	for (const mapping of mappings) rejects.push(...(await undeclared(options, mapping)));
	return rejects;
}

function designColumns({ unit, salt }: HarmoniseOptions): Statement[] {
	const text = (names: readonly string[]) =>
		sql`concat_ws('|', ${joined(
			names.map((name) => columnOf(unit.file, name)),
			', '
		)})`;
	const shuffled = (names: readonly string[], as: string) =>
		sql`dense_rank() OVER (ORDER BY md5(concat(${salt}, ${text(names)})))::INTEGER AS ${identifier(as)}`;
	const [psu, ssu] = unit.ids;
	const number = (name: string, as: string) =>
		sql`${columnOf(unit.file, name)}::DOUBLE AS ${identifier(as)}`;
	return [
		...(unit.strata.length > 0 ? [shuffled(unit.strata, 'stratum')] : []),
		...(psu === undefined ? [] : [shuffled([...unit.strata, psu], 'psu')]),
		...(psu === undefined || ssu === undefined
			? []
			: [shuffled([...unit.strata, psu, ssu], 'ssu')]),
		...unit.fpc.map((name, stage) => number(name, fpcColumn(stage))),
		...(unit.replicates?.columns ?? []).map((name, r) => number(name, replicateColumn(r)))
	];
}

function joins(survey: Survey, unit: UnitDesign, mappings: readonly Mapping[]): Statement[] {
	const wanted = new Set(mappings.map(({ file }) => file));
	return survey.files
		.filter(({ id }) => wanted.has(id) && id !== unit.file)
		.map(({ id, key }) => {
			const same = key.map((name) => sql`${columnOf(unit.file, name)} = ${columnOf(id, name)}`);
			return sql`LEFT JOIN ${rawTable(id)} AS ${identifier(id)} ON ${joined(same, ' AND ')}`;
		});
}

function conceptColumns(survey: Survey, unit: UnitDesign, mapping: Mapping): Statement[] {
	const { file, variable, concept, range } = mapping;
	const hasRow = sql`${columnOf(file, lineColumn)} IS NOT NULL`;
	const absence = mapping.absent ?? survey.files.find(({ id }) => id === file)?.absent;
	const absent = file === unit.file ? undefined : (absence ?? 'not-asked');
	if (mapping.present !== undefined)
		return [
			sql`CASE WHEN ${hasRow} THEN ${mapping.present} ELSE ${absent ?? 'lost'} END AS ${identifier(concept)}`
		];
	const source = columnOf(file, variable ?? '');
	if (range) return numberColumns(mapping, range, { source, hasRow, absent });
	const rest = absent ? [sql`WHEN NOT ${hasRow} THEN ${absent}`] : [];
	const branches = [
		...rest,
		...missingBranches(mapping, source),
		...categoryBranches(mapping, source)
	];
	return [sql`CASE ${joined(branches, ' ')} ELSE ${unmapped} END AS ${identifier(concept)}`];
}

const missingBranches = ({ missing }: Mapping, source: Statement) =>
	Object.entries(missing).map(([code, reason]) => sql`WHEN ${source} = ${code} THEN ${reason}`);

function categoryBranches({ codes, bins }: Mapping, source: Statement): Statement[] {
	const coded = Object.entries(codes ?? {}).map(
		([code, to]) => sql`WHEN ${source} = ${code} THEN ${to}`
	);
	const number = sql`try_cast(${source} AS DOUBLE)`;
	const binned = (bins ?? []).map(
		({ from, to, category }) => sql`WHEN ${number} BETWEEN ${from} AND ${to} THEN ${category}`
	);
	return [...coded, ...binned];
}

interface NumberSource {
	readonly source: Statement;
	readonly hasRow: Statement;
	readonly absent: Absence | undefined;
}

function numberColumns(
	mapping: Mapping,
	[low, high]: readonly [number, number],
	{ source, hasRow, absent }: NumberSource
): Statement[] {
	const codes = Object.keys(mapping.missing);
	const notMissing = codes.length > 0 ? sql`${source} NOT IN ${valueList(codes)}` : sql`TRUE`;
	const number = sql`try_cast(${source} AS DOUBLE)`;
	const isAnswer = sql`${hasRow} AND ${notMissing} AND ${number} BETWEEN ${low} AND ${high}`;
	const rest = absent ? [sql`WHEN NOT ${hasRow} THEN ${absent}`] : [];
	const why = [...rest, ...missingBranches(mapping, source), sql`WHEN ${isAnswer} THEN NULL`];
	return [
		sql`CASE WHEN ${isAnswer} THEN ${number} END AS ${identifier(mapping.concept)}`,
		sql`CASE ${joined(why, ' ')} ELSE ${unmapped} END AS ${identifier(missingColumn(mapping.concept))}`
	];
}

async function undeclared(
	{ engine, survey, unit }: HarmoniseOptions,
	mapping: Mapping
): Promise<Reject[]> {
	const { file, variable, concept, range } = mapping;
	if (variable === undefined) return [];
	const table = unitTableName(unit.id);
	const column = identifier(range ? missingColumn(concept) : concept);
	const path = survey.files.find(({ id }) => id === file)?.path ?? file;
	const rows = await engine.query(sql`SELECT ${columnOf(file, lineColumn)}::DOUBLE AS line,
			${columnOf(file, variable)} AS value
		FROM ${table} JOIN ${rawTable(unit.file)} AS ${identifier(unit.file)}
			ON ${table}.${line} = ${columnOf(unit.file, lineColumn)}
		${file === unit.file ? sql`` : joined(joins(survey, unit, [mapping]), '\n')}
		WHERE ${table}.${column} = ${unmapped} ORDER BY 1`);
	if (rows.length > 0)
		await engine.execute(sql`UPDATE ${table} SET ${column} = 'lost' WHERE ${column} = ${unmapped}`);
	return rows.map((row) => ({
		file: path,
		line: Number(row['line']),
		column: variable,
		value: String(row['value']),
		reason: range ? `not in the declared range of ${concept}` : `code not declared for ${concept}`
	}));
}
