import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { countryPage } from '#lib/model/country-page.ts';
import {
	type ComparisonRow,
	type EstimateRow,
	comparisonRow,
	estimateRow
} from '#lib/model/estimate-row.ts';
import { seriesCatalogue } from '#lib/model/series-catalogue.ts';
import type { Leak } from '../steps/protect/figures/audit-figures.ts';

interface PublishedTables {
	/** The folder of the release. */
	readonly folder: string;
	readonly estimates: readonly EstimateRow[];
	readonly comparisons: readonly ComparisonRow[];
}

const pages = 'pages/countries';

/** Fields in the order of the schema that read them. */
const text = (row: object) => JSON.stringify(row);

/**
 * Profiles of countries hold rows of the table of estimates, to the last digit, and values of series
 * that the release has: anything else is a leak.
 */
export function countryPageLeaks({ folder, estimates, comparisons }: PublishedTables): Leak[] {
	const at = join(folder, pages);
	if (!existsSync(at)) return [];
	const known = new Set([
		...estimates.map((row) => text(estimateRow.parse(row))),
		...comparisons.map((row) => text(comparisonRow.parse(row)))
	]);
	const series = new Set(publishedSeries(folder));
	return readdirSync(at).flatMap((name): Leak[] => {
		const { figures, values, parts, peers, compared } = countryPage.parse(json(join(at, name)));
		const strange = [
			...[...figures, ...peers.figures]
				.filter((row) => !known.has(text(row)))
				.map(({ source, indicator, territory }) => `${source} ${indicator} ${territory}`),
			...compared
				.filter((row) => !known.has(text(row)))
				.map(({ of_source, against_source, indicator }) =>
					[of_source, against_source, indicator].join(' ')
				),
			...[...values, ...parts, ...peers.values]
				.map((one) => one.series)
				.filter((id) => !series.has(id))
		];
		return strange.map((where) => ({ artefact: `${pages}/${name}`, kind: 'page', where }));
	});
}

function publishedSeries(folder: string): string[] {
	const path = join(folder, 'series.json');
	if (!existsSync(path)) return [];
	return seriesCatalogue
		.parse(json(path))
		.flatMap(({ series, path: file }) => (file === undefined ? [] : [series.id]));
}

const json = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'));
