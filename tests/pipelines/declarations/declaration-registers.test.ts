import { describe, expect, test } from 'vitest';
import { faultsAfter } from '../../support/declared-faults.ts';
import type { Instance } from '../../support/instance.ts';

const tail = `    date: not stated
    source: { document: A document, place: page 1 }
    lastChecked: 2024-05-01
`;
const square = '0 0 100 0 0 100 -100 0 0 -100';

/** A country of one square, a city in it, and the codes that entries use. */
function place(instance: Instance): void {
	const name = { en: 'Somewhere' };
	const list = { source: 'ours' };
	instance.yaml('data/territories/places.yaml', {
		...{ id: 'places', level: 'country', ...list, territories: [{ id: 'XTT', name }] }
	});
	instance.yaml('data/territories/parts.yaml', {
		...{ id: 'parts', level: 'state', parent: 'XTT', ...list, territories: [{ id: 'north', name }] }
	});
	instance.write(
		'data/shapes/parts.yaml',
		`id: parts\nsource: { citation: ours, licence: CC0-1.0 }\nterritories: { north: [[[0]]] }\narcs:\n  - ${square}\n`
	);
	const code = (own: string, id: string) =>
		`  - list: ${own}\n    id: ${id}\n    label: { en: A }\n${tail}`;
	const codes = [
		...[code('service-types', 'treatment'), code('stages', 'judicial')],
		...[
			code('budget-lines', 'staff'),
			code('relation-kinds', 'funds'),
			code('relation-states', 'told')
		],
		...[code('livelihood-measures', 'employment')]
	];
	instance.write(
		'data/registers/codes.yaml',
		`id: codes\nentries:\n${[...codes, code('place-levels', 'city'), code('sexes', 'all'), code('units', 'percent'), code('themes', 'justice')].join('')}`
	);
	instance.write(
		'data/registers/places.yaml',
		`id: places\nentries:\n  - id: town\n    name: { en: Town }\n    level: city\n    country: XTT\n    territory: north\n${tail}`
	);
}

const service = (fields: string) =>
	`id: services\nentries:\n  - id: one\n    name: { en: One }\n    place: town\n    type: treatment\n${fields}${tail}`;
const cascade = (fields: string) =>
	`id: cascades\nentries:\n  - id: one\n    country: XTT\n    stage: judicial\n    sex: all\n    from: 2023-01-01\n    until: 2023-12-31\n${fields}${tail}`;
const budget = (fields: string) =>
	`id: budgets\nentries:\n  - id: one\n    year: 2023\n    line: staff\n    currency: XTS\n${fields}${tail}`;
const counsellors = (fields: string) =>
	`id: counsellors\nentries:\n  - id: one\n    country: XTT\n    year: 2023\n${fields}${tail}`;
const relation = (fields: string) =>
	`id: relations\nentries:\n  - id: one\n    kind: funds\n    state: told\n${fields}${tail}`;
const livelihood = (fields: string) =>
	`id: livelihoods\nentries:\n  - id: one\n    programme: any\n    cohort: '2022'\n    sex: all\n    window: 12\n    exited: 90\n    followed: 60\n    disclosure: any\n${fields}${tail}`;
const figure = (fields: string) =>
	`id: figures\nentries:\n  - id: one\n    wording: { en: One }\n    unit: percent\n    theme: justice\n${fields}${tail}`;

describe('a register', () => {
	test.for([
		[
			'a code that no list has',
			'services',
			service('').replace('treatment', '‸tretment'),
			'entries[0].type: unknown code of service-types: tretment, did you mean treatment'
		],
		[
			'an unknown country',
			'services',
			service('    country: ‸XTU\n'),
			'entries[0].country: unknown country: XTU, did you mean XTT'
		],
		[
			'coordinates in the sea',
			'services',
			service('    longitude: ‸150\n    latitude: 50\n'),
			'entries[0].longitude: in the sea or outside XTT: 150, 50'
		],
		[
			'text in a field of numbers',
			'services',
			service("    longitude: ‸'No'\n    latitude: 50\n"),
			'entries[0].longitude: expected a number, received "No"'
		],
		[
			'a day of checking that has not come',
			'services',
			service('').replace('2024-05-01', '‸2999-01-01'),
			'entries[0].lastChecked: a day that has not come yet: 2999-01-01'
		],
		[
			'a cascade that grows',
			'cascades',
			cascade('    eligible: 10\n    accepted: ‸11\n'),
			'entries[0].accepted: more than eligible, 10: 11'
		],
		[
			'money spent that nobody planned',
			'budgets',
			budget('    programme: any\n    executed: ‸10\n'),
			'entries[0].executed: executed without what was planned: 10'
		],
		[
			'more new certificates than hold one',
			'counsellors',
			counsellors('    newlyCertified: ‸11\n    certified: 10\n'),
			'entries[0].newlyCertified: more than hold a certificate, 10: 11'
		],
		[
			'a percentage over 100 without its numerator',
			'figures',
			figure('    value: ‸120\n'),
			'entries[0].value: a percentage over 100 needs its numerator: 120'
		],
		[
			'a figure without a source that nobody is quoted for',
			'figures',
			figure('    value: 20\n    sourced: ‸false\n'),
			'entries[0].sourced: a figure without a source is quoted: sourced is false'
		]
	] as const)('may not hold %s', ([, register, to, message]) => {
		const { lines, place: at } = faultsAfter({ file: `registers/${register}.yaml`, to }, place);
		expect(lines).toEqual([`${at}: ${message}`]);
	});

	test('may not hold two entries of one id', () => {
		const twice = service('');
		const to = twice + twice.slice(twice.indexOf('  - id')).replace('id: one', 'id: ‸one');
		const { lines, place: at } = faultsAfter({ file: 'registers/services.yaml', to }, place);
		expect(lines).toEqual([`${at}: entries[1].id: stands twice: one`]);
	});

	test.for([
		['    measure: employment\n    denominator: 61\n', 'denominator: more than followed, 60: 61'],
		[
			'    measure: employment\n    numerator: 5\n',
			'denominator: a figure of employment needs it: missing'
		],
		['    measure: employment\n    mean: 5\n', 'mean: not of employment: 5'],
		[
			'    measure: licit-income\n    denominator: 50\n    mean: 5\n    currency: XTS\n',
			'standardDeviation: a figure of licit-income needs it: missing'
		]
	] as const)('may not hold a figure after a programme that cannot be: %s', ([fields, message]) => {
		const { lines } = faultsAfter(
			{ file: 'registers/livelihoods.yaml', to: livelihood(fields) },
			place
		);
		expect(lines).toEqual([expect.stringContaining(`entries[0].${message}`)]);
	});

	test('may not hold an actor that has to do with itself, nor one that nobody declared', () => {
		const lines = (fields: string) =>
			faultsAfter({ file: 'registers/relations.yaml', to: relation(fields) }, place).lines;
		expect(lines('    actor: police\n    other: police\n')).toEqual([
			expect.stringContaining('entries[0].other: the actor itself: police')
		]);
		expect(lines('    actor: police\n    other: courts\n')[0]).toContain('unknown actor: police');
	});

	test('may not hold a line of a budget twice, and may in two currencies', () => {
		const line = budget('    intervention: school\n');
		const next = line.slice(line.indexOf('  - id')).replace('id: one', 'id: two');
		const lines = (to: string) =>
			faultsAfter({ file: 'registers/budgets.yaml', to }, place).lines.filter((one) =>
				one.includes('twice')
			);
		expect(lines(line + next)).toEqual([
			expect.stringContaining('entries[1].line: stands twice in 2023 in XTS: staff')
		]);
		expect(lines(line + next.replace('XTS', 'XXX'))).toEqual([]);
	});

	test('is in order with coordinates inside, and with none', () => {
		for (const fields of ['    longitude: 50\n    latitude: 50\n', ''])
			expect(
				faultsAfter({ file: 'registers/services.yaml', to: service(fields) }, place).lines
			).toEqual([]);
	});
});
