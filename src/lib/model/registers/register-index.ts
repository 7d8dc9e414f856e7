import { z } from 'zod';
import { slug } from '../identifiers.ts';
import { localized } from '../localized.ts';
import { territoryId } from '../territory.ts';

/** `pages/registers.json` of a release: which registers it has, how full they are, and names of places. */
export const registerIndex = z.strictObject({
	registers: z.array(
		z.strictObject({
			id: slug,
			entries: z.int().nonnegative(),
			/** Of them, invented for the demonstration. */
			synthetic: z.int().nonnegative(),
			/** In how many entries a field says something. */
			fields: z.array(z.strictObject({ field: z.string().min(1), filled: z.int().nonnegative() })),
			/** The latest day on which an entry was checked. */
			lastChecked: z.iso.date().optional()
		})
	),
	/** Countries and territories that entries name. */
	territories: z.array(z.strictObject({ id: territoryId, name: localized })),
	/** Declared programmes that entries name, which have a page. */
	programmes: z.array(z.strictObject({ id: slug, title: localized }))
});
export type RegisterIndex = z.infer<typeof registerIndex>;
