import type { Artefact } from '#lib/model/manifest.ts';
import { type SeriesEntry, seriesCatalogue } from '#lib/model/series-catalogue.ts';
import type { SeriesOutcome } from './build-series.ts';
import { copyArtefact, ownArtefact } from './release-files.ts';

/** The series of a release, each a Parquet file, and the list of all that are declared. */
export function seriesArtefacts(outcomes: readonly SeriesOutcome[], folder: string): Artefact[] {
	if (outcomes.length === 0) return [];
	const tables = outcomes.flatMap(({ series, parquet, rows }): Artefact[] => {
		if (parquet === undefined) return [];
		const path = pathOf(series.id);
		const { tier, source } = series;
		const about = { tier, licence: source.licence.name, source: source.citation };
		return [{ path, kind: 'series', rows, ...about, ...copyArtefact(parquet, folder, path) }];
	});
	const list = seriesCatalogue.parse(outcomes.map(entryOf));
	return [...tables, ownArtefact(folder, { path: 'series.json', kind: 'catalogue' }, list)];
}

const pathOf = (id: string) => `series/${id}.parquet`;

function entryOf({ series, status, parquet, rows, checks, notes }: SeriesOutcome): SeriesEntry {
	const { origin, checks: declared, ...shown } = series;
	return {
		series: shown,
		status,
		...(parquet === undefined ? {} : { path: pathOf(series.id) }),
		rows,
		checks: checks.map(({ check, passed, expected, count }) => ({
			...{ check, passed, expected, count }
		})),
		notes: [...notes]
	};
}
