import { describe, expect, test } from 'vitest';
import { countryCells } from '#lib/model/country-cells.ts';
import { readDeclarations } from '../../pipelines/declarations/declarations.ts';
import { pathsFor } from '../../pipelines/paths.ts';

/** Member states: celacinternational.org and european-union.europa.eu, November 2022. */
const members = {
	celac:
		'ATG ARG BHS BRB BLZ BOL BRA CHL COL CRI CUB DMA DOM ECU SLV GRD GTM GUY HTI HND JAM MEX NIC PAN PRY PER KNA LCA VCT SUR TTO URY VEN',
	eu: 'AUT BEL BGR HRV CYP CZE DNK EST FIN FRA DEU GRC HUN IRL ITA LVA LTU LUX MLT NLD POL PRT ROU SVK SVN ESP SWE'
};

describe('countryCells', () => {
	test.for(Object.entries(members))('holds every member of %s, once', ([block, codes]) => {
		const own = countryCells.filter((cell) => cell.block === block && !cell.isGuest);
		expect(own.map(({ country }) => country).toSorted()).toEqual(codes.split(' ').toSorted());
	});

	test('puts no two countries on one cell', () => {
		const places = countryCells.map(({ block, row, column }) => [block, row, column].join());
		expect(new Set(places).size).toBe(countryCells.length);
	});

	test('bears the codes that data/territories gives to its countries', () => {
		const { territories } = readDeclarations(pathsFor({ profile: 'local', env: {} }).declarations);
		const countries = territories.find(({ id }) => id === 'countries')?.territories ?? [];
		const codes = new Map(
			countries.map(({ id, codes: { iso2 } }): [string, unknown] => [id, iso2])
		);
		for (const { country, code } of countryCells)
			expect([country, codes.get(country)]).toEqual([country, code]);
	});
});
