import { DomainError } from '#lib/errors.ts';
import { missingReasons } from '#lib/model/missing.ts';
import { type EstimateTable, missingColumn } from './estimate-table.ts';
import type { Columns } from './query-engine.ts';
import { psuOf, type SampleFrame } from './sample-frame.ts';
import { type Statement, identifier, joined, sql } from './sql.ts';

export interface CellsOptions {
	readonly table: EstimateTable;
	/** Category columns, each a part of the key. */
	readonly categories: readonly string[];
	readonly numbers: readonly string[];
	/** Pairs of the numbers whose product is summed too. */
	readonly products?: readonly (readonly [string, string])[] | undefined;
	/** Sum the squares of the weights too. */
	readonly squaredWeights?: boolean | undefined;
	/** A cell for each row instead: for what does not follow from sums. */
	readonly each?: boolean | undefined;
	/** Columns of replicate weights; only with a cell for each row. */
	readonly replicates?: readonly string[] | undefined;
}

/** Categories, then reasons for having none: the values of the ENUM in its order. */
export function levelsOf({ columns }: EstimateTable, category: string): readonly string[] {
	const column = columns.get(category);
	if (column?.kind !== 'category')
		throw new DomainError(`no category column of this table: ${category}`);
	return [...column.categories, ...missingReasons];
}

/** A column of the cells: how the rows of a cell share it, and what is read of it. */
interface KeyColumn {
	readonly shared: readonly (readonly [Statement, string])[];
	readonly read: Statement;
}

/** The code of a category: its place in the ENUM; a blank counts as lost. */
function categoryKey(category: string, position: number, table: EstimateTable): KeyColumn {
	const name = `category_${position}`;
	const levels = levelsOf(table, category);
	const narrow = levels.length < 256 ? sql`UTINYINT` : sql`UINTEGER`;
	const code = sql`coalesce(enum_code(${identifier(name)}), ${levels.indexOf('lost')})::${narrow}`;
	return {
		shared: [[sql`${identifier(category)}`, name]],
		read: sql`${code} AS ${identifier(name)}`
	};
}

const lost = missingReasons.indexOf('lost') + 1;

/** Status of a number: 0 there is one, k none for the k-th of `missingReasons`. */
function statusKey(number: string, position: number): KeyColumn {
	const [none, reason] = [`none_${position}`, `reason_${position}`];
	const why = sql`coalesce(enum_code(${identifier(reason)}) + 1, ${lost})`;
	const status = sql`CASE WHEN ${identifier(none)} THEN ${why} ELSE 0 END::UTINYINT`;
	return {
		shared: [
			[sql`${identifier(number)} IS NULL`, none],
			[sql`${identifier(missingColumn(number))}`, reason]
		],
		read: sql`${status} AS ${identifier(`status_${position}`)}`
	};
}

const weightOf = ({ weight }: EstimateTable) =>
	weight === undefined ? sql`1::DOUBLE` : sql`${identifier(weight)}`;

function summedColumns({
	table,
	numbers,
	products = [],
	squaredWeights
}: CellsOptions): (readonly [Statement, string])[] {
	const w = weightOf(table);
	const value = (name: string) => sql`coalesce(${identifier(name)}, 0)`;
	return [
		[w, 'w'],
		...(squaredWeights ? [[sql`${w} * ${w}`, 'ww'] as const] : []),
		...numbers.flatMap((name, i) => [
			[sql`${w} * ${value(name)}`, `wy_${i}`] as const,
			[sql`${w} * ${value(name)} * ${value(name)}`, `wyy_${i}`] as const
		]),
		...products.map(([y, x], i) => [sql`${w} * ${value(y)} * ${value(x)}`, `wyx_${i}`] as const)
	];
}

/**
 * The sufficient statistics of some columns: one row for every sampling unit and combination of
 * categories that has cases, with their number, weights and weighted sums. Means, shares, totals,
 * ratios, their errors and covariances follow from it for every numerator, breakdown and filter
 * over these columns, without the microdata. Rows are grouped by the columns as they are stored:
 * a key that is computed first costs twice as much.
 */
export function cellsStatement(options: CellsOptions): Statement {
	const { table, categories, numbers, each, replicates = [] } = options;
	const units: (readonly [Statement, string])[] = [
		[psuOf(table), 'psu'],
		...(table.ssu === undefined ? [] : [[sql`${identifier(table.ssu)}`, 'ssu'] as const])
	];
	const keys = [
		...categories.map((name, i) => categoryKey(name, i, table)),
		...numbers.map((name, i) => statusKey(name, i))
	];
	const sums = summedColumns(options).map(
		([one, name]) => [each ? one : sql`sum(${one})`, name] as const
	);
	const n = each ? sql`1::DOUBLE` : sql`count(*)::DOUBLE`;
	const others = [
		...replicates.map((name, i) => [sql`${identifier(name)}::DOUBLE`, `replicate_${i}`] as const),
		...(each ? numbers : []).map((name, i) => [sql`${identifier(name)}`, `value_${i}`] as const)
	];
	const kept = [...units, [n, 'n'] as const, ...sums, ...others];
	const grouped = [...kept, ...keys.flatMap(({ shared }) => shared)].map(
		([one, name]) => sql`${one} AS ${identifier(name)}`
	);
	const read = [...kept.map(([, name]) => sql`${identifier(name)}`), ...keys.map((k) => k.read)];
	// With replicate weights a weight of 0 may be one of the replicates' others.
	const all = table.weight === undefined || replicates.length > 0;
	return sql`SELECT ${joined(read, ', ')} FROM (
	SELECT ${joined(grouped, ', ')}
	FROM ${identifier(table.name)}
	${all ? sql`` : sql`WHERE ${weightOf(table)} <> 0`}
	${each ? sql`` : sql`GROUP BY ALL`}
)`;
}

/**
 * Cells in ascending order of unit and key, so that sums over them are the same in every engine; where
 * every cell is a row, in the order of the rows, which ties of quantiles are taken in.
 */
export interface Cells {
	readonly size: number;
	/** The unit of the first stage, as numbered by the frame. */
	readonly psu: Int32Array;
	readonly ssu: Int32Array | undefined;
	/** The code of every category column. */
	readonly codes: ReadonlyMap<string, Int32Array>;
	/** The status of every number column. */
	readonly status: ReadonlyMap<string, Int32Array>;
	readonly n: Float64Array;
	readonly weights: Float64Array;
	/** Undefined unless asked for. */
	readonly squaredWeights: Float64Array | undefined;
	/** Weighted sums of every number column and of its square. */
	readonly sums: ReadonlyMap<string, { readonly wy: Float64Array; readonly wyy: Float64Array }>;
	/** Weighted sums of the product of two number columns, by `productName`. */
	readonly products: ReadonlyMap<string, Float64Array>;
	/** The numbers themselves, where every cell is a row: a weighted sum over its weight may be off a bit. */
	readonly values: ReadonlyMap<string, Float64Array>;
	/** Replicate weights of every row; empty unless asked for. */
	readonly replicates: readonly Float64Array[];
}

export const productName = (y: string, x: string) => JSON.stringify([y, x]);

export function cellsOf(raw: Columns, options: CellsOptions, frame: SampleFrame): Cells {
	const psu = frame.psuNumbers(raw['psu']!);
	const ssu = frame.ssuNumbers?.(raw['ssu']!);
	const keys = [
		...options.categories.map((_, i) => raw[`category_${i}`]!),
		...options.numbers.map((_, i) => raw[`status_${i}`]!)
	];
	const order = options.each
		? Int32Array.from(psu, (_, row) => row)
		: ordered([...keys, ...(ssu ? [ssu] : []), psu]);
	const integers = (column: ArrayLike<number>) =>
		taken(column, order, new Int32Array(order.length));
	const weights = unitWeights(frame, psu, ssu);
	const doubles = (name: string, power = 1) => {
		const sums = taken(raw[name]!, order, new Float64Array(order.length));
		if (weights) for (let k = 0; k < sums.length; k++) sums[k]! *= weights[order[k]!]! ** power;
		return sums;
	};
	const { categories, numbers } = options;
	return {
		size: order.length,
		psu: integers(psu),
		ssu: ssu && integers(ssu),
		codes: new Map(categories.map((name, i) => [name, integers(raw[`category_${i}`]!)])),
		status: new Map(numbers.map((name, i) => [name, integers(raw[`status_${i}`]!)])),
		n: doubles('n', 0),
		weights: doubles('w'),
		squaredWeights: options.squaredWeights ? doubles('ww', 2) : undefined,
		sums: new Map(
			numbers.map((name, i) => [name, { wy: doubles(`wy_${i}`), wyy: doubles(`wyy_${i}`) }])
		),
		products: new Map(
			(options.products ?? []).map(([y, x], i) => [productName(y, x), doubles(`wyx_${i}`)])
		),
		values: new Map(
			(options.each ? numbers : []).map((name, i) => [name, doubles(`value_${i}`, 0)])
		),
		replicates: (options.replicates ?? []).map((_, i) => doubles(`replicate_${i}`, 0))
	};
}

/** The values at some positions, written into `into`. */
function taken<Values extends Int32Array | Float64Array>(
	column: ArrayLike<number>,
	order: Int32Array,
	into: Values
): Values {
	for (let k = 0; k < order.length; k++) into[k] = column[order[k]!]!;
	return into;
}

/** Where the population sizes give the weights, all rows of a unit have the same. */
function unitWeights({ weights, lastNumbers }: SampleFrame, psu: Int32Array, ssu?: Int32Array) {
	if (!weights) return undefined;
	const rows = lastNumbers(psu, ssu);
	return taken(weights, rows, new Float64Array(rows.length));
}

/** Positions in ascending order of the last key, then of the one before it: a radix sort. */
function ordered(keys: readonly ArrayLike<number>[]): Int32Array {
	let order = new Int32Array(keys[0]!.length);
	for (let i = 0; i < order.length; i++) order[i] = i;
	for (const key of keys) order = sortedBy(key, order);
	return order;
}

/** A stable counting sort of positions by whole numbers from 0. */
function sortedBy(key: ArrayLike<number>, order: Int32Array): Int32Array<ArrayBuffer> {
	let largest = 0;
	for (let i = 0; i < key.length; i++) if (key[i]! > largest) largest = key[i]!;
	const starts = new Int32Array(largest + 2);
	for (let i = 0; i < key.length; i++) starts[key[i]! + 1]!++;
	for (let k = 1; k < starts.length; k++) starts[k]! += starts[k - 1]!;
	const sorted = new Int32Array(order.length);
	for (let k = 0; k < order.length; k++) sorted[starts[key[order[k]!]!]!++] = order[k]!;
	return sorted;
}
