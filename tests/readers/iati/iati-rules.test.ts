import { describe, expect, test } from 'vitest';
import { iatiElements } from '#lib/readers/iati/iati.ts';
import { brokenRules } from '#lib/readers/iati/iati-rules.ts';
import { textSource } from '../../support/byte-sources.ts';
import { describeWithSources, sourceFile } from '../../support/sources.ts';
import { fileSource } from '../../../pipelines/read/file-source.ts';

const resultOf = (inside: string, attributes = 'type="1"') =>
	`<iati-activities version="2.03"><iati-activity><result ${attributes}>${inside}</result></iati-activity></iati-activities>`;
const indicatorOf = (inside: string, measure = '1') =>
	resultOf(`<indicator measure="${measure}">${inside}</indicator>`);
const valued = (name: string, value: string) =>
	name === 'baseline'
		? `<baseline year="2020"${value}/>`
		: `<period><period-start iso-date="2020-01-01"/><period-end iso-date="2020-12-31"/><${name}${value}/></period>`;
const periodOf = (start: string, end: string) =>
	`<period><period-start iso-date="${start}"/><period-end iso-date="${end}"/></period>`;

async function faultsOf(xml: string) {
	const found = [];
	for await (const { element } of iatiElements(textSource(xml)))
		found.push(...brokenRules(element, 'iati-activity[1]'));
	return found;
}

/** Rule, severity, what keeps it, what breaks it, and the element that is named. */
type Case = readonly [string, 'error' | 'warning', string, string, string];

const values = [
	['8.8', 'baseline', 'baseline[1]'],
	['8.9', 'target', 'period[1]/target[1]'],
	['8.10', 'actual', 'period[1]/actual[1]']
].flatMap(([rule = '', name = '', at = '']): Case[] => {
	const way = `indicator[1]/${at}`;
	const of = (value: string, measure?: string) => indicatorOf(valued(name, value), measure);
	return [
		[`${rule}.1`, 'error', of(' value="3"'), of(''), way],
		[`${rule}.1`, 'error', of('', '5'), of(' value=" "'), way],
		[`${rule}.2`, 'warning', of(' value="-3.5"'), of(' value="No"'), way],
		[`${rule}.2`, 'warning', of(' value="1000"'), of(' value="1,000"'), way],
		[`${rule}.3`, 'warning', of('', '5'), of(' value="3"', '5'), way]
	];
});

const documents = [
	['57', '', (inside: string) => resultOf(inside)],
	[
		'61',
		'indicator[1]/baseline[1]/',
		(inside: string) => indicatorOf(`<baseline year="2020" value="1">${inside}</baseline>`)
	],
	['65', 'indicator[1]/', (inside: string) => indicatorOf(inside)],
	[
		'68',
		'indicator[1]/period[1]/actual[1]/',
		(inside: string) => indicatorOf(`<period><actual value="1">${inside}</actual></period>`)
	],
	[
		'71',
		'indicator[1]/period[1]/target[1]/',
		(inside: string) => indicatorOf(`<period><target value="1">${inside}</target></period>`)
	]
] as const;

const linked = documents.flatMap(([first, way, of]): Case[] => {
	const rule = (n: number) => `9.${Number(first) + n}`;
	const link = (attributes: string, inside = '') =>
		of(`<document-link ${attributes}>${inside}</document-link>`);
	const inside = (element: string) => link('format="text/html"', element);
	return [
		[
			rule(0),
			'error',
			link('format="application/pdf"'),
			link('format="pdf"'),
			`${way}document-link[1]`
		],
		[
			rule(1),
			'error',
			inside('<category code="A08"/>'),
			inside('<category code="Z1"/>'),
			`${way}document-link[1]/category[1]`
		],
		[
			rule(2),
			'error',
			inside('<language code="es"/>'),
			inside('<language code="spanish"/>'),
			`${way}document-link[1]/language[1]`
		]
	];
});

const reference = '<reference vocabulary="99" code="a"/>';
const cases: readonly Case[] = [
	[
		'8.6.1',
		'error',
		indicatorOf(periodOf('2020-01-01', '2020-12-31')),
		indicatorOf(periodOf('2021-01-01', '2020-12-31')),
		'indicator[1]/period[1]'
	],
	[
		'8.6.1',
		'error',
		indicatorOf(periodOf('2020-01-01', '2020-01-01')),
		indicatorOf(`${periodOf('2020-01-01', '2020-12-31')}${periodOf('2020-01-02', '2020-01-01')}`),
		'indicator[1]/period[2]'
	],
	...values,
	[
		'8.11.1',
		'error',
		indicatorOf(reference),
		resultOf(`${reference}<indicator measure="1">${reference}</indicator>`),
		'indicator[1]/reference[1]'
	],
	['9.55', 'error', resultOf('', 'type="9"'), resultOf('', 'type="output"'), ''],
	[
		'9.56',
		'error',
		resultOf('<description type="1"/>'),
		resultOf('<description type="x"/>'),
		'description[1]'
	],
	['9.60', 'error', indicatorOf('', '4'), indicatorOf('', 'Unit'), 'indicator[1]'],
	[
		'9.64',
		'error',
		indicatorOf('<description/>'),
		indicatorOf('<description type="9"/>'),
		'indicator[1]/description[1]'
	],
	[
		'9.74',
		'error',
		indicatorOf('<reference vocabulary="9"/>'),
		indicatorOf('<reference vocabulary="10"/>'),
		'indicator[1]/reference[1]'
	],
	[
		'9.75',
		'error',
		resultOf('<reference vocabulary="99"/>'),
		resultOf('<reference vocabulary="1"/>'),
		'reference[1]'
	],
	...linked
];

describe('brokenRules', () => {
	test.for(cases)('names rule %s as %s', async ([rule, severity, kept, broken, way]) => {
		expect(await faultsOf(kept)).toEqual([]);
		const path = `iati-activity[1]/result[1]${way === '' ? '' : `/${way}`}`;
		expect(await faultsOf(broken)).toEqual([
			{ rule, severity, path, line: 1, message: expect.any(String) as string }
		]);
	});

	test('covers every rule of the table', () => {
		const wanted = [
			...['8.6.1', '8.11.1'],
			...[8, 9, 10].flatMap((n) => [1, 2, 3].map((k) => `8.${n}.${k}`)),
			...Array.from({ length: 21 }, (_, i) => `9.${55 + i}`)
		];
		expect(new Set(cases.map(([rule]) => rule))).toEqual(new Set(wanted));
	});
});

describeWithSources('rules in real files', 'iati', () => {
	async function countsOf(name: string) {
		const counts: Record<string, number> = {};
		for await (const { element } of iatiElements(fileSource(sourceFile(`iati/${name}`))))
			for (const { rule } of brokenRules(element, '')) counts[rule] = (counts[rule] ?? 0) + 1;
		return counts;
	}

	test('are broken in worldbank-sv by three empty actuals and by texts for numbers', async () => {
		const found = await countsOf('worldbank-sv.xml');
		expect(found['8.10.1']).toBe(3);
		expect(Object.keys(found).every((rule) => /^8\.(8|9|10)\.[123]$/.test(rule))).toBe(true);
	});

	test('are broken throughout by the codes of the test of the standard', async () => {
		const found = await countsOf('ssot-24-results.xml');
		expect(found).toMatchObject({ '9.55': 13, '9.60': 14 });
	});

	test('are all kept in wri, whose indicators have no values', async () => {
		expect(await countsOf('wri-521257057-strategic-plan-2023-2027.xml')).toEqual({});
	});
});
