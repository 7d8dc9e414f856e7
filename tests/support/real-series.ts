import type { Row } from '#lib/estimate/query-engine.ts';
import { type Series, series } from '#lib/model/series.ts';
import type { SeriesRow } from '#lib/model/series-total.ts';
import type { Build, SeriesFolder } from './series-folder.ts';
import { seriesFolder, shippedSeries, shippedTerritories } from './shipped-series.ts';
import { sourceFile } from './sources.ts';

/** The folder that paths in declarations are relative to. */
const sourcesOf = (path: string) => sourceFile(path).slice(0, -path.length);

/** Builds a series of the repository, or one made from it, over the files that it reads. */
export function buildReal(folder: SeriesFolder, declared: Series): Promise<Build> {
	const { origin } = declared;
	const [path = ''] =
		origin.kind === 'recipe' ? origin.files.map((file) => file.path) : origin.files;
	return folder.buildDeclared(declared, {
		folder: seriesFolder,
		sources: sourcesOf(path),
		territories: shippedTerritories
	});
}

/** Facts of the repository once more, this time from their official file. */
export function recipeOf(id: string, file: object, part: object, others: object = {}): Series {
	return series.parse({
		...shippedSeries(id),
		...{ tier: 'local', checks: {}, known: [], ...others },
		origin: {
			kind: 'recipe',
			files: [{ id: 'file', format: 'csv', ...file }],
			parts: [{ file: 'file', ...part }]
		}
	});
}

export const rowKey = (row: Row, dimensions: Series['dimensions']) =>
	['territory', 'period', ...dimensions.map(({ id }) => id)].map((name) => row[name]).join(' ');

/** Values of a build by their key; blanks are left out. */
export async function values(built: Build, { dimensions }: Series): Promise<Map<string, number>> {
	const rows = (await built.rows()).filter(({ value }) => value !== null);
	return new Map(rows.map((row) => [rowKey(row, dimensions), Number(row.value)]));
}

/** Values of the facts of the repository, by their key. */
export async function factsOf(folder: SeriesFolder, id: string): Promise<Map<string, number>> {
	return values(await buildReal(folder, shippedSeries(id)), shippedSeries(id));
}

/** Every row of a build, as totals take them. */
export async function cellsOf(built: Build, { dimensions }: Series): Promise<SeriesRow[]> {
	return (await built.rows()).map((row) => ({
		territory: String(row.territory),
		period: String(row.period),
		categories: Object.fromEntries(dimensions.map(({ id }) => [id, String(row[id])])),
		value: row.value === null ? null : Number(row.value),
		status: String(row.status) as SeriesRow['status']
	}));
}
