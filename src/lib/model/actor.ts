import { z } from 'zod';
import { isoDate, slug } from './identifiers.ts';
import { localized } from './localized.ts';

/**
 * Somebody who has a part in what a baseline describes. What no source states is absent, and is
 * shown as not stated: nothing is inferred.
 */
const actor = z.strictObject({
	id: slug,
	label: localized,
	/** What it does or decides. */
	does: localized.optional(),
	needs: localized.optional(),
	interest: localized.optional(),
	/** What it has to do with the baseline: who asks, who is asked, who reads it. */
	relation: localized.optional(),
	/** Documents that state it. */
	sources: z.array(z.strictObject({ document: z.string().min(1), date: isoDate.optional() })).min(1)
});
export type Actor = z.infer<typeof actor>;

/** `data/registers/actors.yaml`: types of actors, in the order in which they are shown. */
export const actors = z.array(actor).superRefine((all, context) => {
	all.forEach(({ id }, i) => {
		if (all.findIndex((one) => one.id === id) < i)
			context.addIssue({ code: 'custom', path: [i, 'id'], message: `stands twice: ${id}` });
	});
});
