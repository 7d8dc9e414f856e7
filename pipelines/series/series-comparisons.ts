import { type Statement, identifier, joined, sql, valueList } from '#lib/estimate/sql.ts';
import type { Series } from '#lib/model/series.ts';
import {
	type CheckedSeries,
	type SeriesCheck,
	type SeriesFinding,
	checkOf,
	checkRows,
	placeOf
} from './series-checks.ts';
import { columnList } from '../steps/raw-files.ts';
import { keyList, keyNames } from '../steps/series-rows.ts';

type Hierarchy = Series['hierarchies'][number];
type Total = Series['checks']['totals'][number];

/** Values beside each other: neighbours in time, children and parent, published totals. */
export async function checkComparisons(checked: CheckedSeries): Promise<SeriesCheck[]> {
	const found = [await checkJumps(checked), await checkHierarchies(checked)];
	const { left, known } = withoutKnown(checked.series, found);
	return [...left, await checkTotals(checked), known];
}

/** A value far above or below the median of its neighbours in time; blanks are no neighbours. */
async function checkJumps({ engine, series, rows }: CheckedSeries): Promise<SeriesCheck> {
	const { jump } = series.checks;
	if (!jump) return checkOf('jump', 'not declared', []);
	const { factor, neighbours, floor } = jump;
	const others = columnList(keyNames(series).filter((name) => name !== 'period'));
	const frame = sql`PARTITION BY ${others} ORDER BY period
		ROWS BETWEEN ${neighbours} PRECEDING AND ${neighbours} FOLLOWING EXCLUDE CURRENT ROW`;
	return checkRows(
		engine,
		'jump',
		`not ${factor} times the median of the ${neighbours} values before and after, or that part of it`,
		sql`SELECT ${placeOf(series)} AS place, value || ', neighbours ' || middle AS value
			FROM (SELECT *, median(value) OVER (${frame}) AS middle FROM ${rows} WHERE value IS NOT NULL)
			WHERE middle IS NOT NULL AND (greatest(value, ${floor}) > ${factor} * greatest(middle, ${floor})
				OR greatest(middle, ${floor}) > ${factor} * greatest(value, ${floor}))
			ORDER BY ${keyList(series)}`
	);
}

async function checkHierarchies(checked: CheckedSeries): Promise<SeriesCheck> {
	const { engine, series } = checked;
	const expected = 'children complete from their first period, and adding up as declared';
	const found: SeriesFinding[] = [];
	let count = 0;
	for (const hierarchy of series.hierarchies) {
		for (const findings of [earlyChildren(hierarchy, checked), wrongSums(hierarchy, checked)]) {
			const one = await checkRows(engine, 'hierarchy', expected, findings);
			found.push(...one.found);
			count += one.count;
		}
	}
	return checkOf('hierarchy', expected, found, count);
}

function earlyChildren(
	{ dimension, children, from }: Hierarchy,
	{ series, rows }: CheckedSeries
): Statement {
	return sql`SELECT ${placeOf(series)} AS place, 'before ' || ${from ?? ''} AS value FROM ${rows}
		WHERE ${from === undefined ? sql`FALSE` : sql`period < ${from}`}
			AND ${identifier(dimension)} IN ${valueList(children)}
		ORDER BY ${keyList(series)}`;
}

/** Where the parent and all children have a value. */
function wrongSums(
	{ dimension, parent, children, sum }: Hierarchy,
	{ series, rows }: CheckedSeries
): Statement {
	const keys = columnList(keyNames(series).filter((name) => name !== dimension));
	const isWrong =
		sum === 'equal'
			? sql`abs(whole - parts) > 1e-9 * greatest(1, abs(whole))`
			: sql`${sum === 'overlapping'} AND (parts < whole OR largest > whole)`;
	const ofChildren = sql`FILTER (${identifier(dimension)} <> ${parent})`;
	return sql`SELECT concat_ws(' ', ${keys}, ${parent}) AS place,
			whole || ', children ' || parts AS value
		FROM (SELECT ${keys},
				max(value) FILTER (${identifier(dimension)} = ${parent}) AS whole,
				sum(value) ${ofChildren} AS parts, max(value) ${ofChildren} AS largest,
				count(value) ${ofChildren} AS present
			FROM ${rows} WHERE ${identifier(dimension)} IN ${valueList([parent, ...children])}
			GROUP BY ${keys})
		WHERE whole IS NOT NULL AND present = ${children.length} AND ${isWrong}
		ORDER BY ${keys}`;
}

async function checkTotals({ engine, series, rows }: CheckedSeries): Promise<SeriesCheck> {
	const expected = 'published totals, within their tolerance';
	const found: SeriesFinding[] = [];
	for (const total of series.checks.totals) {
		const [row] = await engine.query(sql`SELECT sum(value) AS sum,
				(count(*) - count(value))::DOUBLE AS missing FROM ${rows} WHERE ${totalled(total)}`);
		const sum = Number(row?.['sum'] ?? NaN);
		const missing = Number(row?.['missing']);
		if (Math.abs(sum - total.value) <= total.tolerance && missing === 0) continue;
		const value = `${Number.isNaN(sum) ? 'nothing' : sum} with ${missing} missing, published ${total.value}`;
		found.push({ place: totalName(total), value });
	}
	return checkOf('total', expected, found);
}

function totalled({ territory, from, to, categories }: Total): Statement {
	return joined(
		[
			sql`period BETWEEN ${from} AND ${to}`,
			...(territory === undefined ? [] : [sql`territory = ${territory}`]),
			...Object.entries(categories).map(([id, one]) => sql`${identifier(id)} = ${one}`)
		],
		' AND '
	);
}

const totalName = ({ territory = 'all territories', from, to, categories, source }: Total) =>
	[territory, from === to ? from : `${from} to ${to}`, ...Object.values(categories)].join(' ') +
	` (${source})`;

interface Explained {
	readonly left: readonly SeriesCheck[];
	readonly known: SeriesCheck;
}

/** Findings that are declared as known are left out; one that is no longer there is a finding. */
function withoutKnown(series: Series, found: readonly SeriesCheck[]): Explained {
	const met = new Set<number>();
	const left = found.map((check) => {
		const unexplained = check.found.filter(({ place }) => {
			const which = series.known.findIndex(
				(known) => known.check === check.check && placeFits(place, known)
			);
			if (which >= 0) met.add(which);
			return which < 0;
		});
		const explained = check.found.length - unexplained.length;
		return checkOf(check.check, check.expected, unexplained, check.count - explained);
	});
	const gone = series.known
		.map((known, i) => ({ place: knownName(known), value: 'no such finding', i }))
		.filter(({ i }) => !met.has(i))
		.map(({ place, value }) => ({ place, value }));
	return { left, known: checkOf('known', 'every known finding is still there', gone) };
}

type Known = Series['known'][number];

const knownName = ({ check, territory, period, categories }: Known) =>
	[check, territory, period, ...Object.values(categories)].filter(Boolean).join(' ');

/** Places are ids with spaces between them, in the order territory, period, categories. */
function placeFits(place: string, { territory, period, categories }: Known): boolean {
	const parts = place.split(' ');
	const wanted = [territory, period, ...Object.values(categories)];
	return wanted.every((one) => one === undefined || parts.includes(one));
}
