import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { declarationDocument } from '#lib/readers/yaml/declaration-document.ts';
import { type Edit, faultsAfter, faultsOf } from '../../support/declared-faults.ts';

const file = 'release.yaml';
const rest = 'date: 2024-06-01\nstatus: draft\n';
const release = (to: string): Edit => ({ file, to: `${to}\n${rest}` });
const corrections = (to: string): Edit => ({ file: 'corrections.yaml', to });

describe('YAML that does not say what its author meant', () => {
	test.for<[string, Edit, string]>([
		['a tab', release('id: r1\n‸\tnotes: { en: x }'), 'tabs are not allowed as indentation'],
		[
			'a list without its end',
			{ file, to: `id: [r1,\n‸${rest}` },
			'flow sequence in block collection must be sufficiently indented'
		],
		['a quote without its end', { file, to: 'id: "r1\n‸' }, 'missing closing "quote'],
		[
			'a colon too many',
			release('id: ‸date: 2024-06-01'),
			'nested mappings are not allowed in compact mappings'
		],
		['a key twice', release('id: r1\n‸id: r2'), 'id: field stands twice: id'],
		[
			'a number as a code, which loses its zero',
			corrections('- ‸01: x\n'),
			'[0]: would be read as 1, put it in quotes: 01'
		],
		['an empty key', corrections('- ‸~: x\n'), '[0]: would be read as null, put it in quotes: ~'],
		[
			'a key that is a list',
			corrections('- ? ‸[a]\n  : x\n'),
			'[0]: the name of a field is no text'
		],
		['a name that objects have', corrections('- ‸__proto__: x\n'), '[0]: not a name for a field'],
		[
			'a number too long to keep',
			corrections('- a: ‸9007199254740993\n'),
			'[0].a: number with more digits than can be kept: 9007199254740993'
		],
		['an alias of nothing', release('id: ‸*r'), 'id: alias without an anchor: r'],
		[
			'an alias of what it lies in',
			corrections('- &a\n  b: ‸*a\n'),
			'[0].b: alias of what it lies in: a'
		],
		['a tag nobody knows', release('id: ‸!release r1'), 'unresolved tag: !release'],
		['the language of before', { file, to: '‸%YAML 1.1\n---\nid: r1\n' }, 'a %YAML directive'],
		[
			'a second document',
			release('id: r1\n‸---\nid: r2'),
			'a second document, expected one a file'
		],
		['nothing but a comment', { file, to: '# nothing\n' }, 'the file is empty'],
		['nothing', { file, to: '' }, 'the file is empty']
	])('is refused: %s', ([, edit, expected]) => {
		const { lines, place } = faultsAfter(edit);
		const start = `${place}: ${expected}`.replace(/[.*+?$()|[\]\\]/g, '\\$&');
		expect(lines).toContainEqual(expect.stringMatching(`^${start}`));
	});

	test('names the fields at fault besides a key that stands twice', () => {
		const { lines } = faultsAfter({ file, to: 'id: R1\nid: r1\ndate: x\nstatus: draft\n' });
		expect(lines).toEqual([
			'release.yaml:2:1: id: field stands twice: id',
			expect.stringMatching(/^release\.yaml:3:7: date: /)
		]);
	});

	test('takes aliases, and finds a fault in what they stand for', () => {
		const texts = 'notes: &texts\n  es: uno\n  ‸dee: two\n';
		const calendar = 'calendar:\n  - { date: 2025-01-01, status: firm, what: *texts }\n';
		const { lines, place } = faultsAfter({ file, to: `id: r1\n${rest}${texts}${calendar}` });
		expect(lines).toEqual([
			`${place}: calendar[0].what.dee: unknown field, expected one of es, en, pt, fr`,
			`${place}: notes.dee: unknown field, expected one of es, en, pt, fr`
		]);
	});

	test('refuses aliases that make a small file large', () => {
		const levels = Array.from({ length: 8 }, (_, i) => {
			const inner = i === 0 ? 'x' : `*a${i - 1}`;
			return `- &a${i} [${Array.from({ length: 10 }, () => inner).join(', ')}]`;
		});
		const { lines } = faultsAfter(corrections(`${levels.join('\n')}\n`));
		expect(lines).toEqual([
			'corrections.yaml:6:7: [5]: more than 1000000 fields, those of aliases included'
		]);
	});

	test.for([
		['brackets', (depth: number) => '['.repeat(depth) + ']'.repeat(depth)],
		[
			'aliases of aliases',
			(depth: number) =>
				Array.from({ length: depth }, (_, i) => `- &a${i} [${i === 0 ? 'x' : `*a${i - 1}`}]`).join(
					'\n'
				)
		]
	] as const)('refuses to go down without end: %s', ([, nested]) => {
		const { lines } = faultsAfter(corrections(nested(100)));
		expect(lines).toEqual([expect.stringMatching(/nested more than 60 deep$/)]);
	});
});

test('brackets deeper than the stack are a fault like others', () => {
	const { lines } = faultsAfter(corrections('['.repeat(20_000)));
	expect(lines).toEqual(['corrections.yaml:1:1: nested too deeply to be read']);
});

describe('bytes that are no text', () => {
	const written = (bytes: Uint8Array) =>
		faultsOf((instance) => instance.write(`data/${file}`, bytes));
	const utf8 = (text: string) => new TextEncoder().encode(text);

	test('takes a byte-order mark and CRLF', () => {
		expect(written(utf8('\uFEFFid: r1\r\ndate: 2024-06-01\r\nstatus: draft\r\n'))).toEqual([]);
		expect(written(utf8('\uFEFFid: R1\r\ndate: 2024-06-01\r\nstatus: drft\r\n'))).toEqual([
			expect.stringContaining('release.yaml:1:5: id: '),
			expect.stringContaining('release.yaml:3:9: status: ')
		]);
	});

	test('names the first byte that is not UTF-8', () => {
		const latin1 = Uint8Array.from([...utf8('id: r1\nnotes: { es: é a'), 0xf1, ...utf8('o }\n')]);
		expect(written(latin1)).toEqual(['release.yaml:2:17: not UTF-8: byte 0xf1']);
		const cut = utf8('id: r1\nnotes: é').slice(0, -1);
		expect(written(cut)).toEqual(['release.yaml:2:8: not UTF-8: the last character is cut off']);
	});

	test('names UTF-16', () => {
		expect(written(Uint8Array.from([0xff, 0xfe, 0x69, 0]))).toEqual([
			'release.yaml:1:1: UTF-16, expected UTF-8'
		]);
	});

	test('refuses a file larger than four megabytes', () => {
		const size = 4 * 1024 * 1024 + 1;
		expect(written(new Uint8Array(size).fill(0x23))).toEqual([
			`release.yaml:1:1: larger than 4194304 bytes: ${size}`
		]);
	});
});

describe('any bytes', () => {
	const text = readFileSync(join(import.meta.dirname, '../../../data/concepts/sex.yaml'), 'utf8');
	const bits = [
		'',
		' ',
		'\t',
		'\n',
		'- ',
		': ',
		'&a',
		'*a',
		'[',
		'}',
		'"',
		'|',
		'!t',
		'? ',
		'\u0000'
	];
	const cut = fc.record({
		at: fc.nat({ max: text.length }),
		length: fc.nat({ max: 20 }),
		by: fc.constantFrom(...bits)
	});

	test('are a value or problems that lie in the text', () => {
		fc.assert(
			fc.property(fc.array(cut, { minLength: 1, maxLength: 4 }), (cuts) => {
				const broken = cuts.reduce(
					(whole, { at, length, by }) => whole.slice(0, at) + by + whole.slice(at + length),
					text
				);
				const read = declarationDocument(new TextEncoder().encode(broken));
				const lines = broken.split('\n');
				for (const { position } of read.problems) {
					const line = lines[position.line - 1];
					expect(line).toBeDefined();
					expect(position.column).toBeLessThanOrEqual((line?.length ?? 0) + 1);
				}
				expect('value' in read || read.problems.length > 0).toBe(true);
			}),
			{ seed: 20261122, numRuns: 200 }
		);
	});
});
