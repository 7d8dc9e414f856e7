import { describe, expect, test } from 'vitest';
import { indicatorMeasure } from '#lib/model/asked-measure.ts';
import {
	breakdownsOf,
	conceptsOf,
	indicatorsOf,
	measureOf,
	tableFor
} from '#lib/state/explore-options.ts';
import {
	absent,
	both,
	exploreCatalogue as catalogue,
	people
} from '../support/explore-catalogue.ts';

const named = (id: string) => indicatorMeasure(catalogue.indicators.find((one) => one.id === id)!);
const ids = (all: readonly { id: string }[]) => all.map(({ id }) => id);

describe('indicatorsOf', () => {
	test('offers what a table of the survey can answer', () => {
		expect(ids(indicatorsOf(catalogue, both))).toEqual(['seen', 'victims', 'burgled']);
		expect(ids(indicatorsOf(catalogue, people))).toEqual(['victims']);
		expect(indicatorsOf(catalogue, absent)).toEqual([]);
	});
});

describe('tableFor', () => {
	test('is the table of the unit of the indicator', () => {
		expect(tableFor(both, named('burgled'))?.unit).toBe('household');
		expect(tableFor(people, named('seen'))).toBeUndefined();
	});
});

describe('breakdownsOf', () => {
	test('offers categories declared for it, never the measure itself', () => {
		expect(ids(breakdownsOf(catalogue, both, named('seen')))).toEqual(['sex', 'area', 'victim']);
		expect(ids(breakdownsOf(catalogue, both, named('victims')))).toEqual(['sex', 'area']);
	});

	test('offers only what the unit has', () => {
		expect(ids(breakdownsOf(catalogue, both, named('burgled')))).toEqual(['area']);
		expect(breakdownsOf(catalogue, people, named('seen'))).toEqual([]);
	});
});

describe('conceptsOf', () => {
	test('is every concept of the rows of every unit', () => {
		const found = conceptsOf(catalogue, both).map(({ concept, unit }) => `${unit} ${concept.id}`);
		expect(found).toEqual([
			...['person sex', 'person area', 'person seen', 'person victim', 'person age'],
			...['household area', 'household burgled']
		]);
		expect(conceptsOf(catalogue, absent)).toEqual([]);
	});
});

describe('measureOf', () => {
	const of = {
		concept: 'seen',
		unit: 'person',
		statistic: 'distribution',
		categories: []
	} as const;

	test('is the indicator that is declared, or the concept as it is', () => {
		expect(measureOf(catalogue, { indicator: 'seen' })?.indicator?.id).toBe('seen');
		expect(measureOf(catalogue, { of: { ...of, categories: [] } })).toMatchObject({
			...{ id: 'seen-distribution', concept: 'seen', unit: 'person' },
			measure: { statistic: 'distribution', concept: 'seen' }
		});
	});

	test.for([
		['the mean of categories', { ...of, statistic: 'mean' }],
		['the distribution of numbers', { ...of, concept: 'age' }],
		['the share of nothing', { ...of, statistic: 'proportion' }],
		['the share of no category of its', { ...of, statistic: 'proportion', categories: ['maybe'] }],
		['a concept nobody declared', { ...of, concept: 'shoe' }]
	] as const)('knows none for %s', ([, asked]) => {
		const measure = { ...asked, categories: [...asked.categories] };
		expect(measureOf(catalogue, { of: measure })).toBeUndefined();
	});
});
