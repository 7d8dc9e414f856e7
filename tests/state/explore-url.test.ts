import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { unsureTreatment } from '#lib/model/estimate-request.ts';
import { chartForm, type ExploreView, exploreView } from '#lib/model/explore-view.ts';
import { searchOf, viewFromSearch } from '#lib/state/explore-url.ts';

const slug = fc.stringMatching(/^[a-z0-9]{1,5}(-[a-z0-9]{1,5}){0,2}$/);
const concept = fc.stringMatching(/^[a-z][a-z0-9]{0,5}(_[a-z0-9]{1,5}){0,2}$/);
const maybe = <Value>(arbitrary: fc.Arbitrary<Value>) => fc.option(arbitrary, { nil: undefined });
const ofConcept = fc.record({
	concept,
	unit: fc.constantFrom('person', 'household', 'event'),
	statistic: fc.constantFrom('distribution', 'proportion', 'total', 'mean', 'median'),
	categories: fc.array(slug, { maxLength: 3 })
});
const parts = fc.record({
	sources: fc.uniqueArray(slug, { minLength: 1, maxLength: 6 }),
	measure: fc.oneof(
		slug.map((indicator) => ({ indicator })),
		ofConcept.map((of) => ({ of }))
	),
	across: maybe(concept),
	profile: maybe(slug),
	standard: maybe(concept),
	interval: fc.constantFrom('auto', 'logit', 'beta', 'wilson', 'mean'),
	level: fc.constantFrom(0.9, 0.95, 0.99),
	chart: fc.constantFrom(...chartForm.options),
	marks: fc.constantFrom('none', 'milestones'),
	linked: fc.array(concept, { maxLength: 6 }),
	brush: fc.array(
		fc.record({ concept, categories: fc.array(slug, { minLength: 1, maxLength: 4 }) }),
		{ maxLength: 2 }
	),
	compare: maybe(
		fc.record({
			against: fc.array(slug, { minLength: 1, maxLength: 3 }).map((parts) => parts.join(':')),
			kind: fc.constantFrom('difference', 'ratio'),
			samples: fc.constantFrom('independent', 'shared'),
			anyway: fc.boolean()
		})
	),
	by: fc.array(concept, { maxLength: 2 }),
	where: fc.array(
		fc.record({ concept, categories: fc.array(slug, { minLength: 1, maxLength: 4 }) }),
		{ maxLength: 3 }
	),
	unsure: fc.constantFrom(...unsureTreatment.options)
});
const views: fc.Arbitrary<ExploreView> = parts.map(({ sources, measure, ...rest }) => {
	const [survey, ...also] = sources;
	const chosen = Object.entries(rest).filter(([, value]) => value !== undefined);
	return exploreView.parse({ survey, also, ...measure, ...Object.fromEntries(chosen) });
});

const problems = (search: string) => {
	const asked = viewFromSearch(search);
	return asked.kind === 'unreadable' ? asked.problems.join('; ') : asked.kind;
};

describe('searchOf', () => {
	test('writes what viewFromSearch reads back', () => {
		fc.assert(
			fc.property(views, (view) => {
				expect(viewFromSearch(searchOf(view))).toEqual({ kind: 'view', view, dropped: [] });
			})
		);
	});

	test('writes nothing that was not chosen', () => {
		const view = exploreView.parse({ survey: 'demo-2024', indicator: 'drug-offered' });
		expect(searchOf(view)).toBe('?survey=demo-2024&indicator=drug-offered&v=1');
		fc.assert(
			fc.property(views, (view) => {
				const written = new Set(new URLSearchParams(searchOf(view)).keys());
				expect(written.has('by')).toBe(view.by.length > 0);
				expect(written.has('only')).toBe(view.where.length > 0);
				expect(written.has('unsure')).toBe(view.unsure !== 'auto');
				expect(written.has('chart')).toBe(view.chart !== 'auto');
				expect(written.has('level')).toBe(view.level !== 0.95);
				expect(written.has('across')).toBe(view.across !== undefined);
			})
		);
	});

	test('is readable by people', () => {
		const view = exploreView.parse({
			survey: 'demo-2024',
			also: ['demo-2022'],
			indicator: 'drug-offered',
			by: ['sex', 'age_group'],
			where: [{ concept: 'urban_rural', categories: ['urban', 'rural'] }],
			unsure: 'exclude',
			level: 0.9
		});
		expect(searchOf(view)).toBe(
			'?survey=demo-2024&survey=demo-2022&indicator=drug-offered&by=sex&by=age_group&only=urban_rural:urban,rural&unsure=exclude&level=90&v=1'
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
		['?survey=a&indicator=b&concept=c', /^indicator: either/],
		['?survey=a&concept=c&statistic=guess', /^of\.statistic: /]
	] as const)('says what it cannot read: %s', ([search, expected]) => {
		expect(problems(search)).toMatch(expected);
	});

	test.for([
		['by=Sex', 'by: Sex'],
		['by=c&by=d&by=e', 'by: e'],
		['only=sex', 'only: sex:'],
		['only=:man', 'only: :man'],
		["only=sex:man'--", "only: sex:man'--"],
		['unsure=maybe', 'unsure: maybe'],
		['survey=Other', 'survey: Other'],
		['survey=a', 'survey: a'],
		['level=42', 'level: 0.42'],
		['level=x', 'level: NaN'],
		['chart=pie', 'chart: pie'],
		['utm_source=mail', 'utm_source: mail'],
		['against=A&compare=ratio', 'compare: A, ratio'],
		['v=7', 'v: 7']
	] as const)('leaves out what it does not know and names it: %s', ([part, expected]) => {
		const asked = viewFromSearch(`?survey=a&indicator=b&${part}`);
		expect(asked).toMatchObject({ kind: 'view', dropped: [expected] });
		const rest = viewFromSearch('?survey=a&indicator=b');
		const { view } = asked as { view: ExploreView };
		expect({ ...view, by: [] }).toEqual({ ...(rest as { view: ExploreView }).view, by: [] });
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
