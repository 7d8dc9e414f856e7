import { describe, expect, test } from 'vitest';
import { indicatorMeasure } from '#lib/model/asked-measure.ts';
import { type ExploreView, exploreView } from '#lib/model/explore-view.ts';
import { fittedView, resolvedView } from '#lib/state/resolved-view.ts';
import { both, exploreCatalogue as catalogue, people } from '../support/explore-catalogue.ts';

const view = (changes: Partial<ExploreView> = {}) =>
	exploreView.parse({ survey: 'both', indicator: 'seen', ...changes });

describe('resolvedView', () => {
	test('finds the parts of a view', () => {
		const asked = view({
			by: ['sex', 'area'],
			where: [{ concept: 'victim', categories: ['yes'] }]
		});
		const { indicators } = catalogue;
		expect(resolvedView(catalogue, asked)).toEqual({
			...{ view: asked, sources: [both], dropped: [] },
			measure: indicatorMeasure(indicators.find(({ id }) => id === 'seen')!)
		});
	});

	test.for([
		['a survey nobody declared', { survey: 'other' }, 'survey: other'],
		['a survey without rows', { survey: 'absent' }, 'survey: absent'],
		['an indicator nobody declared', { indicator: 'other' }, 'indicator: other'],
		['an indicator the survey lacks', { survey: 'people' }, 'indicator: seen']
	] as const)('names %s', ([, changes, expected]) => {
		expect(resolvedView(catalogue, view(changes as Partial<ExploreView>))).toBe(expected);
	});

	test.for([
		['a breakdown that is none', { by: ['seen'] }, 'by: seen'],
		['a number as a breakdown', { by: ['age'] }, 'by: age'],
		['a breakdown twice', { by: ['sex', 'sex'] }, 'by: sex'],
		[
			'a filter by an unknown concept',
			{ where: [{ concept: 'shoe', categories: ['a'] }] },
			'only: shoe:a'
		],
		[
			'a filter to an unknown category',
			{ where: [{ concept: 'sex', categories: ['man', 'men'] }] },
			'only: sex:men'
		],
		['another source nobody declared', { also: ['other'] }, 'survey: other'],
		['another source without the measure', { also: ['people'] }, 'survey: people'],
		['pictures across what divides already', { by: ['sex'], across: 'sex' }, 'across: sex'],
		['ages that are none', { standard: 'sex' }, 'standard: sex'],
		['a standard of quality nobody declared', { profile: 'other' }, 'profile: other']
	] as const)('leaves out and names %s', ([, changes, expected]) => {
		const found = resolvedView(catalogue, view(changes as Partial<ExploreView>));
		expect(found).toMatchObject({ dropped: [expected] });
		if (typeof found === 'string') throw new Error(found);
		expect(resolvedView(catalogue, found.view)).toMatchObject({ view: found.view, dropped: [] });
	});

	test('keeps what every source has', () => {
		const asked = view({ indicator: 'victims', also: ['people'], by: ['sex', 'area'] });
		const found = resolvedView(catalogue, asked);
		expect(found).toMatchObject({ sources: [both, people], dropped: ['by: area'] });
	});
});

describe('fittedView', () => {
	test('leaves out what the new survey does not have', () => {
		const asked = view({
			survey: 'people',
			indicator: 'victims',
			by: ['area', 'sex'],
			where: [
				{ concept: 'area', categories: ['urban'] },
				{ concept: 'sex', categories: ['man'] }
			],
			unsure: 'exclude'
		});
		expect(fittedView(catalogue, asked)).toEqual({
			...asked,
			by: ['sex'],
			where: [{ concept: 'sex', categories: ['man'] }]
		});
	});

	test('takes the first indicator the survey has in place of one it has not', () => {
		const fitted = fittedView(catalogue, view({ survey: 'people', by: ['sex', 'victim'] }));
		expect(fitted).toMatchObject({ indicator: 'victims', by: ['sex'] });
	});

	test('always fits, so that nothing has to be refused after it', () => {
		for (const id of ['both', 'people'])
			for (const { id: measure } of catalogue.indicators)
				for (const by of [['sex', 'sex'], ['victim', 'area'], ['age']]) {
					const asked = view({ survey: id, indicator: measure, by });
					expect(resolvedView(catalogue, fittedView(catalogue, asked))).toBeTypeOf('object');
				}
	});

	test('leaves a view alone that no survey can answer', () => {
		expect(fittedView(catalogue, view({ survey: 'absent' }))).toEqual(view({ survey: 'absent' }));
	});
});
