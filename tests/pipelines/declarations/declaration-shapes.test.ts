import { describe, expect, test } from 'vitest';
import { faultsOf } from '../../support/declared-faults.ts';
import { squares } from '../../support/territory-shapes.ts';

const place = (id: string) => ({ id, name: { en: id } });
const list = (changes: object = {}) => ({
	...{ id: 'xa-states', level: 'state', parent: 'XAA', source: 'a test' },
	territories: ['xa-north', 'xa-south', 'xa-isle'].map(place),
	...changes
});
const published = { level: 'state', minPopulation: 0 };

const faults = (territories: object, level: object = published) =>
	faultsOf((instance) => {
		instance.yaml('data/territories/xa-states.yaml', territories);
		instance.yaml('data/territories/published.yaml', level);
		instance.yaml('data/shapes/xa-states.yaml', squares);
	}).map((line) => line.replace(/^\S+ /, ''));

describe('shapes', () => {
	test('are those of their list', () => expect(faults(list())).toEqual([]));

	test('miss no territory, and have none that the list does not have', () => {
		const territories = ['xa-north', 'xa-south', 'xa-island'].map(place);
		expect(faults(list({ territories }))).toEqual([
			'territories: a territory of xa-states without a shape: xa-island',
			'territories.xa-isle: unknown territory of xa-states: xa-isle'
		]);
	});

	test('are of nothing smaller than what figures are published of', () =>
		expect(faults(list(), { level: 'country', minPopulation: 0 })[0]).toBe(
			'territories.xa-north: smaller than what figures are published of: xa-north'
		));
});
