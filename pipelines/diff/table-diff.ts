import type { Row } from '#lib/estimate/query-engine.ts';
import { identifier, joined, sql } from '#lib/estimate/sql.ts';
import {
	type ChangeKind,
	type ChangedRow,
	type DiffCell,
	type RowKey,
	type TableChanges,
	changeKinds
} from '#lib/model/release-diff.ts';
import type { NodeEngine } from '../duckdb.ts';
import {
	type CompareOptions,
	type DifferenceTable,
	anyOf,
	place,
	withDifferences
} from './difference-table.ts';
import { type SharedColumn, kindOf } from './table-columns.ts';

export interface TableDiffOptions extends CompareOptions {
	/** Rows of each sort that are named; all are counted. Defaults to 20. */
	readonly limit?: number;
}

/**
 * What changed between two Parquet files whose rows are named by a key. Of a row that is suppressed
 * on either side only what follows from declarations is compared, and no number of it comes out.
 * @throws DataError where a key stands twice in a file, or is no column of both.
 */
export function tableChanges(
	engine: NodeEngine,
	before: string,
	after: string,
	{ limit = 20, ...options }: TableDiffOptions
): Promise<TableChanges> {
	return withDifferences(engine, [before, after], options, (differences) =>
		changesIn(differences, limit)
	);
}

async function changesIn(differences: DifferenceTable, limit: number): Promise<TableChanges> {
	const { keys, columns } = differences;
	const [counts = {}] = await differences.rows(countColumns(columns), sql``);
	const count = (name: string) => Number(counts[name]);
	const named = async (state: 'added' | 'removed') => ({
		count: count(state),
		rows: await namedRows(differences, state, limit)
	});
	return {
		key: keys.map(({ name }) => name),
		added: await named('added'),
		removed: await named('removed'),
		changed: {
			count: count('changed'),
			kinds: Object.fromEntries(changeKinds.map((kind) => [kind, count(`kind_${kind}`)])) as Record<
				ChangeKind,
				number
			>,
			outside: count('outside'),
			rows: await changedRows(differences, limit)
		},
		numericallyEqual: count('equal'),
		largest: largestChange(columns, counts)
	};
}

function countColumns(columns: readonly SharedColumn[]) {
	const states = ['added', 'removed', 'changed', 'equal'].map(
		(state) => sql`count(*) FILTER (state = ${state}) AS ${identifier(state)}`
	);
	const kinds = changeKinds.map((kind) => {
		const flags = columns.flatMap((column, i) =>
			kindOf(column) === kind ? [sql`${place('d', i)}`] : []
		);
		return sql`count(*) FILTER (state = 'changed' AND (${anyOf(flags)})) AS ${identifier(`kind_${kind}`)}`;
	});
	const sizes = columns.map((_, i) => sql`max(${place('r', i)}) AS ${place('r', i)}`);
	return joined([...states, ...kinds, ...sizes, sql`count(*) FILTER (outside) AS outside`], ', ');
}

/** The first of the columns whose numbers changed most. */
function largestChange(columns: readonly SharedColumn[], counts: Row): TableChanges['largest'] {
	const sizes = columns.flatMap(({ name }, i) => {
		const relative = counts[`r${i}`];
		return typeof relative === 'number' ? [{ column: name, relative }] : [];
	});
	return sizes.reduce<TableChanges['largest']>(
		(largest, one) => (largest === null || one.relative > largest.relative ? one : largest),
		null
	);
}

async function namedRows(
	{ keys, rows }: DifferenceTable,
	state: 'added' | 'removed',
	limit: number
): Promise<RowKey[]> {
	const names = keyList(keys);
	const found = await rows(names, sql`WHERE state = ${state} ORDER BY ${names} LIMIT ${limit}`);
	return found.map((row) => keyIn(row, keys));
}

const keyList = (keys: readonly SharedColumn[]) =>
	joined(
		keys.map((_, i) => sql`${place('k', i)}`),
		', '
	);

const keyIn = (row: Row, keys: readonly SharedColumn[]): RowKey =>
	Object.fromEntries(keys.map(({ name }, i) => [name, cell(row[`k${i}`])]));

/** JSON has no Infinity and no NaN. */
const cell = (value: DiffCell | undefined): DiffCell =>
	typeof value === 'number' && !Number.isFinite(value) ? String(value) : (value ?? null);

async function changedRows(
	{ keys, columns, rows }: DifferenceTable,
	limit: number
): Promise<ChangedRow[]> {
	const found = await rows(
		sql`*`,
		sql`WHERE state = 'changed'
			ORDER BY hidden DESC, gap DESC, outside DESC, rank DESC NULLS LAST, size DESC NULLS LAST,
				${keyList(keys)}
			LIMIT ${limit}`
	);
	return found.map((row) => changedRow(row, keys, columns));
}

function changedRow(
	row: Row,
	keys: readonly SharedColumn[],
	columns: readonly SharedColumn[]
): ChangedRow {
	const changed = columns.flatMap((column, i) => (row[`d${i}`] === true ? [{ column, i }] : []));
	const kinds = new Set(changed.map(({ column }) => kindOf(column)));
	return {
		key: keyIn(row, keys),
		kinds: changeKinds.filter((kind) => kinds.has(kind)),
		suppressed: row['hidden'] === true,
		outside: row['outside'] === true,
		columns: changed.map(({ column: { name }, i }) => ({
			column: name,
			before: cell(row[`b${i}`]),
			after: cell(row[`a${i}`])
		}))
	};
}
