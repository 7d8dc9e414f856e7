import { type DisclosureRules, disclosureRules } from '#lib/model/disclosure.ts';

/** As strict as those that come with the product. */
export const testRules: DisclosureRules = disclosureRules.parse({
	id: 'test-rules',
	label: { en: 'Rules of a test' },
	source: { document: 'Test office' },
	...{ k: 5, minCases: 30, minPsus: 3, smallGroup: 100 },
	...{ maxShareOfOne: 0.5, width: 0.2 },
	rounding: { cases: 10, digits: 4 }
});
