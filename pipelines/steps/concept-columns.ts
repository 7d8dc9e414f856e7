import { missingColumn } from '#lib/estimate/estimate-table.ts';
import { type Statement, identifier, joined, sql, valueList } from '#lib/estimate/sql.ts';
import type { UnitDesign } from '#lib/model/survey-design.ts';
import type { Absence, Mapping, Survey } from '#lib/model/survey.ts';
import { lineColumn } from '#lib/readers/csv/csv.ts';

/** A code nobody declared; it must never pass for an answer. */
export const unmapped = 'unmapped';

const columnOf = (file: string, name: string) => sql`${identifier(file)}.${identifier(name)}`;

/** The columns of the unit's table that a mapping makes, from the files joined under their ids. */
export function conceptColumns(
	{ files }: Pick<Survey, 'files'>,
	unit: UnitDesign,
	mapping: Mapping
): Statement[] {
	const { file, variable, concept, range } = mapping;
	const hasRow = sql`${columnOf(file, lineColumn)} IS NOT NULL`;
	const absence = mapping.absent ?? files.find(({ id }) => id === file)?.absent;
	const absent = file === unit.file ? undefined : (absence ?? 'not-asked');
	const name = identifier(concept);
	if (mapping.present !== undefined)
		return [
			sql`CASE WHEN ${hasRow} THEN ${mapping.present} ELSE ${absent ?? 'lost'} END AS ${name}`
		];
	const source = columnOf(file, variable ?? '');
	if (mapping.any) return [sql`${anyOf(mapping.any, { source, hasRow, absent })} AS ${name}`];
	if (range) return numberColumns(mapping, range, { source, hasRow, absent });
	const rest = absent ? [sql`WHEN NOT ${hasRow} THEN ${absent}`] : [];
	const branches = [
		...rest,
		...missingBranches(mapping, source),
		...categoryBranches(mapping, source)
	];
	return [sql`CASE ${joined(branches, ' ')} ELSE ${unmapped} END AS ${name}`];
}

interface Source {
	readonly source: Statement;
	readonly hasRow: Statement;
	readonly absent: Absence | undefined;
}

/** Who has no row at all has none with one of the codes, unless an absent row means more than "no". */
function anyOf(
	{ codes, category, otherwise }: NonNullable<Mapping['any']>,
	{ source, hasRow, absent }: Source
): Statement {
	const none = absent === 'no' || absent === undefined ? otherwise : absent;
	return sql`CASE WHEN NOT ${hasRow} THEN ${none}
		WHEN len(list_filter(${source}, code -> code IN ${valueList(codes)})) > 0 THEN ${category}
		ELSE ${otherwise} END`;
}

const missingBranches = ({ missing }: Mapping, source: Statement) =>
	Object.entries(missing).map(([code, reason]) => sql`WHEN ${source} = ${code} THEN ${reason}`);

export function categoryBranches({ codes, bins }: Mapping, source: Statement): Statement[] {
	const coded = Object.entries(codes ?? {}).map(
		([code, to]) => sql`WHEN ${source} = ${code} THEN ${to}`
	);
	const number = sql`try_cast(${source} AS DOUBLE)`;
	const binned = (bins ?? []).map(
		({ from, to, category }) => sql`WHEN ${number} BETWEEN ${from} AND ${to} THEN ${category}`
	);
	return [...coded, ...binned];
}

function numberColumns(
	mapping: Mapping,
	[low, high]: readonly [number, number],
	{ source, hasRow, absent }: Source
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
