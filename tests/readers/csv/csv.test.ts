import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type CsvSummary, NumberedCsv, type NumberedCsvOptions } from '#lib/readers/csv/csv.ts';
import { type ReferenceRecord, referenceRecords } from '../../support/csv-reference.ts';
import { cuts, nastyTable, nastyText, pieces } from '../../support/nasty-csv.ts';

interface Numbered {
	readonly text: string;
	readonly summary: CsvSummary;
}

type Options = Partial<NumberedCsvOptions> & { readonly lengths?: readonly number[] };

async function numbered(
	bytes: Uint8Array,
	{ lengths = [bytes.length + 1], ...options }: Options = {}
): Promise<Numbered> {
	const csv = new NumberedCsv({ encoding: 'utf-8', delimiter: ',', ...options });
	const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
	let text = '';
	async function* stream() {
		yield* await Promise.resolve(pieces(bytes, lengths));
	}
	for await (const block of csv.blocks(stream())) text += decoder.decode(block);
	return { text, summary: csv.summary() };
}

const utf8 = (text: string) => new TextEncoder().encode(text);
const latin1 = (text: string) => Uint8Array.from(Buffer.from(text, 'latin1'));
const read = (text: string, options?: Options) => numbered(utf8(text), options);
const otherFields = (fields: number) => ({ code: 'other-fields', fields, columns: 2 });

/** What the reference makes of a text whose header has so many fields. */
function expected(text: string, all: readonly ReferenceRecord[]) {
	const [header, ...records] = all;
	const named = header?.values.length ?? 0;
	const first = records.find(({ isDefect }) => !isDefect);
	const isTrailing = first?.values.length === named + 1 && /, *$/.test(first.text);
	const isKept = ({ values, isDefect, text: own }: ReferenceRecord) =>
		!isDefect &&
		values.length === named + (isTrailing ? 1 : 0) &&
		(!isTrailing || /, *$/.test(own));
	return {
		kept: records.filter(isKept).map((one) => `${one.line},${one.copy}\n`),
		rejected: records.filter((one) => !isKept(one)).map(({ line, text: own }) => [line, own])
	};
}

describe('NumberedCsv', () => {
	test('numbers and sets aside what a slow parser says, however the bytes are cut', async () => {
		let kept = 0;
		await fc.assert(
			fc.asyncProperty(nastyTable, cuts, async (text, lengths) => {
				const records = referenceRecords(text.replace(/^\ufeff/, ''), ',');
				const want = expected(text, records ?? []);
				const { text: found, summary } = await read(text, { lengths });
				expect(found).toBe(want.kept.join(''));
				expect(summary.rejects.map(({ line, text: own }) => [line, own])).toEqual(want.rejected);
				expect(summary.records).toBe(want.kept.length);
				kept += want.kept.length;
			}),
			{ numRuns: 500 }
		);
		expect(kept).toBeGreaterThan(1000);
	});

	test('reads any text as the slow parser does, or refuses a quote that is never closed', async () => {
		let refused = 0;
		await fc.assert(
			fc.asyncProperty(nastyText(), async (body) => {
				const text = `a,b\n${body}`;
				const records = referenceRecords(text, ',');
				if (records) {
					const { text: found, summary } = await read(text);
					const want = expected(text, records);
					expect(found).toBe(want.kept.join(''));
					expect(summary.rejects.map(({ line }) => line)).toEqual(want.rejected.map(([l]) => l));
				} else {
					refused++;
					await expect(read(text)).rejects.toThrow(
						/the quote that opens in line \d+ is never closed/
					);
				}
			}),
			{ numRuns: 500 }
		);
		expect(refused).toBeGreaterThan(20);
	});

	test('gives the same whatever the length of the blocks it works on', async () => {
		await fc.assert(
			fc.asyncProperty(
				nastyText({ lone: false, maxLength: 80 }),
				fc.integer({ min: 1, max: 20 }),
				cuts,
				async (body, blockBytes, lengths) => {
					const text = `a,b\n${body}\n"`.replaceAll(/"(?=[^"]*$)/g, '""');
					const outcome = (options: Options) => read(text, options).catch(String);
					expect(await outcome({ blockBytes, lengths })).toEqual(await outcome({}));
				}
			),
			{ numRuns: 500 }
		);
	});

	test('numbers records beyond the first block by their lines', async () => {
		const rows = Array.from({ length: 3000 }, (_, i) => `${i},"${'\n'.repeat(i % 3)}"`);
		const { text, summary } = await read(['id,x', ...rows].join('\n'), { blockBytes: 100 });
		let line = 2;
		const want = rows.map((row) => {
			const own = `${line},${row}\n`;
			line += row.split('\n').length;
			return own;
		});
		expect(text).toBe(want.join(''));
		expect(summary.hasBreaks).toBe(true);
	});

	test('says which columns may have blanks at an edge, and which cannot', async () => {
		const header = 'a,b,c,d,e,f,g\n';
		const { summary } = await read(`${header}x,x y, x,x ," x",\u00a0x,\n`);
		expect(summary.edged).toEqual([false, false, true, true, true, true, false]);
		const inLatin1 = await numbered(latin1(`${header}x,x y, x,x ,"x ",\xa0x,\n`), {
			encoding: 'latin1'
		});
		expect(inLatin1.summary.edged).toEqual(summary.edged);
		const cut = await read('a,b\n1,"x ""y"" z"\n', { blockBytes: 1, lengths: [1] });
		expect(cut.summary.edged).toEqual([false, false]);
	});

	test('says whether a value holds a line break, the header not counted', async () => {
		const { summary: none } = await read('"a\nb",c\n1,2\n');
		expect(none.hasBreaks).toBe(false);
		expect(none.names).toEqual(['a\nb', 'c']);
		for (const breaks of ['\n', '\r', '\r\n'])
			expect((await read(`a,b\n1,"x${breaks}y"\n`)).summary.hasBreaks).toBe(true);
	});

	test('takes a mark at the start for no character, whatever the encoding', async () => {
		const marked = (encoding: NumberedCsvOptions['encoding']) =>
			numbered(utf8('\ufeffid,x\n1,e\n'), { encoding, lengths: [1] });
		for (const encoding of ['utf-8', 'latin1', 'windows-1252'] as const) {
			const { text, summary } = await marked(encoding);
			expect(text).toBe('2,1,e\n');
			expect(summary.names).toEqual(['id', 'x']);
		}
	});

	test('reads the line ends of old Macintosh files, and says so', async () => {
		const { text, summary } = await read('id,x\r1,"a\nb"\r2,c'.replaceAll('\n', ''));
		expect(text).toBe('2,1,"ab"\n3,2,c\n');
		expect(summary.notes).toEqual(['lines end with a carriage return alone']);
	});

	test('sets aside a record with a carriage return alone', async () => {
		const { text, summary } = await read('id,x\n1,a\rb\n2,c\n');
		expect(text).toBe('3,2,c\n');
		expect(summary.rejects).toEqual([
			{ line: 2, text: '1,a\rb', reason: { code: 'lone-line-end' } }
		]);
	});

	test('says what is wrong with a record that it sets aside', async () => {
		const { summary } = await read('a,b\n1,2\n1\n1,2,3\n"1"x,2\n');
		expect(summary.rejects).toEqual([
			{ line: 3, text: '1', reason: otherFields(1) },
			{ line: 4, text: '1,2,3', reason: otherFields(3) },
			{ line: 5, text: '"1"x,2', reason: { code: 'text-after-quote' } }
		]);
	});

	test('stops where there are more such records than anybody would look at', async () => {
		const rows = 'x\n'.repeat(100_001);
		await expect(read(`a,b\n${rows}`)).rejects.toThrow(
			/^too many to be set aside: 100001 records .*: line 2 "x" \(1 field, the header has 2\), line 3/
		);
	});

	test('reads a delimiter at the end of all records, but no value behind it', async () => {
		const { text, summary } = await read('a,b\n1,2,\n3,4,5\n6,7\n8,9,\n');
		expect(text).toBe('2,1,2,\n5,8,9,\n');
		expect(summary).toMatchObject({ names: ['a', 'b'], fields: 3 });
		expect(summary.notes).toEqual([
			'every record ends with a delimiter that the header does not have'
		]);
		expect(summary.rejects.map(({ line, reason }) => [line, reason])).toEqual([
			[3, otherFields(3)],
			[4, otherFields(2)]
		]);
	});

	test('leaves out blank lines, counts them but for those at the end, and counts their lines', async () => {
		const { text, summary } = await read('\nid,x\n\n\r\n1,2\n\n\n');
		expect(text).toBe('5,1,2\n');
		expect(summary.notes).toEqual(['blank lines left out: 3']);
	});

	test.for([
		['nothing', '', 'no header: the file is empty'],
		['blank lines', '\n\n', 'no header: the file is empty'],
		[
			'a header whose quotes are not at the edges',
			'"a"x,b\n1,2\n',
			'the header holds text after a closing quote: "\\"a\\"x,b"'
		],
		[
			'a quote that is not closed',
			'a,b\n1,2\n"3,4\n5,6\n',
			'the quote that opens in line 3 is never'
		],
		[
			'a quote that is not closed far from its record',
			'a,b\n1,"\n\n"\n2,"x\ny","z\n5,6\n',
			'the quote that opens in line 6 is never closed'
		],
		[
			'a delimiter that does not occur',
			'a;b;c\n1;2;3\n',
			'the header does not have the delimiter ",", but has ";": "a;b;c"'
		],
		['zero bytes', 'a,b\n1,2\n3,\0\n', 'line 3 holds bytes that are zero']
	] as const)('refuses %s', async ([, text, message]) => {
		await expect(read(text, { lengths: [3] })).rejects.toThrow(message);
	});

	test('refuses a record that no one can have written, long before the end of the file', async () => {
		let pieces = 0;
		async function* endless() {
			yield utf8('a,b\n1,"');
			for (;;) {
				pieces++;
				yield await Promise.resolve(utf8('x,y\n'.repeat(1 << 17)));
			}
		}
		const csv = new NumberedCsv({ encoding: 'utf-8', delimiter: ',' });
		const all = async () => {
			for await (const block of csv.blocks(endless())) expect(block).toHaveLength(0);
		};
		await expect(all()).rejects.toThrow(
			'the quote that opens in line 2 is not closed within 1999968 bytes'
		);
		expect(pieces).toBeLessThan(10);
	});

	test('refuses UTF-16', async () => {
		for (const mark of [
			[0xff, 0xfe],
			[0xfe, 0xff]
		])
			await expect(numbered(Uint8Array.of(...mark, 97, 0))).rejects.toThrow('text in UTF-16');
	});
});

describe('the encoding of a CSV file', () => {
	test('gives every byte of latin1 the code point of its number', async () => {
		const all = Uint8Array.from({ length: 256 }, (_, i) => i).filter(
			(b) => ![0, 10, 13, 34, 44].includes(b)
		);
		const bytes = Uint8Array.from([...utf8('id,x\n1,'), ...all, 10]);
		const { text, summary } = await numbered(bytes, { encoding: 'latin1', lengths: [5] });
		expect(text).toBe(`2,1,${String.fromCharCode(...all)}\n`);
		expect(summary.notes[0]).toMatch(/control characters, as latin1 has them.*line 2/);
	});

	test('reads windows-1252 as TextDecoder does', async () => {
		const unused = [0x81, 0x8d, 0x8f, 0x90, 0x9d];
		const upper = Uint8Array.from({ length: 128 }, (_, i) => 128 + i).filter(
			(b) => !unused.includes(b)
		);
		const bytes = Uint8Array.from([...utf8('id,x\n1,'), ...upper, 10]);
		const { text } = await numbered(bytes, { encoding: 'windows-1252', lengths: [7] });
		const decoder = new TextDecoder('windows-1252');
		expect(text).toBe(`2,1,${decoder.decode(upper, { stream: true })}\n`);
		expect(text).toContain('€');
	});

	test('names the line that is not UTF-8, and what would fit', async () => {
		const bytes = latin1('id,x\n1,ok\n2,ma\xf1ana\n3,\xe9\n');
		await expect(numbered(bytes, { lengths: [3] })).rejects.toThrow(
			'not utf-8, but windows-1252 fits; look whether it reads well, then declare it: line 3 "2,mañana"'
		);
		await expect(numbered(latin1('id,x\n1,\x81\x8d\n'))).rejects.toThrow(
			'not utf-8, nor windows-1252: line 2'
		);
	});

	test('shows what is not UTF-8 though there is UTF-8 before it in the line', async () => {
		const bytes = Uint8Array.from([...utf8('id,x\nñandú,'), ...latin1('ma\xf1ana\n')]);
		await expect(numbered(bytes)).rejects.toThrow(/line 2 ".*mañana"/);
	});

	test('refuses a character that the end of the file cuts off', async () => {
		await expect(numbered(utf8('id,x\n1,€').slice(0, -1))).rejects.toThrow('not utf-8');
	});

	test('refuses bytes that windows-1252 does not have, and says whether UTF-8 fits', async () => {
		const options = { encoding: 'windows-1252' } as const;
		await expect(numbered(utf8('id,x\n1,ÁÍ\n'), options)).rejects.toThrow(
			'not windows-1252, which has no byte 0x81; utf-8 fits so far; line 2'
		);
		await expect(numbered(latin1('id,x\n1,\xe9\n2,\x81\n'), options)).rejects.toThrow(
			/no byte 0x81; line 3/
		);
	});

	test('refuses a file that is UTF-8 to its end when something else is declared', async () => {
		for (const encoding of ['latin1', 'windows-1252'] as const)
			await expect(numbered(utf8('id,x\n1,ñ\n'), { encoding })).rejects.toThrow(
				`declared ${encoding}, but all of it is utf-8, as no other text is by chance; ` +
					`declare encoding: utf-8, or see what ${encoding} makes of line 2 "1,Ã±"`
			);
	});

	test('takes ASCII for any encoding', async () => {
		for (const encoding of ['utf-8', 'latin1', 'windows-1252'] as const)
			expect((await numbered(utf8('id,x\n1,n\n'), { encoding })).text).toBe('2,1,n\n');
	});
});
