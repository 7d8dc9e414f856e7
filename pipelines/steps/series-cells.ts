import { type Statement, identifier, joined, sql, valueList } from '#lib/estimate/sql.ts';
import type { Series } from '#lib/model/series.ts';
import { type SeriesPart, seriesStatus, valueStatuses } from '#lib/model/series-origin.ts';
import { lineColumn } from '#lib/readers/csv/csv.ts';
import type { Frequency } from '#lib/model/period.ts';

type ValueColumn = SeriesPart['values'][number];

export interface PartOptions {
	readonly series: Series;
	/** The records of the file of the part, as texts with their line. */
	readonly texts: Statement;
	/** From what a list calls a territory to our id, for parts that name a scheme. */
	readonly schemeCodes: (scheme: string) => Readonly<Record<string, string>>;
	readonly part: SeriesPart;
	/** Which part of the recipe it is. */
	readonly number: number;
}

const empty = sql`CAST(NULL AS VARCHAR)`;
const column = (name: string) => sql`${identifier(name)}`;

/** Columns of the source file that a part reads. */
export function partColumns({
	keep,
	territory,
	period,
	dimensions,
	...rest
}: SeriesPart): string[] {
	const names = [
		...keep.map((one) => one.column),
		...('column' in territory ? [territory.column] : []),
		...Object.values(period),
		...Object.values(dimensions).flatMap((one) => ('column' in one ? [one.column] : [])),
		...rest.values.flatMap((one) => [one.column, one.standardError]),
		rest.status?.column,
		rest.note
	];
	return [...new Set(names.filter((name) => name !== undefined))];
}

/** The records that a part keeps, as a condition. */
export function keptRecords({ keep }: SeriesPart): Statement {
	if (keep.length === 0) return sql`TRUE`;
	return joined(
		keep.map((one) => sql`${column(one.column)} IN ${valueList(one.codes)}`),
		' AND '
	);
}

/**
 * The cells of one part: line, territory, period, categories, text, number and status, and what
 * could not be understood: `unknown` names the text that no code stands for.
 */
export function partCells(options: PartOptions): Statement {
	const arms = options.part.values.map((value) => armCells(value, options));
	const [first = sql``, ...rest] = arms;
	return rest.reduce((all, next) => sql`${all} UNION ALL ${next}`, first);
}

function armCells(value: ValueColumn, options: PartOptions): Statement {
	const { series, texts, part, number } = options;
	const territory = territoryOf(options);
	const categories = series.dimensions.map(({ id }) => ({ id, ...categoryOf(id, value, part) }));
	const text = value.column === undefined ? sql`'1'` : column(value.column);
	const period = periodOf(series.frequency, part.period, value);
	const unknown = joined(
		[
			territory.unknown,
			...categories.map((one) => one.unknown),
			part.status ? unknownText(part.status.column, ['', ...Object.keys(part.status.codes)]) : empty
		],
		', '
	);
	return sql`SELECT ${number} AS part, ${identifier(lineColumn)} AS line,
			${value.column ?? ''} AS source_column, ${territory.code} AS territory, ${period} AS period,
			${categories.length === 0 ? sql`` : sql`${joined(categories.map(named), ', ')},`}
			${text} AS text, ${numberOf(text, part)} AS value, ${declaredStatus(part)} AS declared,
			${missingOf(text, part)} AS missing, ${errorOf(value, part)} AS standard_error,
			${part.note === undefined ? empty : sql`nullif(${column(part.note)}, '')`} AS note,
			nullif(concat_ws('; ', ${unknown}), '') AS unknown,
			${periodText(part)} AS period_text
		FROM ${texts} WHERE ${keptRecords(part)}`;
}

const named = ({ id, code }: { id: string; code: Statement }) => sql`${code} AS ${identifier(id)}`;

interface Coded {
	readonly code: Statement;
	/** The text that no code stands for, with its column; NULL where there is none. */
	readonly unknown: Statement;
}

function territoryOf({ part: { territory }, schemeCodes }: PartOptions): Coded {
	if ('fixed' in territory) return { code: sql`${territory.fixed}`, unknown: empty };
	if ('asWritten' in territory)
		return {
			code: sql`nullif(${column(territory.column)}, '')`,
			unknown: unknownWhen(territory.column, sql`${column(territory.column)} = ''`)
		};
	const codes = 'codes' in territory ? territory.codes : schemeCodes(territory.scheme);
	return codedColumn(territory.column, codes);
}

function categoryOf(id: string, value: ValueColumn, { dimensions }: SeriesPart): Coded {
	const own = value.dimensions[id];
	const given = dimensions[id];
	if (own !== undefined) return { code: sql`${own}`, unknown: empty };
	if (given === undefined) return { code: empty, unknown: empty };
	if ('fixed' in given) return { code: sql`${given.fixed}`, unknown: empty };
	return codedColumn(given.column, given.codes);
}

const codedColumn = (name: string, codes: Readonly<Record<string, string>>): Coded => ({
	code: translated(column(name), codes),
	unknown: unknownText(name, Object.keys(codes))
});

function translated(text: Statement, codes: Readonly<Record<string, string>>): Statement {
	const whens = Object.entries(codes).map(([from, to]) => sql`WHEN ${from} THEN ${to}`);
	return whens.length === 0 ? empty : sql`CASE ${text} ${joined(whens, ' ')} END`;
}

const unknownText = (name: string, known: readonly string[]): Statement =>
	unknownWhen(
		name,
		known.length === 0 ? sql`TRUE` : sql`${column(name)} NOT IN ${valueList(known)}`
	);

const unknownWhen = (name: string, condition: Statement): Statement =>
	sql`CASE WHEN ${condition} THEN ${`${name} `} || '"' || ${column(name)} || '"' END`;

/** NULL where the texts are no period. */
function periodOf(
	frequency: Frequency,
	{ year, quarter, month, date, text }: SeriesPart['period'],
	value: ValueColumn
): Statement {
	if (text !== undefined) return column(text);
	if (date !== undefined) return datedPeriod(frequency, column(date));
	if (frequency === 'undated') return sql`'undated'`;
	const years = year === undefined ? sql`${String(value.year)}` : matching(year, '\\d{4}');
	if (frequency === 'year') return years;
	if (frequency === 'quarter')
		return sql`${years} || '-Q' || ${
			quarter === undefined ? sql`${String(value.quarter)}` : matching(quarter, '[1-4]')
		}`;
	const months =
		month === undefined ? sql`${String(value.month)}` : matching(month, '0?[1-9]|1[0-2]');
	return sql`${years} || '-' || lpad(${months}, 2, '0')`;
}

const matching = (name: string, pattern: string) =>
	sql`CASE WHEN regexp_full_match(${column(name)}, ${pattern}) THEN ${column(name)} END`;

/** The period of a date such as `2019-03-01`, or `2019-03-01T00:00:00.000`. */
function datedPeriod(frequency: Frequency, text: Statement): Statement {
	const year = sql`substr(${text}, 1, 4)`;
	const month = sql`substr(${text}, 6, 2)`;
	const period =
		frequency === 'year'
			? year
			: frequency === 'month'
				? sql`${year} || '-' || ${month}`
				: sql`${year} || '-Q' || CAST((CAST(${month} AS INTEGER) + 2) // 3 AS VARCHAR)`;
	return sql`CASE WHEN regexp_full_match(${text}, '\\d{4}-(0[1-9]|1[0-2])-\\d{2}([T ].*)?') THEN ${period} END`;
}

/** What the source says about the period, for messages. */
function periodText({ period }: SeriesPart): Statement {
	const columns = Object.values(period)
		.filter((name) => name !== undefined)
		.map((name) => column(name));
	return columns.length === 0 ? empty : sql`concat_ws(' ', ${joined(columns, ', ')})`;
}

/** NULL where the text is no number. A point or comma of thousands is none: nothing is guessed. */
function numberOf(text: Statement, { decimal }: SeriesPart): Statement {
	const pattern = `[+-]?\\d+(${decimal === '.' ? '\\.' : ','}\\d+)?([eE][+-]?\\d+)?`;
	const number = sql`TRY_CAST(replace(${text}, ',', '.') AS DOUBLE)`;
	return sql`CASE WHEN regexp_full_match(${text}, ${pattern}) AND isfinite(${number}) THEN ${number} END`;
}

/** NULL where the source has no standard error, or something that is none. */
function errorOf({ standardError }: ValueColumn, part: SeriesPart): Statement {
	if (standardError === undefined) return sql`CAST(NULL AS DOUBLE)`;
	const error = numberOf(column(standardError), part);
	return sql`CASE WHEN ${error} >= 0 THEN ${error} END`;
}

const declaredStatus = ({ status }: SeriesPart): Statement =>
	status === undefined ? empty : translated(column(status.column), status.codes);

const missingOf = (text: Statement, { missing }: SeriesPart): Statement =>
	translated(text, missing);

const isValueStatus = (name: string) => (valueStatuses as readonly string[]).includes(name);

/** Statuses of cells that have a value, and of cells without; as lists of SQL. */
export const withValue = valueList([...valueStatuses]);
export const withoutValue = valueList(seriesStatus.options.filter((name) => !isValueStatus(name)));
