import { describe, expect, test } from 'vitest';
import { faultsAfter } from '../../support/declared-faults.ts';
import type { Instance } from '../../support/instance.ts';

const tail = `    date: 2024
    source: { document: A document, place: page 1 }
    lastChecked: 2024-05-01
`;
const codes = [
	['blocs', 'shores'],
	['blocs', 'hills'],
	['recommendation-areas', 'demand-reduction'],
	['recommendation-states', 'in-progress']
] as const;

/** Two countries, and the codes that entries use. */
function countries(instance: Instance): void {
	instance.yaml('data/territories/places.yaml', {
		...{ id: 'places', level: 'country', source: 'ours', blocs: { shores: ['XTT'] } },
		territories: ['XTT', 'XUU'].map((id) => ({ id, name: { en: id } }))
	});
	const code = ([list, id]: readonly [string, string]) =>
		`  - list: ${list}\n    id: ${id}\n    label: { en: A }\n${tail}`;
	instance.write('data/registers/codes.yaml', `id: codes\nentries:\n${codes.map(code).join('')}`);
}

const blocs = (text: string) =>
	`id: places\nlevel: country\nsource: ours\nblocs:\n${text}\nterritories: [{ id: XTT, name: { en: A } }, { id: XUU, name: { en: B } }]\n`;
const recommendation = (fields: string) =>
	`id: recommendations\nentries:\n  - id: one\n    cycle: '2024'\n    text: { en: Do it }\n${fields}${tail}`;
const attendance = (fields: string) =>
	`id: attendance\nentries:\n  - id: one\n    event: { en: A meeting }\n${fields}${tail}`;

describe('what a profile of a country is declared by', () => {
	test.for([
		[
			'a country of a bloc that the list does not have',
			'territories/places.yaml',
			blocs('  shores: [XTT, ‸XUV]'),
			'blocs.shores[1]: not a territory of this list: XUV'
		],
		[
			'a country in two blocs',
			'territories/places.yaml',
			blocs('  shores: [XTT]\n  hills: [XUU, ‸XTT]'),
			'blocs.hills[1]: in a bloc already: XTT'
		],
		[
			'a bloc without a name',
			'territories/places.yaml',
			blocs('  ‸shore: [XTT]'),
			'blocs.shore: unknown code of blocs: shore, did you mean shores'
		],
		[
			'a country that attended in another bloc',
			'registers/attendance.yaml',
			attendance('    country: XTT\n    bloc: ‸hills\n'),
			'entries[0].bloc: XTT is in another one, shores: hills'
		],
		[
			'a recommendation to an unknown country',
			'registers/recommendations.yaml',
			recommendation('    country: ‸XTV\n    area: demand-reduction\n'),
			'entries[0].country: unknown country: XTV, did you mean XTT'
		],
		[
			'a state that is no code',
			'registers/recommendations.yaml',
			recommendation('    country: XTT\n    area: demand-reduction\n    state: ‸in-progres\n'),
			'entries[0].state: unknown code of recommendation-states: in-progres, did you mean in-progress'
		],
		[
			'an area that is no code',
			'registers/recommendations.yaml',
			recommendation('    country: XTT\n    area: ‸demand\n'),
			'entries[0].area: unknown code of recommendation-areas: demand'
		],
		[
			'the date of a state that nobody states',
			'registers/recommendations.yaml',
			recommendation('    country: XTT\n    area: demand-reduction\n    stateDate: ‸2025\n'),
			'entries[0].stateDate: the date of a state that is not stated: 2025'
		]
	] as const)('names %s', ([, file, to, message]) => {
		const { lines, place } = faultsAfter({ file, to }, countries);
		expect(lines).toEqual([expect.stringContaining(message)]);
		expect(lines[0]).toContain(place);
	});

	test('is in order with a recommendation without a state, and a bloc of each country', () => {
		const { lines } = faultsAfter(
			{
				file: 'registers/recommendations.yaml',
				to: recommendation('    country: XUU\n    area: demand-reduction\n')
			},
			countries
		);
		expect(lines).toEqual([]);
	});
});
