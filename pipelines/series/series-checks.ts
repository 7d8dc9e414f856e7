import { type Statement, inlined, joined, sql } from '#lib/estimate/sql.ts';
import { periodForms } from '#lib/model/period.ts';
import type { Series } from '#lib/model/series.ts';
import type { NodeEngine } from '../duckdb.ts';
import { countOf } from '../steps/raw-files.ts';
import { contradiction, correctionTable, keyList } from '../steps/series-rows.ts';

/** The first are about the records: where one fails there are no rows that could be trusted. */
export const recordChecks = [
	'records',
	'keep',
	'codes',
	'period',
	'status',
	'key',
	'correction'
] as const;
/** The others are about values: rows are there, and whoever publishes them decides. */
type ValueCheck =
	| 'number'
	| 'whole'
	| 'range'
	| 'rows'
	| 'precision'
	| 'partial'
	| 'jump'
	| 'hierarchy'
	| 'total'
	| 'known';
export type SeriesCheckId = (typeof recordChecks)[number] | ValueCheck;

/** A place, in the words of the file or of the series, and what is there. */
export interface SeriesFinding {
	readonly place: string;
	readonly value: string;
}

export interface SeriesCheck {
	readonly check: SeriesCheckId;
	readonly passed: boolean;
	/** What was expected, in words. */
	readonly expected: string;
	/** The first thousand; of a check that passed, none. */
	readonly found: readonly SeriesFinding[];
	/** How many there are. */
	readonly count: number;
}

export interface CheckedSeries {
	readonly engine: NodeEngine;
	readonly series: Series;
	/** Every cell as it was read. */
	readonly cells: Statement;
	/** The rows that would be published. */
	readonly rows: Statement;
	/** File of every part, as its producer calls it. */
	readonly files: readonly string[];
}

const shown = 1000;

export function checkOf(
	check: SeriesCheckId,
	expected: string,
	found: readonly SeriesFinding[],
	count = found.length
): SeriesCheck {
	return { check, passed: count === 0, expected, found: found.slice(0, shown), count };
}

/** `mx-agu 2019 retail-dealing` */
export function placeOf(series: Pick<Series, 'dimensions'>): Statement {
	return sql`concat_ws(' ', ${keyList(series)})`;
}

/** `estatal.csv line 12, Enero` */
function lineOf(files: readonly string[]): Statement {
	const names = files.map((name, i) => sql`WHEN ${i} THEN ${name}`);
	return sql`CASE part ${joined(names, ' ')} END || ' line ' || line ||
		CASE WHEN source_column = '' THEN '' ELSE ', ' || source_column END`;
}

/** A check whose findings are the rows of a statement with `place` and `value`. */
export async function checkRows(
	engine: NodeEngine,
	check: SeriesCheckId,
	expected: string,
	findings: Statement
): Promise<SeriesCheck> {
	const rows = await engine.query(
		inlined(
			sql`SELECT place, value, count(*) OVER ()::DOUBLE AS n FROM (${findings}) LIMIT ${shown}`
		)
	);
	const found = rows.map(({ place, value }) => ({ place: String(place), value: String(value) }));
	return checkOf(check, expected, found, Number(rows[0]?.['n'] ?? 0));
}

/** What has to hold before there can be rows: every text named, every period one, every key once. */
export async function checkCells(checked: CheckedSeries): Promise<SeriesCheck[]> {
	const { engine, series, cells, rows, files } = checked;
	const line = lineOf(files);
	const keys = keyList(series);
	const pattern = periodForms[series.frequency].source;
	return [
		await checkRows(
			engine,
			'codes',
			'only texts that a code stands for',
			sql`SELECT first(${line} ORDER BY part, line) AS place, unknown || ' (' || count(*) || ' times)' AS value
				FROM ${cells} WHERE unknown IS NOT NULL GROUP BY unknown ORDER BY min(part), min(line)`
		),
		await checkRows(
			engine,
			'period',
			`only periods by ${series.frequency}`,
			sql`SELECT ${line} AS place, coalesce(period_text, period, '') AS value FROM ${cells}
				WHERE period IS NULL OR NOT regexp_full_match(period, ${pattern}) ORDER BY part, line`
		),
		await checkRows(
			engine,
			'status',
			'a value where the status says so, and none where it says none',
			sql`SELECT ${line} AS place, '"' || text || '" is ' || declared AS value FROM ${cells}
				WHERE ${contradiction} ORDER BY part, line`
		),
		await checkRows(
			engine,
			'key',
			'one value for each territory, period and category',
			sql`SELECT ${placeOf(series)} AS place, count(*) || ' values: '
					|| string_agg(coalesce(text, ''), ', ' ORDER BY part, line) AS value
				FROM ${rows} JOIN (SELECT ${keys} FROM ${rows} GROUP BY ${keys} HAVING count(*) > 1) USING (${keys})
				GROUP BY ${keys} ORDER BY ${keys}`
		),
		await checkCorrections(checked)
	];
}

/** Corrections that do not meet the text they were made for. */
async function checkCorrections({ engine, series, rows }: CheckedSeries): Promise<SeriesCheck> {
	const expected = 'every correction meets the text it was made for';
	const corrections = correctionTable(series);
	if (!corrections) return checkOf('correction', expected, []);
	const keys = keyList(series);
	return checkRows(
		engine,
		'correction',
		expected,
		sql`SELECT ${placeOf(series)} AS place, 'declared ' || before || ', found ' || coalesce(text, 'no such cell') AS value
			FROM ${corrections} LEFT JOIN ${rows} AS row USING (${keys})
			WHERE text IS DISTINCT FROM before ORDER BY ${keys}`
	);
}

/** What is wrong with single values, and with their number. */
export async function checkValues(checked: CheckedSeries): Promise<SeriesCheck[]> {
	const { engine, series, rows } = checked;
	const { range, rows: expectedRows } = series.checks;
	const faults = [
		['number', 'only numbers, and texts that say why there is none'],
		['whole', 'no fractions'],
		['range', range ? `from ${range[0]} to ${range[1]}` : 'not below 0']
	] as const;
	const found: SeriesCheck[] = [];
	for (const [fault, expected] of faults) found.push(await checkFault(checked, fault, expected));
	found.push(await checkRowCount(engine, rows, expectedRows));
	found.push(await checkPrecision(checked), await checkPartial(checked));
	return found;
}

function checkFault(
	{ engine, series, rows, files }: CheckedSeries,
	fault: 'number' | 'whole' | 'range',
	expected: string
): Promise<SeriesCheck> {
	return checkRows(
		engine,
		fault,
		expected,
		sql`SELECT ${placeOf(series)} || ' (' || ${lineOf(files)} || ')' AS place, text AS value
			FROM ${rows} WHERE fault = ${fault} ORDER BY ${keyList(series)}`
	);
}

async function checkRowCount(
	engine: NodeEngine,
	rows: Statement,
	expected: number | undefined
): Promise<SeriesCheck> {
	const n = await countOf(engine, rows);
	const wrong = expected === undefined ? n === 0 : n !== expected;
	const finding = { place: 'all rows', value: String(n) };
	return checkOf('rows', `${expected ?? 'at least one'}`, wrong ? [finding] : []);
}

/** Estimates without the standard error that the series promises. */
function checkPrecision({ engine, series, rows }: CheckedSeries): Promise<SeriesCheck> {
	const wanted = series.value.precision === 'standard-error';
	return checkRows(
		engine,
		'precision',
		wanted ? 'a standard error for every value' : 'not declared',
		sql`SELECT ${placeOf(series)} AS place, CAST(value AS VARCHAR) AS value FROM ${rows}
			WHERE ${wanted} AND value IS NOT NULL AND standard_error IS NULL ORDER BY ${keyList(series)}`
	);
}

/** Values after the last complete period that do not say that they are partial. */
function checkPartial({ engine, series, rows }: CheckedSeries): Promise<SeriesCheck> {
	const { lastComplete } = series;
	return checkRows(
		engine,
		'partial',
		`values after ${lastComplete ?? 'the last complete period'} are marked as partial`,
		sql`SELECT ${placeOf(series)} AS place, status || ' ' || value AS value FROM ${rows}
			WHERE value IS NOT NULL AND status <> 'partial' AND ${
				lastComplete === undefined ? sql`FALSE` : sql`period > ${lastComplete}`
			} ORDER BY ${keyList(series)}`
	);
}
