import { z } from 'zod';
import { frameworkParts } from './framework-parts.ts';
import { countryCode, slug } from './identifiers.ts';
import { localized } from './localized.ts';

/** `pages/results/<id>.json`: a framework as declared, and what its countries are called. */
export const frameworkPage = z.strictObject({
	framework: frameworkParts,
	countries: z.record(countryCode, localized)
});
export type FrameworkPage = z.infer<typeof frameworkPage>;

/** `pages/results.json`: the frameworks of the release. */
export const frameworkIndex = z.strictObject({ frameworks: z.array(slug) });
