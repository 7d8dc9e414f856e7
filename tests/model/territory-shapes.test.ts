import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { ringArea } from '#lib/model/polygon.ts';
import { declaredShapes, publishedShapes, territoryRings } from '#lib/model/territory-shapes.ts';
import { published, squares } from '../support/territory-shapes.ts';

const faults = (changes: object) =>
	declaredShapes.safeParse({ ...squares, ...changes }).error?.issues.map(({ message }) => message);

describe('declaredShapes', () => {
	test('takes shapes that share a border and an island', () => expect(faults({})).toBeUndefined());

	test('names a ring that is not closed', () =>
		expect(faults({ arcs: [...squares.arcs.slice(0, 3), '30 0 5 0 0 5 -5 0 0 -4'] })).toEqual([
			'a ring that is not closed: xa-isle'
		]));

	test('names lines that cross', () =>
		expect(faults({ arcs: [...squares.arcs.slice(0, 3), '18 2 9 0 0 5 -9 0 0 -5'] })).toEqual([
			'arcs cross: 2 and 3'
		]));

	test('names a territory that lies inside another', () =>
		expect(faults({ arcs: [...squares.arcs.slice(0, 3), '1 1 2 0 0 2 -2 0 0 -2'] })).toEqual([
			'lies inside xa-north: xa-isle'
		]));

	test('names two that are on the same side of their border', () =>
		expect(faults({ territories: { ...squares.territories, 'xa-south': [[[1, 2]]] } })).toContain(
			'xa-north and xa-south are on the same side of arc 1'
		));

	test('names an arc that is not there, and one that nobody uses', () => {
		const territories = { ...squares.territories, 'xa-isle': [[[4]]] };
		expect(faults({ territories })).toEqual([
			'xa-isle has an arc that is not there: 4',
			'an arc that no territory uses: 3'
		]);
	});

	test('refuses an x without its y', () =>
		expect(faults({ arcs: [...squares.arcs.slice(0, 3), '1 2 3 4 5'] })).toContain(
			'an x without its y: 5'
		));
});

describe('territoryRings', () => {
	test('gives back what was declared, in the units of the plane', () => {
		const rings = territoryRings(
			publishedShapes(declaredShapes.parse({ ...squares, kilometres: 0.5 }))
		);
		expect([...rings].map(([id, own]) => [id, own.map(ringArea)])).toEqual([
			['xa-north', [25]],
			['xa-south', [25]],
			['xa-isle', [6.25]]
		]);
	});
});

/**
 * Surface area in 1,000 km²: United Nations, Demographic Yearbook 2022, table 3. Islands are left out of
 * the shapes of Chile and Mexico, and the lines of all are simplified.
 */
const surfaces = [
	['cl-regions', 756],
	['co-departments', 1142],
	['mx-states', 1964]
] as const;

describe('shapes of real countries', () => {
	test.for(surfaces)('%s cover what the country covers', ([list, thousands]) => {
		const rings = [...territoryRings(published(list)).values()].flat();
		const area = rings.reduce((sum, ring) => sum + ringArea(ring), 0) / 1000;
		expect(Math.abs(area / thousands - 1)).toBeLessThan(0.05);
	});

	test.for(surfaces)('%s are small enough for a phone', ([list]) => {
		expect(gzipSync(JSON.stringify(published(list))).length).toBeLessThan(25_000);
	});
});
