import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { requestFileSource } from '#lib/export/r-request-file.ts';
import { rScript } from '#lib/export/r-script.ts';
import { rComment, rNumber, rString, rVector } from '#lib/export/r-syntax.ts';
import { fileRequest, requestFile } from '#lib/model/request-file.ts';
import { missingReasons } from '#lib/model/missing.ts';

/** A literal of R, read by the rules of R's manual (?Quotes). */
function readBack(literal: string): string {
	const [, body] = /^"([^]*)"$/.exec(literal) ?? [];
	if (body === undefined) throw new Error(`not a literal: ${literal}`);
	return body.replaceAll(/\\(?:u([0-9a-f]{4})|U([0-9a-f]{8})|(["\\]))|["\\]/g, (...found) => {
		const [all, short, long, plain] = found as [string, string?, string?, string?];
		const code = short ?? long;
		if (plain === undefined && code === undefined) throw new Error(`not escaped: ${all}`);
		return plain ?? String.fromCodePoint(Number.parseInt(code ?? '', 16));
	});
}

describe('rString', () => {
	test('is read back as the text, whatever the text', () => {
		const texts = fc
			.string({ unit: 'binary', maxLength: 30 })
			.filter((text) => !text.includes('\0'));
		fc.assert(
			fc.property(texts, (text) => {
				expect(readBack(rString(text))).toBe(text);
			})
		);
	});

	test('is printable ASCII in one line', () => {
		const texts = fc
			.string({ unit: 'binary', maxLength: 30 })
			.filter((text) => !text.includes('\0'));
		fc.assert(
			fc.property(texts, (text) => {
				expect(rString(text)).toMatch(/^[\x20-\x7e]*$/);
			})
		);
	});

	test.for([
		['"); system("rm -rf ~', '"\\"); system(\\"rm -rf ~"'],
		['C:\\data', '"C:\\\\data"'],
		['a\nb', '"a\\u000ab"'],
		['año\t`x`', '"a\\u00f1o\\u0009`x`"'],
		['\\x41ñ', '"\\\\x41\\u00f1"'],
		['😀', '"\\U0001f600"']
	] as const)('writes %j as %s', ([text, literal]) => expect(rString(text)).toBe(literal));

	test('refuses what R has no text for', () => {
		expect(() => rString('a\0b')).toThrow('R has no texts with NUL');
		expect(() => rString('\ud83d')).toThrow('half a character');
	});
});

describe('rNumber', () => {
	test('writes numbers as R reads them', () =>
		expect([0.1, -3, 1e21, 1e-10, Infinity].map(rNumber)).toEqual([
			'0.1',
			'-3',
			'1e+21',
			'1e-10',
			'Inf'
		]));

	test('refuses what is not a number', () =>
		expect(() => rNumber(NaN)).toThrow('not a number: NaN'));
});

test('rVector breaks long lists into lines', () => {
	expect(rVector(['a', 'b'])).toBe('c("a", "b")');
	expect(rVector([])).toBe('character(0)');
	const lines = rVector(Array.from({ length: 60 }, (_, i) => `category ${i}`)).split('\n');
	expect(lines.length).toBeGreaterThan(5);
	expect(Math.max(...lines.map((line) => line.length))).toBeLessThan(110);
});

test('rComment leaves no line outside the comment', () => {
	const texts = fc.string({
		unit: fc.constantFrom('a', '\n', '\r', '\v', '\f', '\u0085', '\u2028', '\u2029', '\0', '#')
	});
	fc.assert(
		fc.property(texts, (text) => {
			for (const line of rComment(text)
				.join('\n')
				.split(/[\n\r\v\f\u0085\u2028\u2029]/))
				expect(line.startsWith('#')).toBe(true);
		})
	);
});

const evil = '"); system("rm -rf ~") # `';
const worse = "x\n\\'); quit(save = 'no')\r\nquit()";

interface Changes {
	readonly design?: object;
	readonly request?: object;
	readonly title?: string;
	readonly synthetic?: boolean;
}

function estimateOf(entry: object) {
	const request = fileRequest.parse(entry);
	if (request.kind !== 'estimate') throw new Error(`not an estimate: ${request.kind}`);
	return request;
}

function script({ design, request, title = 'A title', synthetic = false }: Changes = {}): string {
	const file = requestFile.parse({
		data: 'rows.csv',
		synthetic,
		columns: { [evil]: { missing: { [worse]: 'refused' } } },
		derived: [{ name: worse, when: [{ column: evil, equals: worse }] }],
		design: { weights: 'w', strata: [evil], ids: [worse], ...design },
		request: {}
	});
	const { kind, id, ...question } = estimateOf({
		measure: { statistic: 'proportion', concept: evil, numerator: [worse] },
		by: [worse],
		where: [{ concept: evil, categories: [evil, worse] }],
		...request
	});
	return rScript({
		title,
		synthetic,
		question,
		table: {
			...file.design,
			assumedDeff: undefined,
			columns: new Map([
				[evil, { kind: 'category', categories: [evil, worse] }],
				[worse, { kind: 'category', categories: ['yes', 'no'] }]
			])
		},
		source: requestFileSource({
			file,
			data: {
				name: `${evil}.csv`,
				sha256: 'f'.repeat(64),
				rows: 3,
				delimiter: ',',
				encoding: 'utf-8'
			},
			names: new Set([evil, worse])
		})
	});
}

/** What R would run: the script without its texts and comments. */
const code = (text: string) => text.replaceAll(/"(?:[^"\\]|\\.)*"|#[^\n]*/g, '""');

describe('rScript', () => {
	test('runs nothing that a name, a category, a title or a file name says', () => {
		const text = script({ title: `${evil}\n${worse}` });
		expect(code(text)).not.toMatch(/rm -rf|quit|[`'\\]rm|system\(/);
		expect(text).toContain('rm -rf');
	});

	test('says in its head what the file is and what was asked', () => {
		const [first, ...lines] = script().split('\n');
		expect(first).toBe('# A title');
		expect(lines.join('\n')).toContain(`# SHA-256: ${'f'.repeat(64)}`);
		expect(lines.join('\n')).toContain('# Request: {"measure"');
	});

	test('says first that data are synthetic', () =>
		expect(script({ synthetic: true }).split('\n')[0]).toMatch(/^# SYNTHETIC DATA/));

	test('says that a design is not complete', () => {
		const design = { strata: [], ids: [], completeness: 'weights-only' };
		expect(script({ design })).toContain('# The design is not complete');
		expect(script()).not.toContain('# The design is not complete');
	});

	test('says where versions of the package differ', () => {
		const lonely = { design: { lonely: 'adjust' } };
		const total = { measure: { statistic: 'total', concept: evil, numerator: [worse] } };
		expect(script({ ...lonely, request: total })).toContain(
			'# survey before 4.2 centres a lonely unit'
		);
		expect(script(lonely)).not.toContain('# survey before 4.2');
		const margin = { by: [evil], totals: [{ categories: [evil], total: 9 }] };
		const rake = { design: { calibration: [{ method: 'rake', margins: [margin, margin] }] } };
		expect(script(rake)).toContain('# A raked margin has standard error 0');
	});

	test('sets the rules for lonely units', () => {
		const text = script({ design: { lonely: 'average', adjustDomains: true } });
		expect(text).toContain('options(survey.lonely.psu = "average"');
		expect(text).toContain('survey.adjust.domain.lonely = TRUE');
	});

	test('subsets after the design, and never before', () => {
		const text = script();
		expect(text.indexOf('svydesign(')).toBeLessThan(text.indexOf('[rows, ]'));
		expect(text.slice(0, text.indexOf('svydesign('))).not.toMatch(/subset\(|raw\[raw/);
	});

	test.for(missingReasons)('knows the reason for having no answer: %s', (reason) =>
		expect(script()).toContain(`"${reason}"`)
	);
});
