import type { Artefact } from '#lib/model/manifest.ts';
import type { Series } from '#lib/model/series.ts';
import { type SeriesEntry, seriesCatalogue } from '#lib/model/series-catalogue.ts';
import type { TerritoryList } from '#lib/model/territory.ts';
import type { SeriesOutcome } from './build-series.ts';
import type { Declarations } from '../declarations/declarations.ts';
import { copyArtefact, ownArtefact } from './release-files.ts';

/** The series of a release, each a Parquet file, and the list of all that are declared. */
export function seriesArtefacts(
	{ territories }: Pick<Declarations, 'territories'>,
	outcomes: readonly SeriesOutcome[],
	folder: string
): Artefact[] {
	if (outcomes.length === 0) return [];
	const tables = outcomes.flatMap(({ series, parquet, rows }): Artefact[] => {
		if (parquet === undefined) return [];
		const path = pathOf(series.id);
		const { tier, source } = series;
		const about = { tier, licence: source.licence.name, source: source.citation };
		return [{ path, kind: 'series', rows, ...about, ...copyArtefact(parquet, folder, path) }];
	});
	const list = seriesCatalogue.parse(outcomes.map((one) => entryOf(one, territories)));
	return [...tables, ownArtefact(folder, { path: 'series.json', kind: 'catalogue' }, list)];
}

const pathOf = (id: string) => `series/${id}.parquet`;

function entryOf(
	{ series, status, parquet, rows, checks, notes }: SeriesOutcome,
	territories: readonly TerritoryList[]
): SeriesEntry {
	const { origin, checks: declared, ...shown } = series;
	return {
		series: shown,
		status,
		synthetic: isSynthetic(series, territories),
		places: placesOf(series, territories),
		...(parquet === undefined ? {} : { path: pathOf(series.id) }),
		rows,
		checks: checks.map(({ check, passed, expected, count }) => ({
			...{ check, passed, expected, count }
		})),
		notes: [...notes]
	};
}

/** Whether it speaks of places that do not exist, or of parts of them. */
function isSynthetic({ geography }: Series, territories: readonly TerritoryList[]): boolean {
	const invented = new Set(
		territories
			.filter(({ fictional }) => fictional)
			.flatMap((list) => list.territories.map(({ id }) => id))
	);
	return territories
		.filter(({ id }) => geography.lists.includes(id))
		.some(({ fictional, parent }) => fictional || (parent !== undefined && invented.has(parent)));
}

function placesOf(
	{ known, geography }: Series,
	territories: readonly TerritoryList[]
): SeriesEntry['places'] {
	const named = new Set(known.map(({ territory }) => territory));
	const all = territories
		.filter(({ id }) => geography.lists.includes(id))
		.flatMap((list) => list.territories);
	return Object.fromEntries(
		all.filter(({ id }) => named.has(id)).map(({ id, name }) => [id, name])
	);
}
