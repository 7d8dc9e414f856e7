import { z } from 'zod';
import { countryCode, slug } from './identifiers.ts';
import { localized } from './localized.ts';

/** ISO 3166-1 alpha-3 of a country; ISO 3166-2 in lower case of what is smaller; a name of a bloc. */
export const territoryId = z.union([countryCode, slug], {
	error: 'not ISO 3166-1 alpha-3, and not lower-case letters, digits and hyphens'
});

/** From the largest. */
export const territoryLevel = z.enum(['bloc', 'country', 'state', 'municipality', 'area']);
type TerritoryLevel = z.infer<typeof territoryLevel>;

/** Whether places of a level are smaller than those of another. */
export const isBelow = (level: TerritoryLevel, other: TerritoryLevel): boolean =>
	territoryLevel.options.indexOf(level) > territoryLevel.options.indexOf(other);

const territory = z.strictObject({
	id: territoryId,
	name: localized,
	/** What other lists call it, such as `inegi: '09'`. */
	codes: z.record(slug, z.string().min(1)).default({}),
	/** Last census or projection; of a municipality it decides whether figures of it are published. */
	population: z.int().positive().optional()
});

/** One file of `data/territories`: the areas of one level that series speak of. */
export const territoryList = z
	.strictObject({
		id: slug,
		level: territoryLevel,
		/** Of what the areas are parts. */
		parent: countryCode.optional(),
		/** Where the ids come from, and the lists that `codes` names. */
		source: z.string().min(1),
		/** None of them exists: they hold the demonstration data. */
		fictional: z.literal(true).optional(),
		/** Groups of peers, each with the territories that belong to it; one is in no more than one. */
		blocs: z.record(slug, z.array(territoryId).min(1)).default({}),
		territories: z.array(territory).min(1)
	})
	.superRefine(({ territories, blocs }, context) => {
		const ids = territories.map(({ id }) => id);
		const placed = new Set<string>();
		for (const [bloc, members] of Object.entries(blocs))
			members.forEach((id, i) => {
				const refuse = (message: string) =>
					context.addIssue({ code: 'custom', path: ['blocs', bloc, i], message });
				if (!ids.includes(id)) refuse(`not a territory of this list: ${id}`);
				if (placed.has(id)) refuse(`in a bloc already: ${id}`);
				placed.add(id);
			});
		ids.forEach((id, i) => {
			if (ids.indexOf(id) !== i)
				context.addIssue({
					code: 'custom',
					path: ['territories', i, 'id'],
					message: `stands twice: ${id}`
				});
		});
	});
export type TerritoryList = z.infer<typeof territoryList>;
