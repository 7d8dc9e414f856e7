import { type Declaration, type Instance, makeInstance, testSurvey } from './instance.ts';

const text = (words: string) => ({ es: words, en: words });
const kinds = ['robbery', 'fraud'];

/** Of the six sampling units of the people (strata 1 and 2) three have no offence, two in stratum 2. */
export const offences: readonly (readonly [
	id: number,
	h: number,
	psu: number,
	w: number,
	kind: number
])[] = [
	[1, 1, 0, 2, 1],
	[1, 1, 0, 2, 2],
	[4, 1, 0, 5, 1],
	[12, 1, 1, 3, 2],
	[13, 1, 1, 1, 1],
	[33, 2, 3, 4, 1],
	[34, 2, 3, 7, 2]
];

/** The survey of `makeInstance`, not open, with the offences of its people as a unit of their own. */
export function offenceInstance(
	event: Declaration = { frame: 'people' },
	changes: Declaration = {}
): Instance {
	const survey = testSurvey({ tier: 'local', ...changes });
	const { units } = survey['design'] as { units: Declaration[] };
	const weights = [{ id: 'offence', column: 'w', label: text('weight of the offence') }];
	const design = { id: 'event', file: 'offences', weights, ids: ['psu'], strata: ['h'], ...event };
	const file = { id: 'offences', path: 'offences.csv', format: 'csv', key: ['id'], many: true };
	const instance = makeInstance({
		...survey,
		files: [
			...(survey['files'] as Declaration[]),
			{ ...file, joins: 'people', absent: 'not-applicable' }
		],
		design: { completeness: 'full', units: [...units, design] },
		mappings: [
			...(survey['mappings'] as Declaration[]),
			{
				...{ concept: 'offence_kind', units: ['event'], file: 'offences', variable: 'kind' },
				codes: { '1': 'robbery', '2': 'fraud' }
			},
			{
				...{ concept: 'victim_sex', units: ['event'], file: 'people', variable: 'sex' },
				codes: { '1': 'man', '2': 'woman' }
			},
			{
				...{ concept: 'offence_number', units: ['event'], file: 'offences', variable: 'kind' },
				range: [0, 9]
			}
		]
	});
	const concept = (id: string, more: Declaration) =>
		instance.yaml(`data/concepts/${id}.yaml`, {
			...{ id, label: text(id), definition: text(id) },
			...more
		});
	const categories = (ids: readonly string[]) => ids.map((id) => ({ id, label: text(id) }));
	concept('offence_kind', { kind: 'category', categories: categories(kinds) });
	concept('victim_sex', { kind: 'category', categories: categories(['man', 'woman']) });
	concept('offence_number', { kind: 'number', unit: text('offences') });
	instance.write('sources/offences.csv', offencesCsv(offences));
	return instance;
}

export const offencesCsv = (rows: readonly (readonly number[])[]) =>
	['id,h,psu,w,kind', ...rows.map((row) => row.join(',')), ''].join('\n');
