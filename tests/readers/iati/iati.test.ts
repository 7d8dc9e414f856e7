import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type IatiActivity, iatiActivities } from '#lib/readers/iati/iati.ts';
import type { IatiIndicator } from '#lib/readers/iati/iati-results.ts';
import { fileSource } from '../../../pipelines/read/file-source.ts';
import { bytesSource, textSource, utf8 } from '../../support/byte-sources.ts';
import { answered, mutants } from '../../support/mutants.ts';
import { describeWithSources, sourceFile } from '../../support/sources.ts';
import { listOf } from '../../support/xml-documents.ts';
import { xmlEditor, xmlEdits } from '../../support/xml-edits.ts';

const fileOf = (activities: string) =>
	`<iati-activities version="2.03" generated-datetime="2024-01-01T00:00:00Z">${activities}</iati-activities>`;
const activityOf = (inside: string) =>
	fileOf(`<iati-activity xml:lang="es">${inside}</iati-activity>`);

async function activity(inside: string): Promise<IatiActivity> {
	const [first] = await listOf(iatiActivities(textSource(activityOf(inside))));
	if (!first) throw new Error('no activity');
	return first;
}

const programme = `
<iati-identifier> XX-1 </iati-identifier>
<reporting-org ref="XX" type="10" secondary-reporter="0"><narrative>Observatorio</narrative></reporting-org>
<title><narrative>Barrio seguro</narrative><narrative xml:lang="en">Safe place</narrative></title>
<description type="1" xml:lang="pt"><narrative>Um</narrative></description>
<description type="2"><narrative>Dos &amp; <![CDATA[<tres>]]></narrative></description>
<activity-status code="2"/>
<activity-date type="2" iso-date="2023-01-31"><narrative>inicio</narrative></activity-date>
<participating-org ref="YY" role="4" type="40" activity-id="YY-1"/>
<recipient-country code="CO" percentage="60"/><recipient-region code="298" vocabulary="1"/>
<sector code="16063" vocabulary="1" percentage="100"/>
<tag code="3.5" vocabulary="3" vocabulary-uri=""/>
<budget type="1" status="2"><period-start iso-date="2023-01-01"/><period-end iso-date="2023-12-31"/>
<value currency="USD" value-date="2023-01-01"> 1,000.50 </value></budget>
<document-link url="http://example.org/a" format="text/html"><title><narrative>Web</narrative></title>
<category code="A01"/><language code="es"/><document-date iso-date="2023-02-01"/></document-link>`;

const results = `<result type="2" aggregation-status="false">
<title><narrative>Menos venta visible</narrative></title>
<description><narrative>En el barrio</narrative></description>
<reference vocabulary="99" code="R1" vocabulary-uri="http://example.org"/>
<indicator measure="1" ascending="0" aggregation-status="0">
<title><narrative>Personas que la ven</narrative></title>
<reference vocabulary="99" code="I1" indicator-uri="http://example.org/i"/>
<baseline year="2022" iso-date="2022-12-31" value="No">
<location ref="AF-KAN"/><dimension name="sex" value="female"/><dimension name="age" value="adult"/>
<comment><narrative>sin dato</narrative></comment><document-link url="http://example.org/b"/>
</baseline>
<baseline year="2021"/>
<period><period-start iso-date="2023-01-01"/><period-end iso-date="2023-12-31"/>
<target value=" 10,5 % "><dimension name="sex" value="male"/></target>
<target value="11"/>
<actual value=""><comment><narrative>pendiente</narrative></comment></actual>
<actual value="9"/></period>
</indicator></result>`;

describe('iatiActivities', () => {
	test('reads what an activity is', async () => {
		const read = await activity(programme);
		expect(read).toMatchObject({
			file: { version: '2.03', generatedDatetime: '2024-01-01T00:00:00Z' },
			language: 'es',
			identifier: ' XX-1 ',
			reportingOrganisation: { ref: 'XX', type: '10', secondaryReporter: '0' },
			titles: [
				{ text: 'Barrio seguro', language: 'es' },
				{ text: 'Safe place', language: 'en' }
			],
			descriptions: [
				{ type: '1', texts: [{ text: 'Um', language: 'pt' }] },
				{ type: '2', texts: [{ text: 'Dos & <tres>', language: 'es' }] }
			],
			status: { code: '2' },
			dates: [{ type: '2', isoDate: '2023-01-31', texts: [{ text: 'inicio' }] }],
			participatingOrganisations: [{ ref: 'YY', role: '4', type: '40', activityId: 'YY-1' }],
			recipientCountries: [{ code: 'CO', percentage: '60' }],
			recipientRegions: [{ code: '298', vocabulary: '1' }],
			sectors: [{ code: '16063', vocabulary: '1', percentage: '100' }],
			tags: [{ code: '3.5', vocabulary: '3', vocabularyUri: '' }],
			documents: [
				{
					...{ url: 'http://example.org/a', format: 'text/html', titles: [{ text: 'Web' }] },
					...{ categories: [{ code: 'A01' }], languages: [{ code: 'es' }] },
					date: { isoDate: '2023-02-01' }
				}
			]
		});
		expect(read.budgets).toEqual([
			{
				...{ type: '1', status: '2', line: 13 },
				start: { isoDate: '2023-01-01', line: 13, texts: [] },
				end: { isoDate: '2023-12-31', line: 13, texts: [] },
				value: { currency: 'USD', valueDate: '2023-01-01', line: 14, text: ' 1,000.50 ' }
			}
		]);
		expect(read.ignored).toEqual(new Map());
	});

	test('reads results with every value as it is written and the line of each element', async () => {
		const { results: found, ignored } = await activity(results);
		expect(found).toMatchObject([
			{
				...{ type: '2', aggregationStatus: 'false', line: 1 },
				titles: [{ text: 'Menos venta visible', line: 2, isNarrative: true }],
				descriptions: [{ text: 'En el barrio' }],
				references: [{ vocabulary: '99', code: 'R1', vocabularyUri: 'http://example.org', line: 4 }]
			}
		]);
		expect(found[0]?.indicators).toMatchObject([
			{
				...{ measure: '1', ascending: '0', aggregationStatus: '0', line: 5 },
				references: [{ code: 'I1', indicatorUri: 'http://example.org/i' }],
				baselines: [
					{
						...{ value: 'No', year: '2022', isoDate: '2022-12-31', line: 8 },
						locations: [{ ref: 'AF-KAN', line: 9 }],
						dimensions: [
							{ name: 'sex', value: 'female' },
							{ name: 'age', value: 'adult' }
						],
						comments: [{ text: 'sin dato' }],
						documents: [{ url: 'http://example.org/b' }]
					},
					{ year: '2021', line: 12 }
				],
				periods: [
					{
						...{ line: 13, start: { isoDate: '2023-01-01' }, end: { isoDate: '2023-12-31' } },
						targets: [
							{ value: ' 10,5 % ', line: 14, dimensions: [{ name: 'sex', value: 'male' }] },
							{ value: '11', line: 15 }
						],
						actuals: [
							{ value: '', line: 16, comments: [{ text: 'pendiente' }] },
							{ value: '9', line: 17 }
						]
					}
				]
			}
		]);
		expect(found[0]?.indicators[0]?.baselines[1]).not.toHaveProperty('value');
		expect(ignored).toEqual(new Map());
	});

	test('keeps a text that stands outside a narrative, and says so', async () => {
		const { titles } = await activity('<title>Sin narrativa<narrative>con</narrative></title>');
		expect(titles).toEqual([
			{ text: 'Sin narrativa', language: 'es', line: 1, isNarrative: false },
			{ text: 'con', language: 'es', line: 1, isNarrative: true }
		]);
	});

	test('counts what it does not know, wherever it stands', async () => {
		const read = await activity(
			`<transaction><value>1</value></transaction><transaction/><sector colour="red"/>
			<activity-status code="1"/><activity-status code="2"/><x:sector xmlns:x="urn:x" code="9"/>
			<result><indicator><period><period-end iso-date="a"/><period-end iso-date="b"/>
			<actual value="1"><narrative>n</narrative>lost</actual></period></indicator></result>`
		);
		expect(Object.fromEntries(read.ignored)).toEqual({
			...{ transaction: 2, 'sector/@colour': 1, 'activity-status': 1, sector: 1 },
			'result/indicator/period/period-end': 1,
			'result/indicator/period/actual/narrative': 1,
			'result/indicator/period/actual/text()': 1
		});
		expect(read.sectors).toHaveLength(1);
	});

	test('counts what stands beside the activities', async () => {
		const text = fileOf('stray<iati-activity/><other><more/></other><iati-activity/>');
		const found = await listOf(iatiActivities(textSource(text)));
		expect(found).toHaveLength(2);
		expect(found[1]?.file.ignored).toEqual(
			new Map([
				['text()', 1],
				['other', 1],
				['more', 1]
			])
		);
	});

	test('finds activities inside the answer of a web service', async () => {
		const text = `<result><ok>True</ok>${activityOf('<iati-identifier>a</iati-identifier>')}</result>`;
		const [found] = await listOf(iatiActivities(textSource(text)));
		expect(found).toMatchObject({ identifier: 'a', file: { version: '2.03' } });
	});

	test('gives no activity of an empty file, and refuses another document', async () => {
		expect(await listOf(iatiActivities(textSource(fileOf(''))))).toEqual([]);
		await expect(listOf(iatiActivities(textSource('<html><body/></html>')))).rejects.toThrow(
			'no IATI activity file: it has no <iati-activities>, but html, body'
		);
	});

	const whole = fileOf(`<iati-activity>${programme}${results}</iati-activity>`);

	test('ends with activities or a DataError whatever a program made of them', async () => {
		const edit = await xmlEditor(whole, 'iati-activities');
		await fc.assert(
			fc.asyncProperty(xmlEdits, async (edits) => {
				const reading = () => listOf(iatiActivities(textSource(edit(edits))));
				expect(await answered([reading])).toBeLessThanOrEqual(1);
			}),
			{ numRuns: 300 }
		);
	}, 30_000);

	test('ends with activities or a DataError whatever became of the file', async () => {
		const readings = [...mutants(utf8(whole), { count: 1000, seed: 5 })].map(
			(mutant) => async () => {
				await listOf(iatiActivities(bytesSource(mutant)));
			}
		);
		expect(await answered(readings)).toBeGreaterThan(30);
	}, 30_000);
});

describeWithSources('iatiActivities of real files', 'iati', () => {
	const read = (name: string) => listOf(iatiActivities(fileSource(sourceFile(`iati/${name}`))));
	const indicators = (activities: readonly IatiActivity[]) =>
		activities.flatMap(({ results: all }) => all.flatMap((result) => result.indicators));
	const periods = (all: readonly IatiIndicator[]) => all.flatMap((indicator) => indicator.periods);

	test('finds 251 triples of the World Bank, 3 empty actuals and a "No"', async () => {
		const activities = await read('worldbank-sv.xml');
		expect(activities).toHaveLength(13);
		expect(activities.filter(({ results: all }) => all.length > 0)).toHaveLength(7);
		const triples = indicators(activities).flatMap(({ baselines, periods: all }) =>
			baselines.flatMap((baseline) =>
				all.flatMap(({ targets, actuals }) =>
					targets.flatMap((target) => actuals.map((actual) => [baseline, target, actual]))
				)
			)
		);
		expect(triples).toHaveLength(251);
		expect(triples.filter(([, , actual]) => actual?.value === '')).toHaveLength(3);
		expect(triples.flat().filter(({ value }) => value?.trim() === 'No').length).toBeGreaterThan(0);
	});

	test('finds 478 activities and 493 results without actuals of CAF', async () => {
		const activities = await read('CAF-ActivityFile-2025-10-10.xml');
		expect(activities).toHaveLength(478);
		expect(activities.flatMap(({ results: all }) => all)).toHaveLength(493);
		const all = indicators(activities);
		expect(all.filter(({ baselines }) => baselines.length === 1)).toHaveLength(493);
		expect(periods(all).filter(({ targets }) => targets.length === 1)).toHaveLength(493);
		expect(periods(all).flatMap(({ actuals }) => actuals)).toHaveLength(0);
	});

	test('finds 24 indicators of WRI without baseline or target', async () => {
		const all = indicators(await read('wri-521257057-strategic-plan-2023-2027.xml'));
		expect(all).toHaveLength(24);
		expect(all.flatMap(({ baselines }) => baselines)).toHaveLength(0);
		expect(periods(all).flatMap(({ targets }) => targets)).toHaveLength(0);
	});

	test("reads the standard's own test whole", async () => {
		const activities = await read('ssot-24-results.xml');
		const all = indicators(activities);
		expect(activities[0]?.results).toHaveLength(13);
		expect(all).toHaveLength(14);
		const measured = periods(all).flatMap(({ targets, actuals }) => [...targets, ...actuals]);
		expect(measured.flatMap(({ dimensions }) => dimensions)).toHaveLength(2);
		expect(activities.flatMap(({ ignored }) => [...ignored])).toEqual([]);
	});
});
