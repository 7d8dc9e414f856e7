import { missingColumn } from '#lib/estimate/estimate-table.ts';
import { type Statement, identifier, joined, sql } from '#lib/estimate/sql.ts';
import type { UnitDesign } from '#lib/model/survey-design.ts';
import type { Mapping, Survey } from '#lib/model/survey.ts';
import { lineColumn } from '#lib/readers/csv/csv.ts';
import { type NodeEngine, openDuckDB } from '../duckdb.ts';
import type { Reject } from '../release/rejects.ts';
import { addCombined } from './combined-concepts.ts';
import { conceptColumns, unmapped } from './concept-columns.ts';
import { addFrameRows, clearFrameRows, isUnit } from './frame-rows.ts';
import { type RawFile, columnList, countOf, line, loadRaw, rawTable } from './raw-files.ts';
import { type ConceptCounts, conceptCounts, writeUnitRows } from './unit-rows.ts';
import { conceptNames, unitTableName, unitTableOf } from './unit-table.ts';
import { setAsideWeights } from './weights.ts';

export interface HarmoniseInput {
	readonly survey: Pick<Survey, 'id' | 'files' | 'design' | 'mappings' | 'tier'>;
	readonly unit: UnitDesign;
	/** Makes the published stratum and PSU codes unlinkable without the source file. */
	readonly salt: string;
	/** Concepts that hold numbers. */
	readonly numbers: readonly string[];
	readonly raw: readonly RawFile[];
	/** Lines that the step `check` set aside. */
	readonly aside: string;
}

export interface HarmoniseResult {
	readonly rows: number;
	/** Rows that only stand for a sampling unit without one, beside the others. */
	readonly frameRows: number;
	readonly rejects: readonly Reject[];
	readonly counts: readonly ConceptCounts[];
}

const columnOf = (file: string, name: string) => sql`${identifier(file)}.${identifier(name)}`;

/**
 * One row a unit: design columns and every concept in harmonised categories, in an order that
 * depends on nothing but their content. An undeclared code becomes "lost" and is listed with its
 * line; the respondent stays in the design. A row without a positive weight is set aside.
 */
export async function harmonise(input: HarmoniseInput, folder: string): Promise<HarmoniseResult> {
	const { survey, unit, raw, aside } = input;
	const engine = await openDuckDB({ threads: 2 });
	try {
		await loadRaw(engine, raw, aside);
		await addFrameRows(engine, unit);
		await makeUnitTable(engine, input);
		const { numbers } = input;
		const read = mappingsOf(input).filter(({ combines }) => !combines);
		const concepts = read.map(({ concept }) => concept);
		await clearFrameRows(engine, unit, { concepts, numbers });
		const rejects: Reject[] = [];
		for (const mapping of mappingsOf(input))
			rejects.push(...(await undeclaredCodes(engine, input, mapping)));
		await addCombined(engine, unit, mappingsOf(input));
		const path = survey.files.find(({ id }) => id === unit.file)?.path ?? unit.file;
		rejects.push(...(await setAsideWeights(engine, unit, path)));
		const rows = {
			...{ unit: unit.id, numbers: input.numbers, concepts: conceptNames(input) },
			design: unitTableOf(input).designColumns.map(({ name }) => name)
		};
		await writeUnitRows(engine, rows, { folder, asText: survey.tier === 'open' });
		const table = unitTableName(unit.id);
		const count = await countOf(engine, sql`${table} WHERE ${isUnit}`);
		const frameRows = await countOf(engine, sql`${table} WHERE NOT ${isUnit}`);
		const counts = await conceptCounts(engine, rows, isUnit);
		return { rows: count, frameRows, rejects, counts };
	} finally {
		engine.close();
	}
}

const mappingsOf = ({
	survey: { mappings },
	unit: { id }
}: Pick<HarmoniseInput, 'survey' | 'unit'>) => mappings.filter(({ units }) => units.includes(id));

async function makeUnitTable(engine: NodeEngine, input: HarmoniseInput): Promise<void> {
	const { survey, unit } = input;
	const mappings = mappingsOf(input).filter(({ combines }) => !combines);
	const columns = [
		...unitTableOf(input).designColumns.map(
			({ name, value }) => sql`${value} AS ${identifier(name)}`
		),
		...mappings.flatMap((mapping) => conceptColumns(survey, unit, mapping))
	];
	await engine.execute(sql`CREATE TABLE ${unitTableName(unit.id)} AS
		SELECT ${columnOf(unit.file, lineColumn)} AS ${line}, ${joined(columns, ', ')}
		FROM ${rawTable(unit.file)} AS ${identifier(unit.file)}
		${joined(joins(survey, unit, mappings), '\n')}`);
}

/** A row of each other file that the mappings need; of a file with many rows, their summary. */
function joins(
	{ files }: Pick<Survey, 'files'>,
	unit: UnitDesign,
	mappings: readonly Mapping[]
): Statement[] {
	const wanted = new Set(mappings.map(({ file }) => file));
	return files
		.filter(({ id }) => wanted.has(id) && id !== unit.file)
		.map(({ id, key, many }) => {
			const same = key.map((name) => sql`${columnOf(unit.file, name)} = ${columnOf(id, name)}`);
			const rows = many
				? sql`(SELECT ${columnList(key)}, ${joined(summaries(id, mappings), ', ')}
					FROM ${rawTable(id)} GROUP BY ${columnList(key)})`
				: sql`${rawTable(id)}`;
			return sql`LEFT JOIN ${rows} AS ${identifier(id)} ON ${joined(same, ' AND ')}`;
		});
}

/** All values of a variable of one unit as a list, under the name of the variable. */
function summaries(file: string, mappings: readonly Mapping[]): Statement[] {
	const variables = mappings
		.filter((one) => one.file === file)
		.flatMap((one) => one.variable ?? []);
	return [
		sql`min(${line}) AS ${line}`,
		...[...new Set(variables)].map((name) => sql`list(${identifier(name)}) AS ${identifier(name)}`)
	];
}

async function undeclaredCodes(
	engine: NodeEngine,
	{ survey, unit }: HarmoniseInput,
	mapping: Mapping
): Promise<Reject[]> {
	const { file, variable, concept, range, any } = mapping;
	if (variable === undefined || any) return [];
	const table = unitTableName(unit.id);
	const column = identifier(range ? missingColumn(concept) : concept);
	const path = survey.files.find(({ id }) => id === file)?.path ?? file;
	const rows = await engine.query(sql`SELECT ${columnOf(file, lineColumn)}::DOUBLE AS line,
			${columnOf(file, variable)} AS value
		FROM ${table} JOIN ${rawTable(unit.file)} AS ${identifier(unit.file)}
			ON ${table}.${line} = ${columnOf(unit.file, lineColumn)}
		${joined(joins(survey, unit, [mapping]), '\n')}
		WHERE ${table}.${column} = ${unmapped} ORDER BY 1`);
	if (rows.length > 0)
		await engine.execute(sql`UPDATE ${table} SET ${column} = 'lost' WHERE ${column} = ${unmapped}`);
	return rows.map((row) => ({
		file: path,
		line: Number(row['line']),
		column: variable,
		value: String(row['value']),
		reason: { code: range ? 'out-of-range' : 'undeclared-code', concept }
	}));
}
