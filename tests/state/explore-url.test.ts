import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { unsureTreatment } from '#lib/model/estimate-request.ts';
import { type ExploreView, exploreView } from '#lib/model/explore-view.ts';
import { searchOf, viewFromSearch } from '#lib/state/explore-url.ts';

fc.configureGlobal({ seed: 20_241_122 });

const slug = fc.stringMatching(/^[a-z0-9]{1,5}(-[a-z0-9]{1,5}){0,2}$/);
const concept = fc.stringMatching(/^[a-z][a-z0-9]{0,5}(_[a-z0-9]{1,5}){0,2}$/);
const views: fc.Arbitrary<ExploreView> = fc.record({
	survey: slug,
	indicator: slug,
	by: fc.array(concept, { maxLength: 2 }),
	where: fc.array(
		fc.record({ concept, categories: fc.array(slug, { minLength: 1, maxLength: 4 }) }),
		{ maxLength: 3 }
	),
	unsure: fc.constantFrom(...unsureTreatment.options)
});

const problems = (search: string) => {
	const asked = viewFromSearch(search);
	return asked.kind === 'unreadable' ? asked.problems.join('; ') : asked.kind;
};

describe('searchOf', () => {
	test('writes what viewFromSearch reads back', () => {
		fc.assert(
			fc.property(views, (view) => {
				expect(viewFromSearch(searchOf(view))).toEqual({ kind: 'view', view });
			})
		);
	});

	test('writes nothing that was not chosen', () => {
		const view = exploreView.parse({ survey: 'demo-2024', indicator: 'drug-offered' });
		expect(searchOf(view)).toBe('?survey=demo-2024&indicator=drug-offered');
		fc.assert(
			fc.property(views, (view) => {
				const written = new Set(new URLSearchParams(searchOf(view)).keys());
				expect(written.has('by')).toBe(view.by.length > 0);
				expect(written.has('only')).toBe(view.where.length > 0);
				expect(written.has('unsure')).toBe(view.unsure !== 'auto');
			})
		);
	});

	test('is readable by people', () => {
		const search = searchOf({
			survey: 'demo-2024',
			indicator: 'drug-offered',
			by: ['sex', 'age_group'],
			where: [{ concept: 'urban_rural', categories: ['urban', 'rural'] }],
			unsure: 'exclude'
		});
		expect(search).toBe(
			'?survey=demo-2024&indicator=drug-offered&by=sex&by=age_group&only=urban_rural:urban,rural&unsure=exclude'
		);
	});
});

describe('viewFromSearch', () => {
	test.for(['', '?', '?by=sex', '?utm_source=mail'])('sees no view in %j', (search) => {
		expect(viewFromSearch(search)).toEqual({ kind: 'none' });
	});

	test.for([
		['?survey=demo-2024', /^indicator: /],
		['?indicator=drug-offered', /^survey: /],
		['?survey=Demo%202024&indicator=x', /^survey: not lower-case/],
		['?survey=a&indicator=b&by=Sex', /^by\.0: not lower-case/],
		['?survey=a&indicator=b&by=c&by=d&by=e', /^by: /],
		['?survey=a&indicator=b&only=sex', /^where\.0\.categories: /],
		['?survey=a&indicator=b&only=sex:', /^where\.0\.categories: /],
		['?survey=a&indicator=b&only=:man', /^where\.0\.concept: /],
		["?survey=a&indicator=b&only=sex:man'--", /^where\.0\.categories\.0: not lower-case/],
		['?survey=a&indicator=b&unsure=maybe', /^unsure: /]
	] as const)('says what it cannot read: %s', ([search, expected]) => {
		expect(problems(search)).toMatch(expected);
	});

	test('never throws, whatever the query', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'binary' }), fc.string(), (a, b) => {
				const { kind } = viewFromSearch(`?survey=${a}&only=${b}&indicator=${b}&by=${a}`);
				expect(['view', 'unreadable', 'none']).toContain(kind);
			})
		);
	});
});
