import type { Concept } from '#lib/model/concept.ts';
import type { PublishedLevel } from '#lib/model/disclosure.ts';
import { type TerritoryList, isBelow } from '#lib/model/territory.ts';

export interface PublishedAreas {
	readonly territories: readonly TerritoryList[];
	readonly published: PublishedLevel;
}

type Territory = TerritoryList['territories'][number];

/** Categories of a concept that are areas smaller than those of which something is published. */
export function smallAreas(concept: Concept, { territories, published }: PublishedAreas): string[] {
	if (concept.kind !== 'category') return [];
	const ids = concept.categories.map(({ id }) => id);
	const known = new Map(ids.map((id) => [id, named(territories, id)]));
	// A concept is about territories where each of its categories is one.
	if ([...known.values()].some((found) => found.length === 0)) return [];
	return ids.filter((id) => known.get(id)?.some((one) => isTooSmall(one, published)));
}

interface Listed extends Pick<Territory, 'population'> {
	readonly level: TerritoryList['level'];
}

const named = (lists: readonly TerritoryList[], id: string): Listed[] =>
	lists.flatMap(({ level, territories }) =>
		territories
			.filter((one) => one.id === id)
			.map(({ population }) => ({ level, ...(population === undefined ? {} : { population }) }))
	);

/** Below the published level, or a municipality of too few people. */
export function isTooSmall({ level, population }: Listed, published: PublishedLevel): boolean {
	if (isBelow(level, published.level)) return true;
	return level === 'municipality' && !((population ?? 0) >= published.minPopulation);
}
