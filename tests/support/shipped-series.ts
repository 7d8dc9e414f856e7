import { readFileSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parse } from 'yaml';
import { type Series, series } from '#lib/model/series.ts';
import { type TerritoryList, territoryList } from '#lib/model/territory.ts';

const data = join(import.meta.dirname, '../../data');
export const seriesFolder = join(data, 'series');

const namesIn = (folder: string) =>
	readdirSync(join(data, folder))
		.filter((name) => name.endsWith('.yaml'))
		.map((name) => basename(name, '.yaml'));

const yamlOf = (folder: string, id: string): unknown =>
	parse(readFileSync(join(data, folder, `${id}.yaml`), 'utf8'));

export const shippedSeriesIds: readonly string[] = namesIn('series');

/** A series of this repository as its file says it. */
export const shippedSeries = (id: string): Series => series.parse(yamlOf('series', id));

export const shippedTerritories: ReadonlyMap<string, TerritoryList> = new Map(
	namesIn('territories')
		.filter((id) => id !== 'published')
		.map((id) => [id, territoryList.parse(yamlOf('territories', id))])
);

/** What a list of other codes calls the territories: its codes, in the order of the lists. */
export function schemeCodes(lists: readonly string[], scheme: string): string[] {
	return lists.flatMap((id) =>
		(shippedTerritories.get(id)?.territories ?? []).flatMap(({ codes }) => codes[scheme] ?? [])
	);
}
