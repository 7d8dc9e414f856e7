import { describe, expect, test } from 'vitest';
import { importInstrument } from '#lib/readers/instrument/import-instrument.ts';
import { InstrumentError } from '#lib/readers/instrument/instrument-error.ts';
import { textSource } from '../../support/byte-sources.ts';

const study = '<stdyDscr><citation><titlStmt><titl>Hogares</titl></titlStmt></citation></stdyDscr>';
const codebook = (data: string, root = 'version="2.5" xmlns="ddi:codebook:2_5" xml:lang="es"') =>
	`<?xml version="1.0" encoding="UTF-8"?>\n<codeBook ${root}>\n${study}\n<dataDscr>\n${data}\n</dataDscr></codeBook>`;
const imported = (text: string) => importInstrument('hogares.xml', textSource(text));
const placed = ({ problems }: Awaited<ReturnType<typeof imported>>) =>
	problems.map(({ reason, row, what }) => [reason, row, what]);

const asked = (name: string, inside = '', more = '') =>
	`<var ID="${name}" name="${name}"${more}><qstn><qstnLit>¿${name}?</qstnLit></qstn>${inside}</var>`;

describe('a codebook that somebody else made', () => {
	test('gives questions by what their variables are', async () => {
		const { instrument, problems } = await imported(
			codebook(
				[
					asked('a', '<catgry><catValu>1</catValu><labl>Sí</labl></catgry>'),
					asked('b', '<valrng><range min="0" max="99"/></valrng>', ' dcml="0" intrvl="contin"'),
					asked('c', '<varFormat type="character"/>'),
					asked('d', '', ' dcml="2" intrvl="contin"'),
					asked('w', '', ' wgt="wgt"')
				].join('\n')
			)
		);
		expect(instrument).toMatchObject({
			...{ id: 'hogares', title: { es: 'Hogares' }, languages: [{ id: 'es', name: 'es' }] },
			lists: [{ name: 'a', choices: [{ code: '1', label: { es: 'Sí' } }] }],
			items: [
				{ name: 'a', type: 'one', list: 'a', label: { es: '¿a?' } },
				{ name: 'b', type: 'whole', range: { min: 0, max: 99 } },
				{ name: 'c', type: 'text' },
				{ name: 'd', type: 'decimal' }
			]
		});
		expect(problems.map(({ reason, row, what }) => [reason, row, what])).toEqual([
			['left-out', 9, 'w']
		]);
	});

	test('keeps codes called missing apart, with the reason where it is one of ours', async () => {
		const { instrument, problems } = await imported(
			codebook(
				asked(
					'a',
					'<invalrng><item VALUE="9"/></invalrng>' +
						'<catgry><catValu>1</catValu><labl>Sí</labl></catgry>' +
						'<catgry missing="Y" missType="refused"><catValu>7</catValu><labl>NR</labl></catgry>' +
						'<catgry missing="Y" missType="inap."><catValu>8</catValu><labl>NA</labl></catgry>' +
						'<catgry><catValu>9</catValu><labl>NS</labl></catgry>' +
						'<catgry><labl>Total</labl></catgry>'
				)
			)
		);
		expect(instrument.lists[0]?.choices).toEqual([
			{ code: '1', label: { es: 'Sí' } },
			{ code: '7', label: { es: 'NR' }, missing: 'refused' },
			{ code: '8', label: { es: 'NA' }, kept: { missing: 'inap.' } },
			{ code: '9', label: { es: 'NS' }, kept: { missing: 'Y' } }
		]);
		expect(problems.map(({ reason, row, what }) => [reason, row, what])).toEqual([
			['left-out', 5, 'Total']
		]);
	});

	test('has its sections, and what stands apart from its section stands outside', async () => {
		const read = await imported(
			codebook(
				'<varGrp ID="G1" name="s" type="section" var="a c" varGrp="G2"><labl>S</labl></varGrp>' +
					'<varGrp ID="G2" name="t" type="section" var="b"/>' +
					'<varGrp ID="G3" name="other" type="subject" var="a b c d"/>\n' +
					['a', 'b', 'd', 'c'].map((name) => asked(name)).join('\n')
			)
		);
		expect(read.instrument.items.map((item) => (item.kind === 'end' ? '/' : item.name))).toEqual([
			...['s', 'a', 't', 'b', '/', '/', 'd', 'c']
		]);
		expect(placed(read)).toEqual([['left-out', 9, 's / c']]);
	});

	test('has what is read out before a question as a note before it', async () => {
		const { instrument } = await imported(
			codebook('<var name="a"><qstn><preQTxt>Ahora…</preQTxt><qstnLit>¿Qué?</qstnLit></qstn></var>')
		);
		expect(instrument.items).toMatchObject([
			{ name: 'a_intro', type: 'note', label: { es: 'Ahora…' } },
			{ name: 'a', label: { es: '¿Qué?' } }
		]);
	});

	test('gets names that stand once, with the line of each that changed', async () => {
		const read = await imported(codebook([asked('a'), asked('a'), asked('1 b')].join('\n')));
		expect(read.instrument.items).toMatchObject([
			{ name: 'a' },
			{ name: 'a_2' },
			{ name: 'q_1_b' }
		]);
		expect(placed(read)).toEqual([
			['name-changed', 6, 'a → a_2'],
			['name-changed', 7, '1 b → q_1_b']
		]);
	});

	test('of a wrong namespace, or of none, is read and told with its line', async () => {
		const wrong = await imported(
			codebook(asked('a'), 'version="2.5" xmlns="http://example.org/x"')
		);
		expect(placed(wrong)).toEqual([['namespace', 2, 'http://example.org/x']]);
		expect(wrong.instrument.items).toHaveLength(1);
		expect(placed(await imported(codebook(asked('a'), 'version="2.5"')))).toEqual([
			['namespace', 2, '']
		]);
		// DDI 2.0 and before had none.
		expect(placed(await imported(codebook(asked('a'), 'version="2.0"')))).toEqual([]);
	});

	test('tells a circle in what it says of its routing', async () => {
		const note = (text: string) =>
			`<notes type="atalaya">{"atalaya":{"relevant":"${text}"}}</notes>`;
		const numeric = '" dcml="0';
		const read = await imported(
			codebook(
				[
					asked('a', note('${b} > 1')).replace('name="a"', `name="a${numeric}"`),
					asked('b', note('${a} > 1')).replace('name="b"', `name="b${numeric}"`)
				].join('\n')
			)
		);
		expect(placed(read)).toEqual([
			['circle', 5, 'a → b → a'],
			['circle', 6, 'b → a → b']
		]);
	});

	test('passes over what somebody spoiled in what we left in it', async () => {
		const spoiled = '{"atalaya":{"required":"perhaps","seconds":4,"from":{"wave":1}}}';
		const { instrument } = await imported(
			codebook(asked('a', `<notes type="atalaya">${spoiled}</notes><notes>{"atalaya":</notes>`))
		);
		expect(instrument.items[0]).toMatchObject({ required: false, seconds: 4 });
		expect(instrument.items[0]).not.toHaveProperty('from');
	});
});

describe('a document that is no codebook', () => {
	const refused = async (text: string) =>
		imported(text).then(
			() => undefined,
			(error: unknown) => (error instanceof InstrumentError ? [error.fault, error.message] : error)
		);

	test('of entities is refused with the line of its document type', async () => {
		const text = `<?xml version="1.0"?>\n<!DOCTYPE codeBook [<!ENTITY x SYSTEM "file:///etc/passwd">]>\n<codeBook>&x;</codeBook>`;
		const [fault, message] = (await refused(text)) as [string, string];
		expect(fault).toBe('entities');
		expect(message).toMatch(/delete <!DOCTYPE .*line 2$/);
	});

	test('is told apart: another vocabulary, DDI-Lifecycle, not well-formed', async () => {
		const faults = await Promise.all(
			[
				'<html/>',
				'<catalogue/>',
				'<ddi:DDIInstance xmlns:ddi="ddi:instance:3_2"/>',
				codebook(asked('a')).slice(0, -30)
			].map(refused)
		);
		expect(faults.map((one) => (one as string[])[0])).toEqual([
			...['other-format', 'no-codebook', 'lifecycle', 'damaged']
		]);
	});
});
