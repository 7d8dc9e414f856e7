import { existsSync } from 'node:fs';
import { join } from 'node:path';
import {
	type CountryPage,
	type CountryPlace,
	countryIndex,
	countryPage
} from '#lib/model/country-page.ts';
import {
	type ComparisonRow,
	type EstimateRow,
	comparisonRow,
	estimateRow
} from '#lib/model/estimate-row.ts';
import type { Artefact } from '#lib/model/manifest.ts';
import type { Declarations } from '../declarations/declarations.ts';
import type { SeriesOutcome } from './build-series.ts';
import { type CountrySeries, type OfCountry, countrySeries } from './country-series.ts';
import type { PublishableSurvey } from './protected-figures.ts';
import { ownArtefact } from './release-files.ts';
import { rowsOfFile } from './table-file.ts';

/** What the profiles of countries are made of: the release as it lies there, protected. */
interface Released {
	readonly surveys: readonly PublishableSurvey[];
	readonly series: readonly SeriesOutcome[];
	readonly folder: string;
}

/**
 * The profile of every country that surveys, series, programmes, registers or frameworks speak of,
 * and their index. Every number is one of a table of the release.
 */
export async function countryPages(
	declarations: Declarations,
	{ surveys, series, folder }: Released
): Promise<Artefact[]> {
	const values = await countrySeries(declarations, series);
	const places = countryPlaces(declarations, values);
	if (places.length === 0) return [];
	const tables = { values, ...(await tablesIn(folder)) };
	const countries = new Map(surveys.map(({ declared: { survey } }) => [survey.id, survey.country]));
	const tier = surveys.some(({ declared }) => declared.survey.tier !== 'open')
		? 'protected'
		: 'open';
	const page = (file: string, content: unknown): Artefact => ({
		...ownArtefact(folder, { path: file, kind: 'page' }, content),
		tier
	});
	const blocs = declarations.territories.flatMap((list) => Object.keys(list.blocs));
	return [
		...places.map((place) =>
			page(
				`pages/countries/${place.id}.json`,
				countryPage.parse(pageOf(place, places, { ...tables, countries }))
			)
		),
		page(
			'pages/countries.json',
			countryIndex.parse({ frame: declarations.frame, blocs, countries: places })
		)
	];
}

interface Tables {
	/** Of all people of a territory. */
	readonly estimates: readonly EstimateRow[];
	/** Between surveys of two countries. */
	readonly comparisons: readonly ComparisonRow[];
	readonly values: CountrySeries;
	/** Of each survey. */
	readonly countries: ReadonlyMap<string, string>;
}

async function tablesIn(folder: string): Promise<Pick<Tables, 'estimates' | 'comparisons'>> {
	const rows = async <Row>(name: string, read: (path: string) => Promise<Row[]>) => {
		const path = join(folder, name);
		return existsSync(path) ? read(path) : [];
	};
	const estimates = await rows('estimates.parquet', (path) => rowsOfFile(path, estimateRow));
	const compared = await rows('comparisons.parquet', (path) => rowsOfFile(path, comparisonRow));
	return {
		estimates: estimates.filter(({ by_1 }) => by_1 === ''),
		comparisons: compared.filter(({ kind, by_1 }) => kind === 'countries' && by_1 === '')
	};
}

function pageOf(place: CountryPlace, places: readonly CountryPlace[], tables: Tables): CountryPage {
	const { estimates, comparisons, values, countries } = tables;
	const own = <Row extends OfCountry>(rows: readonly Row[]) =>
		rows.filter(({ country }) => country === place.id).map(({ country, ...rest }) => rest);
	const figures = estimates.filter(({ territory }) => territory === place.id);
	return {
		place,
		...{ figures, values: own(values.values), parts: own(values.parts) },
		peers: peersFor(place, places, tables),
		compared: comparisons.filter(({ of_source, against_source }) =>
			[of_source, against_source].some((source) => countries.get(source) === place.id)
		)
	};
}

/** What the other countries of the bloc have of the same. */
function peersFor(
	{ id, bloc }: CountryPlace,
	places: readonly CountryPlace[],
	{ estimates, values: { values } }: Tables
): CountryPage['peers'] {
	const others = places.filter((one) => bloc !== null && one.bloc === bloc && one.id !== id);
	const isPeer = new Set(others.map((one) => one.id));
	const asked = new Set(
		estimates.filter(({ territory }) => territory === id).map(({ indicator }) => indicator)
	);
	const told = new Set(values.filter(({ country }) => country === id).map(({ series }) => series));
	const figures = estimates.filter(
		({ territory, indicator }) => isPeer.has(territory) && asked.has(indicator)
	);
	const theirs = values.filter(({ country, series }) => isPeer.has(country) && told.has(series));
	const named = new Set([
		...figures.map(({ territory }) => territory),
		...theirs.map(({ country }) => country)
	]);
	return {
		names: Object.fromEntries(
			others.filter((one) => named.has(one.id)).map((one) => [one.id, one.name])
		),
		figures,
		values: theirs
	};
}

function countryPlaces(declarations: Declarations, series: CountrySeries): CountryPlace[] {
	const named = namedCountries(declarations, series);
	return declarations.territories
		.filter(({ level }) => level === 'country')
		.flatMap(({ territories, blocs, fictional = false }) =>
			territories
				.filter(({ id }) => named.has(id))
				.map(({ id, name }) => {
					const bloc = Object.keys(blocs).find((one) => blocs[one]?.includes(id));
					return { id, name, bloc: bloc ?? null, fictional };
				})
		)
		.sort((a, b) => (a.id < b.id ? -1 : 1));
}

function namedCountries(
	{ surveys, programmes, frameworks, registers }: Declarations,
	{ values, parts }: CountrySeries
): Set<string> {
	const entries = registers.flatMap(
		(one): readonly { readonly country?: string | undefined }[] => one.entries
	);
	const indicators = frameworks.flatMap(({ lines }) => lines).flatMap((line) => line.indicators);
	return new Set([
		...surveys.map(({ survey }) => survey.country),
		...[...programmes, ...values, ...parts].map(({ country }) => country),
		...entries.flatMap(({ country }) => country ?? []),
		...indicators.flatMap(({ countries, reported }) => [
			...(typeof countries === 'string' ? [] : countries),
			...reported.flatMap(({ country }) => country ?? [])
		])
	]);
}
