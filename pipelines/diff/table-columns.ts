import { identifier, sql } from '#lib/estimate/sql.ts';
import { comparisonKey, comparisonRow, estimateKey, estimateRow } from '#lib/model/estimate-row.ts';
import type { Artefact } from '#lib/model/manifest.ts';
import type { ChangeKind, ColumnNames } from '#lib/model/release-diff.ts';
import { seriesColumns } from '#lib/model/series.ts';
import type { NodeEngine } from '../duckdb.ts';

/** Columns of a Parquet file, by name: what DuckDB calls their type. */
export type ColumnTypes = ReadonlyMap<string, string>;

export async function columnTypes(engine: NodeEngine, path: string): Promise<ColumnTypes> {
	const rows = await engine.query(sql`SELECT column_name, column_type
		FROM (DESCRIBE SELECT * FROM read_parquet(${path}))`);
	return new Map(rows.map((row) => [String(row['column_name']), String(row['column_type'])]));
}

const numeric = /^(U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?|FLOAT|DOUBLE|DECIMAL\(.*\))$/;

const isNumeric = (type: string) => numeric.test(type);

/** One column as both files have it. */
export interface SharedColumn {
	readonly name: string;
	readonly numeric: boolean;
	/** To what both are cast before they are compared; absent: they have one plain type. */
	readonly cast?: 'DOUBLE' | 'VARCHAR';
}

/** The columns that both files have, in the order of the newer one. */
export function sharedColumns(before: ColumnTypes, after: ColumnTypes): SharedColumn[] {
	return [...after].flatMap(([name, type]) => {
		const former = before.get(name);
		return former === undefined ? [] : [sharedColumn(name, former, type)];
	});
}

function sharedColumn(name: string, before: string, after: string): SharedColumn {
	const bothNumeric = isNumeric(before) && isNumeric(after);
	if (bothNumeric) return { name, numeric: true, ...(before === after ? {} : { cast: 'DOUBLE' }) };
	const isPlain = before === after && (after === 'VARCHAR' || after === 'BOOLEAN');
	return { name, numeric: false, ...(isPlain ? {} : { cast: 'VARCHAR' }) };
}

export function columnChanges(before: ColumnTypes, after: ColumnTypes): ColumnNames {
	return {
		added: [...after.keys()].filter((name) => !before.has(name)),
		removed: [...before.keys()].filter((name) => !after.has(name))
	};
}

/** Of a series, what follows after the columns that name a value. */
const seriesValues = seriesColumns({ dimensions: [] }).filter(
	(_, i, all) => i >= all.indexOf('value')
);

const without = (row: object, key: readonly string[]) =>
	Object.keys(row).filter((name) => !key.includes(name));

/** Columns that hold figures, and what is said of them, in any table of a release. */
const valueColumns = new Set([
	...seriesValues,
	...without(estimateRow.shape, estimateKey),
	...without(comparisonRow.shape, comparisonKey)
]);

/** The columns that name a row of a table of a release. */
export function keyOf(kind: Artefact['kind'], names: Iterable<string>): string[] {
	if (kind === 'estimates') return [...estimateKey];
	if (kind === 'comparisons') return [...comparisonKey];
	const isValue = (name: string) =>
		kind === 'series' ? seriesValues.includes(name) : valueColumns.has(name);
	return [...names].filter((name) => !isValue(name));
}

/** Says in which release a figure was computed, and nothing of the figure. */
export const ignoredColumns = ['vintage'];

const kinds: Readonly<Record<string, ChangeKind>> = {
	quality: 'quality',
	profile: 'quality',
	suppressed: 'suppression',
	withheld: 'withheld',
	break_before: 'comparability',
	verdict: 'comparability',
	verdict_rule: 'comparability',
	common_ages: 'comparability',
	common_area: 'comparability',
	status: 'status'
};

export const kindOf = ({ name, numeric }: SharedColumn): ChangeKind =>
	kinds[name] ?? (numeric ? 'value' : 'other');

/** What may be told of a suppressed row: it follows from declarations and says nothing of the figure. */
const tellable = new Set([
	...['suppressed', 'break_before', 'verdict', 'verdict_rule', 'common_ages', 'common_area'],
	...['unit', 'weight', 'profile', 'fieldwork_end', 'synthetic']
]);

export const isTellable = ({ name }: SharedColumn) => tellable.has(name);

/** A figure, and the column of its standard error. */
export const standardErrors: Readonly<Record<string, string>> = {
	estimate: 'standard_error',
	difference: 'difference_se',
	ratio: 'ratio_se',
	value: 'standard_error'
};

/** The column that a row is mainly about: its change ranks the row. */
export function leadingColumn(columns: readonly SharedColumn[]): SharedColumn | undefined {
	const numbers = columns.filter((column) => column.numeric);
	const named = ['estimate', 'difference', 'value'].map((name) =>
		numbers.find((column) => column.name === name)
	);
	return named.find((column) => column !== undefined) ?? numbers[0];
}

export const quoted = ({ name, cast }: SharedColumn) =>
	cast === undefined
		? sql`${identifier(name)}`
		: cast === 'DOUBLE'
			? sql`CAST(${identifier(name)} AS DOUBLE)`
			: sql`CAST(${identifier(name)} AS VARCHAR)`;
