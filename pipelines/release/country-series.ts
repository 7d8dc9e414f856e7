import type { Row } from '#lib/estimate/query-engine.ts';
import { sql } from '#lib/estimate/sql.ts';
import type { CountryPage } from '#lib/model/country-page.ts';
import type { Series } from '#lib/model/series.ts';
import type { TerritoryList } from '#lib/model/territory.ts';
import type { Declarations } from '../declarations/declarations.ts';
import { openDuckDB } from '../duckdb.ts';
import type { SeriesOutcome } from './build-series.ts';

export interface OfCountry {
	readonly country: string;
}

export interface CountrySeries {
	/** The latest complete value of each series, of whole countries. */
	readonly values: readonly (CountryPage['values'][number] & OfCountry)[];
	/** Of series that speak of parts of a country and not of it. */
	readonly parts: readonly (CountryPage['parts'][number] & OfCountry)[];
}

/** What the built series say of countries: the latest complete period, totals where there are any. */
export async function countrySeries(
	{ territories }: Pick<Declarations, 'territories'>,
	outcomes: readonly SeriesOutcome[]
): Promise<CountrySeries> {
	const engine = await openDuckDB();
	try {
		const [values, parts]: [CountrySeries['values'][number][], CountrySeries['parts'][number][]] = [
			[],
			[]
		];
		for (const { series, parquet } of outcomes) {
			if (parquet === undefined) continue;
			const rows = await engine.query(sql`SELECT * FROM read_parquet(${parquet})
				WHERE value IS NOT NULL AND status IN ('final', 'provisional')`);
			const own = valuesOf(series, rows, countriesIn(territories));
			values.push(...own);
			const told = new Set(own.map(({ country }) => country));
			parts.push(...partsOf(series, rows, territories).filter(({ country }) => !told.has(country)));
		}
		return { values, parts };
	} finally {
		engine.close();
	}
}

const text = (row: Row, column: string) => String(row[column]);

const countriesIn = (lists: readonly TerritoryList[]) =>
	new Set(
		lists
			.filter(({ level }) => level === 'country')
			.flatMap((list) => list.territories.map(({ id }) => id))
	);

/** A category that another one holds is left to whoever opens the series. */
function isTotal({ hierarchies }: Series, row: Row): boolean {
	return hierarchies.every(
		({ dimension, children }) =>
			dimension === 'territory' || !children.includes(text(row, dimension))
	);
}

function valuesOf(series: Series, rows: readonly Row[], countries: ReadonlySet<string>) {
	const latest = new Map<string, CountrySeries['values'][number]>();
	const own = rows.filter((row) => countries.has(text(row, 'territory')) && isTotal(series, row));
	for (const row of own) {
		const ids = series.dimensions.map(({ id }) => id);
		const key = [text(row, 'territory'), ...ids.map((id) => text(row, id))].join('\t');
		const known = latest.get(key);
		if (known && known.period >= text(row, 'period')) continue;
		const error = row['standard_error'];
		latest.set(key, {
			...{ country: text(row, 'territory'), series: series.id, period: text(row, 'period') },
			categories: Object.fromEntries(ids.map((id) => [id, text(row, id)])),
			value: Number(row['value']),
			standardError: typeof error === 'number' ? error : null
		});
	}
	return [...latest].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, value]) => value);
}

function partsOf(series: Series, rows: readonly Row[], lists: readonly TerritoryList[]) {
	return lists.flatMap(({ parent, level, territories }) => {
		if (parent === undefined) return [];
		const ids = new Set(territories.map(({ id }) => id));
		const own = rows.filter((row) => ids.has(text(row, 'territory')));
		const period = own
			.map((row) => text(row, 'period'))
			.sort()
			.at(-1);
		if (period === undefined) return [];
		const places = new Set(own.map((row) => row['territory'])).size;
		return [{ country: parent, series: series.id, level, places, period }];
	});
}
