import { type Statement, joined, sql } from '#lib/estimate/sql.ts';
import type { Series } from '#lib/model/series.ts';
import { columnList } from './raw-files.ts';
import { withValue, withoutValue } from './series-cells.ts';

/** Columns that name one value: territory, period and one a dimension. */
export const keyNames = ({ dimensions }: Pick<Series, 'dimensions'>): string[] => [
	...['territory', 'period'],
	...dimensions.map(({ id }) => id)
];

/** The key as a list of a statement. */
export const keyList = (series: Pick<Series, 'dimensions'>): Statement =>
	columnList(keyNames(series));

/** What a cell holds: a number, a reason why there is none, or a text that is neither. */
const cellStatus = sql`CASE
	WHEN value IS NOT NULL THEN coalesce(declared, 'final')
	WHEN missing IS NULL THEN 'in-question'
	WHEN declared IN ${withoutValue} THEN declared
	ELSE missing END`;

/** A number beside a status that says there is none, or the other way round. */
export const contradiction = sql`(value IS NOT NULL AND declared IN ${withoutValue})
	OR (missing IS NOT NULL AND value IS NULL AND declared IN ${withValue})`;

/**
 * Rows of a series from its cells: records of one key added where the part says so, corrections
 * in place, values of periods that were not complete marked. A value that cannot be is taken out,
 * and its text is kept as the note: `fault` says why.
 */
export function seriesRows(series: Series, cells: Statement): Statement {
	const keys = keyList(series);
	return sql`WITH cell AS (
			SELECT *, ${cellStatus} AS status FROM ${cells}
		), added AS (${addedRecords(series, keys)}
		), corrected AS (${correctedRows(series)}
		), judged AS (
			SELECT *, CASE WHEN value IS NOT NULL THEN ${faultOf(series)}
				WHEN status = 'in-question' THEN 'number' END AS fault FROM corrected
		)
		SELECT ${keys}, part, line, source_column, text, fault,
			CASE WHEN fault IS NULL THEN value END AS value,
			CASE WHEN fault IS NULL THEN standard_error END AS standard_error,
			CASE WHEN fault IS NOT NULL THEN 'in-question' ELSE ${completeness(series)} END AS status,
			CASE WHEN fault IS NULL THEN note ELSE concat_ws(': ', 'in the source', text) END AS note
		FROM judged`;
}

/** A sum with a missing addend is missing, never smaller; its text is all of them. */
function addedRecords({ origin }: Series, keys: Statement): Statement {
	const plain = sql`SELECT ${keys}, part, line, source_column, text, value, standard_error, status, note FROM cell`;
	if (origin.kind === 'facts') return plain;
	const together = origin.parts.flatMap(({ records }, i) => (records === 'one' ? [] : [i]));
	if (together.length === 0) return plain;
	const isTogether = sql`part IN (${joined(
		together.map((i) => sql`${i}`),
		', '
	)})`;
	return sql`${plain} WHERE NOT ${isTogether}
		UNION ALL SELECT ${keys}, part, min(line), min(source_column),
			string_agg(text, ' + ' ORDER BY line),
			CASE WHEN count(value) = count(*) THEN sum(value) END, CAST(NULL AS DOUBLE), ${worstStatus}, min(note)
		FROM cell WHERE ${isTogether} GROUP BY ${keys}, part`;
}

const worstStatus = sql`CASE
	WHEN count(value) < count(*) THEN min(status) FILTER (value IS NULL)
	WHEN bool_or(status = 'partial') THEN 'partial'
	WHEN bool_or(status = 'provisional') THEN 'provisional'
	ELSE 'final' END`;

/** Corrections as rows: key, the text of the source, the value instead, the words for both. */
function correctionRows({ corrections, dimensions }: Series): Statement[] {
	return corrections.flatMap(({ signed, date, cells }) =>
		cells.map(({ territory, period, categories, before, after }) => {
			const values = [territory, period, ...dimensions.map(({ id }) => categories[id] ?? '')];
			const note = `corrected from ${before} (${signed}, ${date})`;
			return sql`(${joined(
				[...values, before, after, note].map((one) => sql`${one}`),
				', '
			)})`;
		})
	);
}

/** The declared corrections under the names of the key; undefined where there is none. */
export function correctionTable(series: Series): Statement | undefined {
	const rows = correctionRows(series);
	if (rows.length === 0) return undefined;
	const names = columnList([...keyNames(series), 'before', 'after', 'remark']);
	return sql`(VALUES ${joined(rows, ', ')}) AS correction (${names})`;
}

/** A correction holds only for the text that its author saw. */
function correctedRows(series: Series): Statement {
	const corrections = correctionTable(series);
	if (!corrections) return sql`SELECT * FROM added`;
	const keys = keyList(series);
	return sql`SELECT ${keys}, part, line, source_column, text,
			CASE WHEN text = before THEN after ELSE value END AS value,
			CASE WHEN text = before THEN NULL ELSE standard_error END AS standard_error,
			CASE WHEN text = before THEN 'final' ELSE status END AS status,
			CASE WHEN text = before THEN concat_ws('; ', note, remark) ELSE note END AS note
		FROM added LEFT JOIN ${corrections} USING (${keys})`;
}

function faultOf({ value, checks: { range, whole = value.kind === 'count' } }: Series): Statement {
	const isOut = range
		? sql`value NOT BETWEEN ${range[0]} AND ${range[1]}`
		: sql`${value.kind === 'count'} AND value < 0`;
	return sql`CASE WHEN ${whole} AND value <> floor(value) THEN 'whole' WHEN ${isOut} THEN 'range' END`;
}

/** In facts the author says what is partial; of a recipe it follows from the last complete period. */
function completeness({ origin, lastComplete }: Series): Statement {
	if (origin.kind === 'facts' || lastComplete === undefined) return sql`status`;
	return sql`CASE WHEN value IS NOT NULL AND period > ${lastComplete} THEN 'partial' ELSE status END`;
}
