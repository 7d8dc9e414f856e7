import { describe, expect, test } from 'vitest';
import { type LandCells, cellOf } from '#lib/model/land-cells.ts';
import { coordinateFaults } from '#lib/model/registers/coordinate-faults.ts';

const [row, column] = cellOf(-70.6, -33.4);
const land: LandCells = [[row, column - 1, column + 1]];

const found = (longitude: number, latitude: number, where: LandCells | undefined = land) =>
	coordinateFaults({ longitude, latitude }, { country: 'CHL', plane: undefined, land: where }).map(
		([[field], message]) => `${String(field)}: ${message}`
	);

describe('coordinates of a country that exists', () => {
	test('are right on its land, and anywhere where nobody knows where that is', () => {
		expect(found(-70.6, -33.4)).toEqual([]);
		expect(
			coordinateFaults(
				{ longitude: 0, latitude: 0 },
				{ country: 'CHL', plane: undefined, land: undefined }
			)
		).toEqual([]);
	});

	test('are named in the sea, exchanged, and beyond what degrees can be', () => {
		expect(found(-80, -33.4)).toEqual(['longitude: in the sea or outside CHL: -80, -33.4']);
		expect(found(-33.4, -70.6)).toEqual([
			'longitude: in the sea or outside CHL: -33.4, -70.6; longitude and latitude seem exchanged'
		]);
		expect(found(-706, -33.4)).toEqual(['longitude: not degrees from -180 to 180: -706']);
	});
});
