import { isMissingReason, missingReasons } from '#lib/model/missing.ts';
import type { UnitTable } from '#lib/model/catalogue.ts';
import { type Statement, identifier, joined, sql } from '#lib/estimate/sql.ts';
import type { NodeEngine } from '../../../duckdb.ts';
import { type DeclaredTable, dimensionsOf } from '../../declared-tables.ts';
import type { Subject } from './subjects.ts';

/** The category of every concept by which a cell is cut out. */
export type CellPlace = Readonly<Record<string, string>>;

/** How many people one cell of a table is about, without weights. */
export interface CountedCell {
	readonly table: DeclaredTable;
	readonly place: CellPlace;
	/** Whatever they answered. */
	readonly people: number;
	/** Primary sampling units that they come from; all of them where no unit is known. */
	readonly psus: number;
	/** By concept of a subject: people in each of its layers. */
	readonly counts: ReadonlyMap<string, readonly number[]>;
	/** By number concept: the largest share of its weighted total that comes from one person. */
	readonly shareOfOne: ReadonlyMap<string, number>;
}

export interface CountInput {
	readonly engine: NodeEngine;
	/** Its path is that of the Parquet file on this machine. */
	readonly unit: UnitTable;
	readonly tables: readonly DeclaredTable[];
	readonly subjects: readonly Subject[];
}

/** The cells of every table that have people, in the order of their categories. */
export async function countedCells(input: CountInput): Promise<CountedCell[]> {
	const cells: CountedCell[] = [];
	for (const table of input.tables) cells.push(...(await cellsOfTable(table, input)));
	return cells;
}

const answered = (concept: string) =>
	sql`${identifier(concept)} NOT IN (${joined(
		missingReasons.map((reason) => sql`${reason}`),
		', '
	)})`;

async function cellsOfTable(table: DeclaredTable, input: CountInput): Promise<CountedCell[]> {
	const { engine, unit, subjects } = input;
	const dimensions = dimensionsOf(table);
	const psus =
		unit.psu === undefined ? sql`count(*)` : sql`count(DISTINCT ${identifier(unit.psu)})`;
	const columns = [
		...dimensions.map((name, i) => sql`${identifier(name)} AS ${identifier(`d${i}`)}`),
		sql`count(*)::DOUBLE AS people`,
		sql`${psus}::DOUBLE AS psus`,
		...subjects.flatMap((subject, s) => countColumns(subject, s, unit))
	];
	const [weight] = unit.weights;
	// Rows of weight 0 stand for sampling units in which nobody was found.
	const found = weight === undefined ? sql`true` : sql`${identifier(weight.column)} > 0`;
	const where = joined([found, ...dimensions.map(answered)], ' AND ');
	const rows = await engine.query(sql`SELECT ${joined(columns, ', ')}
		FROM read_parquet(${unit.path}) WHERE ${where} GROUP BY ALL ORDER BY ALL`);
	return rows.map((row) => ({
		table,
		place: Object.fromEntries(dimensions.map((name, i) => [name, String(row[`d${i}`])])),
		people: Number(row['people']),
		psus: Number(row['psus']),
		counts: new Map(
			subjects.map(({ concept, layers }, s) => [
				concept,
				layers.map((_, layer) => Number(row[`n_${s}_${layer}`]))
			])
		),
		shareOfOne: new Map(
			subjects.flatMap(({ concept, kind }, s) =>
				kind === 'number' ? [[concept, Number(row[`top_${s}`] ?? 0)] as const] : []
			)
		)
	}));
}

function countColumns({ concept, kind, layers }: Subject, s: number, unit: UnitTable): Statement[] {
	const column = identifier(concept);
	if (kind === 'number') {
		const [weight] = unit.weights;
		const value = weight === undefined ? column : sql`${identifier(weight.column)} * ${column}`;
		return [
			sql`count(${column})::DOUBLE AS ${identifier(`n_${s}_0`)}`,
			sql`max(abs(${value})) / nullif(sum(abs(${value})), 0) AS ${identifier(`top_${s}`)}`
		];
	}
	return layers.map(({ answers }, layer) => {
		const list = joined(
			answers.map((answer) => sql`${answer}`),
			', '
		);
		return sql`(count(*) FILTER (WHERE ${column} IN (${list})))::DOUBLE AS ${identifier(`n_${s}_${layer}`)}`;
	});
}

/** Two concepts whose categories follow from each other in part, as two cuts of age. */
export interface Family {
	readonly concepts: readonly [string, string];
	/** Categories of the one and of the other that hold the same people, those without a category aside. */
	readonly groups: readonly (readonly [readonly string[], readonly string[]])[];
}

/** What people can be in of two concepts at once, in the rows: the groups that nobody crosses. */
export async function familiesOf(
	concepts: readonly string[],
	{ engine, unit }: Pick<CountInput, 'engine' | 'unit'>
): Promise<Family[]> {
	const families: Family[] = [];
	for (const [i, one] of concepts.entries())
		for (const other of concepts.slice(i + 1)) {
			const pairs =
				await engine.query(sql`SELECT DISTINCT ${identifier(one)} AS a, ${identifier(other)} AS b
				FROM read_parquet(${unit.path}) ORDER BY ALL`);
			const groups = groupsOf(pairs.map(({ a, b }) => [String(a), String(b)] as const));
			if (groups.length > 1) families.push({ concepts: [one, other], groups });
		}
	return families;
}

const isCategory = (name: string) => !isMissingReason(name);

/** Connected categories of two concepts; where all are connected, there is one group. */
export function groupsOf(
	pairs: readonly (readonly [string, string])[]
): (readonly [readonly string[], readonly string[]])[] {
	const groups: { readonly left: Set<string>; readonly right: Set<string> }[] = [];
	for (const [a, b] of pairs) {
		const touched = groups.filter(({ left, right }) => left.has(a) || right.has(b));
		const merged = {
			left: new Set([a, ...touched.flatMap(({ left }) => [...left])]),
			right: new Set([b, ...touched.flatMap(({ right }) => [...right])])
		};
		for (const one of touched) groups.splice(groups.indexOf(one), 1);
		groups.push(merged);
	}
	return groups.map(
		({ left, right }) =>
			[[...left].filter(isCategory).sort(), [...right].filter(isCategory).sort()] as const
	);
}
