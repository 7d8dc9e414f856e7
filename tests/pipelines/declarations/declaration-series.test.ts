import { describe, expect, test } from 'vitest';
import { faultsOf } from '../../support/declared-faults.ts';
import { seriesInput, states } from '../../support/series-folder.ts';

/** What is wrong with an observatory that has this series beside its survey. */
function faults(changes: object, lists: readonly object[] = [states], level?: string): string[] {
	return faultsOf((instance) => {
		if (level) instance.yaml('data/territories/published.yaml', { level, minPopulation: 0 });
		for (const list of lists) instance.yaml('data/territories/xa-states.yaml', list);
		instance.yaml('data/series/test-series.yaml', { ...seriesInput, ...changes });
	}).map((line) => line.replace(/:\d+:\d+/, ''));
}

const recipe = (territory: object) => ({
	origin: {
		kind: 'recipe',
		files: [{ id: 'file', path: 'file.csv', format: 'csv' }],
		parts: [{ file: 'file', territory, period: { year: 'year' }, values: [{ column: 'n' }] }]
	}
});
const file = 'series/test-series.yaml';

describe('a declared series', () => {
	test('is in order with its territories', () => {
		expect(faults({})).toEqual([]);
		expect(faults(recipe({ column: 'state', scheme: 'number' }))).toEqual([]);
	});

	test('names lists that there are', () => {
		const geography = { level: 'state', lists: ['xa-stats'] };
		expect(faults({ geography })).toEqual([
			`${file}: geography.lists[0]: unknown list of territories: xa-stats, did you mean xa-states`
		]);
	});

	test('names territories of its lists', () => {
		const known = [{ check: 'jump', territory: 'xa-nort', reason: { en: 'seen' } }];
		const hierarchies = [
			{ dimension: 'territory', parent: 'XAA', children: ['xa-north'], sum: 'equal' }
		];
		const found = faults({
			...recipe({ column: 'state', codes: { N: 'xa-west' } }),
			...{ known, hierarchies }
		});
		expect(found.map((line) => line.replace(/, did.*/, '')).sort()).toEqual([
			`${file}: hierarchies[0]: unknown territory: XAA`,
			`${file}: known[0].territory: unknown territory: xa-nort`,
			`${file}: origin.parts[0].territory.codes.N: unknown territory: xa-west`
		]);
	});

	test('names codes that its territories have', () => {
		expect(faults(recipe({ column: 'state', scheme: 'numbr' }))).toEqual([
			`${file}: origin.parts[0].territory.scheme: unknown scheme of codes: numbr, did you mean number`
		]);
	});

	test('is not open where its places are smaller than what is published', () => {
		expect(faults({}, [states], 'country')).toEqual([
			`${file}: geography.lists[0]: below the published level, country: xa-states is state`
		]);
		expect(faults({}, [states], 'state')).toEqual([]);
		expect(faults({ tier: 'local' }, [states], 'country')).toEqual([]);
	});

	test('is not measured against a list that is broken', () => {
		const found = faults(recipe({ fixed: 'xa-west' }), [{ ...states, level: 'county' }]);
		expect(found.some((line) => line.includes('unknown territory'))).toBe(false);
		expect(found.length).toBeGreaterThan(0);
	});
});
