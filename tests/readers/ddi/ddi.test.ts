import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type DdiCodebook, ddiCodebook } from '#lib/readers/ddi/ddi.ts';
import type { DdiVariable } from '#lib/readers/ddi/ddi-variable.ts';
import { fileSource } from '../../../pipelines/read/file-source.ts';
import { bytesSource, textSource, utf8 } from '../../support/byte-sources.ts';
import { answered, mutants } from '../../support/mutants.ts';
import { describeWithSources, sourceFile } from '../../support/sources.ts';
import { xmlEditor, xmlEdits } from '../../support/xml-edits.ts';

const codebook = (inside: string, attributes = 'version="2.5" xmlns="ddi:codebook:2_5"') =>
	ddiCodebook(textSource(`<codeBook ${attributes}>${inside}</codeBook>`));

async function variable(inside: string, attributes = 'ID="V1" name="d12"'): Promise<DdiVariable> {
	const { variables } = await codebook(`<dataDscr><var ${attributes}>${inside}</var></dataDscr>`);
	const [first] = variables;
	if (!first) throw new Error('no variable');
	return first;
}

const study = `<stdyDscr><citation>
<titlStmt><titl>Encuesta</titl><parTitl xml:lang="en">Survey</parTitl><IDNo agency="X"> X-1 </IDNo></titlStmt>
<rspStmt><AuthEnty affiliation="Gobierno">Observatorio</AuthEnty></rspStmt>
<prodStmt><producer abbr="INE">Instituto</producer><prodDate date="2020-02-01">febrero</prodDate></prodStmt>
<distStmt><distrbtr>Archivo</distrbtr><distDate date="2021"/></distStmt>
<verStmt><version date="2022-01-01">1.0</version></verStmt><biblCit>Cita</biblCit></citation>
<stdyInfo><abstract><p>Uno</p><p>dos</p></abstract><sumDscr>
<timePrd event="single" date="2019">2019</timePrd><collDate event="start" date="2019-03-01"/>
<nation abbr="CO">Colombia</nation><geogCover>Urbano</geogCover><anlyUnit>Persona</anlyUnit>
<universe clusion="I">12 a 65</universe></sumDscr><notes>n1</notes></stdyInfo>
<method><dataColl><sampProc>Estratificado</sampProc><sampleFrame>Censo</sampleFrame>
<collMode>CAPI</collMode><weight>FEX</weight></dataColl><anlyInfo><respRate>80 %</respRate></anlyInfo></method>
<dataAccs><useStmt><citReq>Cite</citReq><conditions>Libre</conditions></useStmt></dataAccs></stdyDscr>`;
const file = `<fileDscr ID="F1"><fileTxt><fileName>personas.dat</fileName><fileCont>Personas</fileCont>
<dimensns><caseQnty>49,756</caseQnty><varQnty>12</varQnty></dimensns></fileTxt></fileDscr>`;

const full = `<location StartPos="10" EndPos="11" width="2" RecSegNo="1"/>
<labl xml:lang="es">Venta</labl><labl level="variable" xml:lang="en">Sale</labl>
<qstn seqNo="12"><preQTxt>Ahora</preQTxt><qstnLit>¿Ha visto<br/>vender?</qstnLit>
<postQTxt>Gracias</postQTxt><ivuInstr>No leer</ivuInstr><forward qstn="Q2">Siga</forward></qstn>
<valrng><range min="1" max="4"/><item VALUE="7"/></valrng>
<invalrng><item VALUE="99"/><item VALUE="9"/><range min="96" max="98"/><range min="900"/></invalrng>
<universe>Todos</universe><sumStat type="vald">100</sumStat><sumStat type="mean" wgtd="wgtd">1.5</sumStat>
<txt>Descripción</txt><catgry><catValu> 01 </catValu><labl xml:lang="es">Sí</labl><labl xml:lang="en">Yes</labl>
<catStat type="freq">60</catStat><catStat type="freq" wgtd="wgtd">6000.5</catStat></catgry>
<catgry missing="Y" missType="dk"><catValu>9</catValu><labl>No sabe</labl></catgry>
<catgry><labl>Sin código</labl></catgry><codInstr>Código</codInstr><concept>Venta</concept>
<varFormat type="numeric"/><notes>Nota</notes>`;

describe('ddiCodebook', () => {
	test('reads what the survey is', async () => {
		const read = await codebook(study + file);
		expect(read).toMatchObject({ version: '2.5', variables: [], notes: [] });
		expect(read.study).toEqual({
			ids: [{ id: 'X-1', agency: 'X' }],
			titles: [{ text: 'Encuesta' }, { text: 'Survey', language: 'en' }],
			producers: [
				{ name: 'Observatorio', affiliation: 'Gobierno' },
				{ name: 'Instituto', abbreviation: 'INE' }
			],
			distributors: [{ name: 'Archivo' }],
			dates: [
				{ of: 'collection', event: 'start', date: '2019-03-01', text: '' },
				{ of: 'period', event: 'single', date: '2019', text: '2019' },
				{ of: 'production', date: '2020-02-01', text: 'febrero' },
				{ of: 'distribution', date: '2021', text: '' },
				{ of: 'version', date: '2022-01-01', text: '1.0' }
			],
			...{ nations: [{ text: 'Colombia' }], geography: [{ text: 'Urbano' }] },
			...{ abstract: [{ text: 'Uno\n\ndos' }], universe: [{ text: '12 a 65' }] },
			...{ analysisUnit: [{ text: 'Persona' }], samplingProcedure: [{ text: 'Estratificado' }] },
			...{ samplingFrame: [{ text: 'Censo' }], mode: [{ text: 'CAPI' }] },
			...{ weighting: [{ text: 'FEX' }], responseRate: [{ text: '80 %' }] },
			...{ citation: [{ text: 'Cita' }], citationRequirement: [{ text: 'Cite' }] },
			...{ conditions: [{ text: 'Libre' }], notes: [{ text: 'n1' }] }
		});
		expect(read.files).toEqual([
			...[{ id: 'F1', name: 'personas.dat', cases: 49_756, variables: 12 }].map((one) => ({
				...one,
				descriptions: [{ text: 'Personas' }]
			}))
		]);
		expect(Object.fromEntries(read.ignored)).toEqual({
			'stdyDscr/stdyInfo/sumDscr/nation/@abbr': 1,
			'stdyDscr/stdyInfo/sumDscr/universe/@clusion': 1
		});
	});

	test('reads a variable with all that is said about it', async () => {
		const attributes = 'ID="V1" name="d12" files="F1 F2" dcml="0" intrvl="discrete" wgt-var="V9"';
		expect(await variable(full, attributes)).toEqual({
			...{
				line: 1,
				name: 'd12',
				id: 'V1',
				files: ['F1', 'F2'],
				decimals: '0',
				interval: 'discrete'
			},
			labels: [
				{ text: 'Venta', language: 'es' },
				{ text: 'Sale', language: 'en', level: 'variable' }
			],
			questions: [
				{
					...{
						number: '12',
						before: [{ text: 'Ahora' }],
						literal: [{ text: '¿Ha visto\nvender?' }]
					},
					...{ after: [{ text: 'Gracias' }], instructions: [{ text: 'No leer' }] },
					routing: [{ text: 'Siga' }]
				}
			],
			...{ descriptions: [{ text: 'Descripción' }], universe: [{ text: 'Todos' }], respondent: [] },
			...{ concepts: [{ text: 'Venta' }], coding: [{ text: 'Código' }], notes: [{ text: 'Nota' }] },
			...{ format: 'numeric', isWeight: false, weights: ['V9'] },
			location: { start: 10, end: 11, width: 2, record: '1' },
			valid: [
				{ line: 5, value: '7' },
				{ line: 5, min: '1', max: '4' }
			],
			invalid: [
				...[
					{ line: 6, value: '99' },
					{ line: 6, value: '9' }
				],
				...[
					{ line: 6, min: '96', max: '98' },
					{ line: 6, min: '900' }
				]
			],
			categories: [
				{
					...{ line: 8, value: '01', isMissing: false, frequency: 60, descriptions: [] },
					labels: [
						{ text: 'Sí', language: 'es' },
						{ text: 'Yes', language: 'en' }
					],
					statistics: [
						{ type: 'freq', isWeighted: false, value: '60' },
						{ type: 'freq', isWeighted: true, value: '6000.5' }
					]
				},
				{
					...{ line: 10, value: '9', isMissing: true, missingType: 'dk', descriptions: [] },
					...{ labels: [{ text: 'No sabe' }], statistics: [] }
				},
				{
					...{ line: 11, isMissing: false, descriptions: [], statistics: [] },
					labels: [{ text: 'Sin código' }]
				}
			],
			missing: [
				...[{ code: '9', label: 'No sabe' }, { code: '99' }],
				...[
					{ from: 96, to: 98 },
					{ from: 900, to: Infinity }
				]
			],
			statistics: [
				{ type: 'vald', isWeighted: false, value: '100' },
				{ type: 'mean', isWeighted: true, value: '1.5' }
			]
		});
	});

	test.each([
		['1.2.2', 'version="1.2.2" ID="X" xmlns="http://www.icpsr.umich.edu/DDI" xml-lang="es"'],
		['2.0', 'version="2.0" xmlns="http://www.icpsr.umich.edu/DDI" xml:lang="es"'],
		['2.1', 'version="2.1" xmlns="ddi:codebook:2_1" xml:lang="es"'],
		['2.5', 'version="2.5" xmlns="ddi:codebook:2_5" xml:lang="es"'],
		['2.5', 'version="2.5" xml:lang="es"']
	])('reads version %s whatever its namespace: %s', async (version, attributes) => {
		const inside = '<dataDscr xmlns=""><var name="x"><labl>Uno</labl></var></dataDscr>';
		expect(await codebook(inside, attributes)).toMatchObject({
			...{ version, language: 'es' },
			variables: [{ name: 'x', labels: [{ text: 'Uno', language: 'es' }] }]
		});
	});

	test('reads elements with a prefix, and markup of another namespace in texts', async () => {
		const text = `<d:codeBook xmlns:d="ddi:codebook:2_5" xmlns:h="http://www.w3.org/1999/xhtml">
		<d:dataDscr><d:var ID="V1"><d:qstn><d:qstnLit><h:p>Uno</h:p><h:p>dos</h:p></d:qstnLit></d:qstn></d:var></d:dataDscr></d:codeBook>`;
		const { variables } = await ddiCodebook(textSource(text));
		expect(variables).toMatchObject([
			{ name: 'V1', questions: [{ literal: [{ text: 'Uno\n\ndos' }] }] }
		]);
	});

	test('takes a question that is a text itself, without what stands in it', async () => {
		const { questions } = await variable(
			'<qstn>¿Ha <emph>visto</emph>?<ivuInstr>No leer</ivuInstr></qstn><qstn><preQTxt>a</preQTxt></qstn>'
		);
		expect(questions).toMatchObject([
			{ literal: [{ text: '¿Ha visto?' }], instructions: [{ text: 'No leer' }] },
			{ literal: [], before: [{ text: 'a' }] }
		]);
	});

	test('calls categories missing that are in a group called missing', async () => {
		const { missing, categories } = await variable(
			`<catgryGrp missing="Y" catgry="C8 C9"><labl>Sin dato</labl></catgryGrp>
			<catgry ID="C1"><catValu>1</catValu></catgry><catgry ID="C8"><catValu>8</catValu></catgry>
			<catgry ID="C9"><catValu/></catgry>`
		);
		expect(categories.map(({ isMissing }) => isMissing)).toEqual([false, true, true]);
		expect(missing).toEqual([{ code: '8' }]);
	});

	test('keeps invalid ranges that missing codes cannot say, and notes them', async () => {
		const { variables, notes } = await codebook(
			`<dataDscr><var name="x"><invalrng><range minExclusive="95" max="99"/><range min="A" max="C"/>
			<range/><range max="-1"/><range min="0x1F"/></invalrng></var></dataDscr>`
		);
		expect(variables[0]?.missing).toEqual([{ from: -Infinity, to: -1 }]);
		expect(variables[0]?.invalid).toHaveLength(5);
		expect(notes).toEqual([
			...[1, 1, 2, 2].map(
				(line) => `invalid range of x cannot be said in missing codes: line ${line}`
			)
		]);
	});

	test('knows weights and groups of variables', async () => {
		const { variables, groups } = await codebook(
			`<dataDscr><varGrp name="g" var="V1  V2"><labl>Grupo</labl><txt>¿Cuáles?</txt><notes type="t">N</notes></varGrp>
			<var name="w" wgt="wgt"/><var name="x" wgt="not-wgt"/></dataDscr>`
		);
		expect(variables.map(({ isWeight }) => isWeight)).toEqual([true, false]);
		expect(groups).toEqual([
			{
				...{ name: 'g', labels: [{ text: 'Grupo' }], descriptions: [{ text: '¿Cuáles?' }] },
				...{ line: 1, notes: [{ text: 'N', type: 't' }], variables: ['V1', 'V2'], groups: [] }
			}
		]);
	});

	test('counts what it leaves out', async () => {
		const { ignored } = await codebook(
			'stray<docDscr/><stdyDscr/><stdyDscr/><dataDscr><var name="x" vendor="SPSS"><security/></var></dataDscr>',
			'version="2.5" ID="X"'
		);
		expect(Object.fromEntries(ignored)).toEqual({
			...{ 'text()': 1, docDscr: 1, stdyDscr: 1, 'codeBook/@ID': 1 },
			...{ 'var/@vendor': 1, 'var/security': 1 }
		});
	});

	test('refuses what is no codebook, and names a variable without a name', async () => {
		const read = (text: string) => ddiCodebook(textSource(text));
		await expect(read('<html/>')).rejects.toThrow(
			'no DDI codebook, for it has no <codeBook>: <html>'
		);
		await expect(read('<DDIInstance xmlns="ddi:instance:3_2"/>')).rejects.toThrow(
			'export as DDI-Codebook 2.5'
		);
		await expect(read('<x><codeBook/>\n<codeBook/></x>')).rejects.toThrow('in one file: line 2');
		await expect(codebook('<dataDscr>\n<var ID=" "/></dataDscr>')).rejects.toThrow(
			'<var> has neither name nor ID: line 2'
		);
	});

	const whole = `<codeBook version="2.5">${study}${file}<dataDscr><var name="x">${full}</var></dataDscr></codeBook>`;

	test('ends with a codebook or a DataError whatever a program made of it', async () => {
		const edit = await xmlEditor(whole, 'codeBook');
		await fc.assert(
			fc.asyncProperty(xmlEdits, async (edits) => {
				const reading = () => ddiCodebook(textSource(edit(edits)));
				expect(await answered([reading])).toBeLessThanOrEqual(1);
			}),
			{ numRuns: 300 }
		);
	}, 30_000);

	test('ends with a codebook or a DataError whatever became of the file', async () => {
		const bytes = utf8(whole);
		const readings = [...mutants(bytes, { count: 1000, seed: 6 })].map(
			(mutant): (() => Promise<DdiCodebook>) =>
				() =>
					ddiCodebook(bytesSource(mutant))
		);
		expect(await answered(readings)).toBeGreaterThan(20);
	}, 30_000);
});

describeWithSources('ddiCodebook of real files', 'ddi', () => {
	const read = (name: string) => ddiCodebook(fileSource(sourceFile(`ddi/${name}`)));

	test.each([
		['cps_00157.xml', 8, 87],
		['ipumsi_00987.xml', 15, 1076]
	])('reads %s: %i variables, %i categories', async (name, variables, categories) => {
		const all = (await read(name)).variables;
		expect(all).toHaveLength(variables);
		expect(all.flatMap((one) => one.categories)).toHaveLength(categories);
		expect(all.every(({ labels, location }) => labels.length === 1 && location?.start)).toBe(true);
	});

	test('reads codes with their zeros, and paragraphs as they are', async () => {
		const { variables, study: about } = await read('cps_00157.xml');
		const month = variables.find(({ name }) => name === 'MONTH');
		expect(month?.categories[0]).toMatchObject({ value: '01', labels: [{ text: 'January' }] });
		expect(variables[0]).toMatchObject({ name: 'YEAR', location: { start: 1, end: 4, width: 4 } });
		expect(about.citationRequirement[0]?.text.split('\n\n')).toHaveLength(3);
	});
});
