import { describe, expect, test } from 'vitest';
import { concept } from '#lib/model/concept.ts';
import { territoryList } from '#lib/model/territory.ts';
import { smallAreas } from '../../../../../pipelines/steps/protect/rows/territory-cut.ts';

const label = (id: string) => ({ id, label: { en: id } });
const about = (...ids: string[]) =>
	concept.parse({
		...{ ...label('place'), definition: { en: 'place' }, kind: 'category' },
		categories: ids.map(label)
	});
const list = (level: string, populations: Record<string, number | undefined>) =>
	territoryList.parse({
		...{ id: `${level}-list`, level, source: 'test' },
		territories: Object.entries(populations).map(([id, population]) => ({
			...{ id, name: { en: id } },
			...(population === undefined ? {} : { population })
		}))
	});

const territories = [
	list('state', { north: 400_000, south: undefined }),
	list('municipality', { city: 50_000, village: 49_999, hamlet: undefined }),
	list('area', { block: 900_000 })
];

const cut = (level: 'country' | 'state' | 'municipality', ...ids: string[]) =>
	smallAreas(about(...ids), { territories, published: { level, minPopulation: 50_000 } });

describe('smallAreas', () => {
	test('are those below the published level', () => {
		expect(cut('state', 'north', 'south', 'city')).toEqual(['city']);
		expect(cut('country', 'north', 'south')).toEqual(['north', 'south']);
	});

	test('are municipalities below the published population, and those of which nobody knows it', () => {
		expect(cut('municipality', 'north', 'south', 'city', 'village', 'hamlet')).toEqual([
			...['village', 'hamlet']
		]);
	});

	test('are neighbourhoods at any level, however many live there', () => {
		expect(cut('municipality', 'city', 'block')).toEqual(['block']);
	});

	test('are none of a concept that is not about territories', () => {
		expect(cut('country', 'north', 'elsewhere')).toEqual([]);
	});

	test('are as small as the smallest area of a name', () => {
		const twice = [...territories, list('municipality', { north: undefined })];
		const published = { level: 'municipality', minPopulation: 0 } as const;
		const areas = { territories: twice, published: { ...published, minPopulation: 1 } };
		expect(smallAreas(about('north', 'south'), areas)).toEqual(['north']);
	});
});
