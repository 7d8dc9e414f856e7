import type { PublishedLevel } from '#lib/model/disclosure.ts';
import type { TerritoryList } from '#lib/model/territory.ts';
import { isTooSmall } from '../rows/territory-cut.ts';

/** Territories that are large enough for figures of them to be published, by id. */
export const publishedTerritories = (
	lists: readonly TerritoryList[],
	published: PublishedLevel
): string[] =>
	lists.flatMap(({ level, territories }) =>
		territories
			.filter(({ population }) => !isTooSmall({ level, population }, published))
			.map(({ id }): string => id)
	);
