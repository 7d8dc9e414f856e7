import { describe, expect, test } from 'vitest';
import { type Catalogue, catalogue as catalogueSchema } from '#lib/model/catalogue.ts';
import { type ExploreView, exploreView } from '#lib/model/explore-view.ts';
import { filterChoices } from '#lib/state/ready-options.ts';
import { commonBreakdowns, resolvedView } from '#lib/state/resolved-view.ts';
import { both, exploreCatalogue } from '../support/explore-catalogue.ts';

const [{ path: _, rows: __, ...unit }] = both.tables as [(typeof both.tables)[number]];
const ready = {
	...unit,
	breakdowns: [[], ['sex'], ['area'], ['sex', 'area']],
	totals: {
		path: 'replicates/ready.parquet',
		mergeable: [
			{ indicator: 'seen', categories: { sex: ['man', 'woman'] } },
			{ indicator: 'seen', categories: { area: ['urban'] } },
			{ indicator: 'seen', categories: { sex: ['man'], area: ['urban', 'rural'] } }
		]
	}
};
const { totals, ...poor } = ready;
const catalogue: Catalogue = catalogueSchema.parse({
	...exploreCatalogue,
	surveys: [
		...exploreCatalogue.surveys,
		{ ...both, id: 'ready', tables: [], figures: [ready] },
		{ ...both, id: 'poor', tables: [], figures: [poor] }
	]
});

function resolved(changes: Partial<ExploreView>) {
	const view = exploreView.parse({ survey: 'ready', indicator: 'seen', ...changes });
	const found = resolvedView(catalogue, view);
	if (typeof found === 'string') throw new Error(found);
	return found;
}

const only = (concept: string, ...categories: string[]) => ({ concept, categories });
const [bySex, byArea] = [only('sex', 'man', 'woman'), only('area', 'urban', 'rural')];

describe('a measure whose figures stand ready of the whole survey alone', () => {
	const seen = catalogue.indicators.find(({ id }) => id === 'seen')!.concept;
	const whole = catalogueSchema.parse({
		...catalogue,
		surveys: [{ ...both, id: 'whole', tables: [], figures: [{ ...ready, wholeOnly: [seen] }] }]
	});

	test('is not broken down, and says that it was asked to be', () => {
		const view = exploreView.parse({ survey: 'whole', indicator: 'seen', by: ['sex'] });
		const found = resolvedView(whole, view);
		if (typeof found === 'string') throw new Error(found);
		expect(found.view.by).toEqual([]);
		expect(found.dropped).toEqual(['by: sex']);
		expect(commonBreakdowns({ ...found, catalogue: whole })).toEqual([]);
	});
});

describe('a view of a survey without rows', () => {
	test.for([
		['a filter', { where: [bySex] }],
		['a filter within a breakdown', { by: ['sex'], where: [byArea] }],
		['two filters', { where: [bySex, byArea] }],
		['a filter by its own breakdown', { by: ['sex', 'area'], where: [byArea] }],
		['a filter beside a survey with rows', { also: ['both'], where: [bySex] }],
		['a group to compare with', { by: ['sex'], compare: { against: 'ready:man' } }]
	] as const)('may have %s', ([, changes]) => {
		const { view, dropped } = resolved(changes as unknown as Partial<ExploreView>);
		expect(dropped).toEqual([]);
		expect(view).toMatchObject(changes);
	});

	test.for([
		['by what has no published figures', { where: [only('victim', 'yes')] }, ['only: victim:yes']],
		['where nothing can be merged', { survey: 'poor', where: [bySex] }, ['only: sex']],
		[
			'beside a source that cannot merge',
			{ also: ['poor'], where: [bySex, byArea] },
			['only: sex', 'only: area']
		]
	] as const)('has no filter %s', ([, changes, expected]) => {
		const { view, dropped } = resolved(changes as unknown as Partial<ExploreView>);
		expect(dropped).toEqual(expected);
		expect(view.where).toEqual([]);
	});

	test('has no group to compare with that is none of its answer', () => {
		const compare = { against: 'ready:urban' } as NonNullable<ExploreView['compare']>;
		expect(resolved({ by: ['sex'], compare })).toMatchObject({
			view: { by: ['sex'] },
			dropped: ['against: ready:urban']
		});
	});
});

describe('filterChoices', () => {
	const choices = (changes: Partial<ExploreView>) => {
		const found = resolved(changes);
		const concepts = commonBreakdowns({ catalogue, ...found });
		return Object.fromEntries(
			filterChoices(concepts, found).map(({ id, categories }) => [
				id,
				categories.map((one) => one.id)
			])
		);
	};

	test('are the categories whose figures can be merged, where there are two', () => {
		expect(choices({})).toEqual({ sex: ['man', 'woman'], area: [] });
	});

	test('are those of the figures by the breakdown and the other filters', () => {
		expect(choices({ by: ['sex'] })).toMatchObject({ area: ['urban', 'rural'] });
		expect(choices({ where: [byArea] })).toMatchObject({ sex: [] });
	});

	test('are none beside a source that cannot merge', () => {
		expect(choices({ also: ['poor'] })).toEqual({ sex: [], area: [] });
	});

	test('are all categories where the rows are in the release', () => {
		expect(choices({ survey: 'both' })).toMatchObject({
			...{ sex: ['man', 'woman'], area: ['urban', 'rural'] }
		});
	});
});
