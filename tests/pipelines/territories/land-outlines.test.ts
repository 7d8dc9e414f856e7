import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cellSize, isByLand } from '#lib/model/land-cells.ts';
import { type Point, isInside } from '#lib/model/polygon.ts';
import { readKinds } from '../../../pipelines/declarations/declaration-reader.ts';
import { landsOf } from '../../../pipelines/territories/land-outlines.ts';
import { cellsOf } from '../../../pipelines/territories/land-raster.ts';

const data = join(import.meta.dirname, '../../../data');
const { territories } = readKinds(data, ['territories']).read;
const lists = [...territories.declared.values()].map(({ value }) => value);
const lands = landsOf(lists);

describe('land of countries', () => {
	test('is known of every country that exists, and of no other', () => {
		const countries = lists
			.filter(({ level, fictional }) => level === 'country' && !fictional)
			.flatMap((list) => list.territories.map(({ id }) => id));
		expect(Object.keys(lands).toSorted()).toEqual(countries.toSorted());
	});

	// Longitude and latitude of places that everybody can look up: capitals, far islands, coasts.
	test.for([
		...([
			['CHL', -70.65, -33.45],
			['CHL', -109.35, -27.12],
			['CHL', -78.85, -33.64]
		] as const),
		...([
			['COL', -74.08, 4.61],
			['COL', -81.72, 12.55],
			['MEX', -99.13, 19.43],
			['BRB', -59.6, 13.1]
		] as const),
		...([
			['ECU', -90.3, -0.75],
			['ESP', -16.25, 28.46],
			['PRT', -25.67, 37.74],
			['URY', -56.19, -34.9]
		] as const),
		...([
			['BRA', -38.52, -3.73],
			['MLT', 14.51, 35.9],
			['KNA', -62.72, 17.3]
		] as const)
	] as const)('has %s at %d, %d', ([country, longitude, latitude]) => {
		expect(isByLand(lands[country]!, longitude, latitude)).toBe(true);
	});

	test.for([
		['CHL', -75.5, -33.45],
		['CHL', -68.2, -31.5],
		['COL', -58.4, -34.6],
		['BRB', 13.1, -59.6],
		['MEX', -99.13, -19.43],
		['BRA', 0, 0]
	] as const)('has not %s at %d, %d', ([country, longitude, latitude]) => {
		expect(isByLand(lands[country]!, longitude, latitude)).toBe(false);
	});
});

describe('cellsOf', () => {
	const degrees = fc.tuple(
		fc.double({ min: -20, max: 20, noNaN: true }),
		fc.double({ min: -20, max: 20, noNaN: true })
	);
	const triangle = fc.tuple(degrees, degrees, degrees).map(([a, b, c]) => [a, b, c, a] as Point[]);

	test('cover all that is inside, and nothing further than two cells from the box around it', () => {
		fc.assert(
			fc.property(triangle, degrees, (ring, [x, y]) => {
				const cells = cellsOf([ring]);
				if (isInside([ring], [x, y])) expect(isByLand(cells, x, y)).toBe(true);
				const [xs, ys] = [ring.map(([one]) => one), ring.map(([, one]) => one)];
				const far = 2 * cellSize;
				const isFar =
					x < Math.min(...xs) - far ||
					x > Math.max(...xs) + far ||
					y < Math.min(...ys) - far ||
					y > Math.max(...ys) + far;
				if (isFar) expect(isByLand(cells, x, y)).toBe(false);
			})
		);
	});

	test('cover a line without width, corner to corner', () => {
		const cells = cellsOf([
			[
				[0, 0],
				[10, 7],
				[0, 0]
			]
		]);
		for (let i = 0; i <= 100; i++) expect(isByLand(cells, i / 10, (i * 7) / 100)).toBe(true);
	});
});
