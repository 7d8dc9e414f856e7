import { statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { locales } from '#lib/model/locales.ts';
import { SeriesFolder } from '../../support/series-folder.ts';
import {
	seriesFolder,
	shippedSeries,
	shippedSeriesIds,
	shippedTerritories
} from '../../support/shipped-series.ts';

const folder = new SeriesFolder();
beforeAll(() => folder.open());
afterAll(() => folder.remove());

const all = shippedSeriesIds.map(shippedSeries);
const facts = all.filter(({ origin }) => origin.kind === 'facts');

/** Every object of languages in a declaration, with its path. */
function texts(value: unknown, path = ''): [string, object][] {
	if (typeof value !== 'object' || value === null) return [];
	if ('en' in value || 'es' in value) return [[path, value]];
	return Object.entries(value).flatMap(([key, inner]) => texts(inner, `${path}.${key}`));
}

describe('the series of this repository', () => {
	test.for(facts.map(({ id }) => id))('keeps to what it declares: %s', async (id) => {
		const built = await folder.buildDeclared(shippedSeries(id), {
			folder: seriesFolder,
			territories: shippedTerritories
		});
		expect(built.result.checks.filter(({ passed }) => !passed)).toEqual([]);
		expect(built.result.rows).toBe(shippedSeries(id).checks.rows);
		expect(statSync(join(seriesFolder, `${id}.csv`)).size).toBeLessThan(100_000);
	});

	test.for(all.map(({ id }) => id))('is told in every language: %s', (id) => {
		for (const [path, languages] of texts(shippedSeries(id)))
			expect([path, Object.keys(languages).sort()]).toEqual([path, [...locales].sort()]);
	});

	test('publishes no official file, and no enforcement that has a direction', () => {
		for (const { origin, tier, measures, direction, caution } of all) {
			expect(tier).toBe(origin.kind === 'recipe' ? 'local' : 'open');
			if (measures !== 'enforcement') continue;
			expect(direction).toBe('none');
			expect(caution?.en).toMatch(/measures the work of police/);
		}
	});

	test('gives every estimate its standard error, or says that there is none', () => {
		for (const { id, measures, value } of all)
			if (measures === 'population' && value.kind !== 'count')
				expect([id, value.precision]).not.toEqual([id, 'counted']);
	});
});
