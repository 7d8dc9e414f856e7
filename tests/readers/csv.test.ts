import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type CsvOptions, lineColumn, numberedCsv } from '#lib/readers/csv.ts';
import { RecordNumberer } from '#lib/readers/numbered-records.ts';

fc.configureGlobal({ seed: 20_241_122 });

type Bytes = Uint8Array<ArrayBuffer>;
type Chunking = readonly number[];

/** Cuts after the given lengths, again and again; every cut may fall inside a character. */
function pieces(bytes: Bytes, lengths: Chunking): Bytes[] {
	const out: Bytes[] = [];
	for (let from = 0, i = 0; from < bytes.length; i++) {
		const to = from + (lengths[i % lengths.length] ?? bytes.length);
		out.push(bytes.slice(from, to));
		from = to;
	}
	return out;
}

async function numbered(
	bytes: Bytes,
	options: Partial<CsvOptions> = {},
	lengths: Chunking = [bytes.length + 1]
): Promise<string> {
	let text = '';
	const stream = new ReadableStream<Bytes>({
		start(controller) {
			for (const piece of pieces(bytes, lengths)) controller.enqueue(piece);
			controller.close();
		}
	});
	const all: CsvOptions = { encoding: 'utf-8', delimiter: ',', compression: 'none', ...options };
	for await (const piece of numberedCsv(stream, all)) text += piece;
	return text;
}

const utf8 = (text: string): Bytes => Uint8Array.from(Buffer.from(text, 'utf8'));
const latin1 = (text: string): Bytes => Uint8Array.from(Buffer.from(text, 'latin1'));

const chunking = fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 5 });
/** Everything that CSV readers trip over, in few characters. */
const text = fc
	.array(fc.constantFrom('a', 'ñ', '€', '😀', ',', ';', '"', '""', '\n', '\r\n', '\r', ' '), {
		maxLength: 40
	})
	.map((parts) => parts.join(''));

/** A table as RFC 4180 writes it: fields quoted where they must be, or for no reason. */
const field = fc.record({
	value: fc
		.array(fc.constantFrom('x', 'é', '1', ',', '"', '\n', '\r\n', ' '), { maxLength: 6 })
		.map((parts) => parts.join('')),
	quoted: fc.boolean()
});
const table = fc.record({
	rows: fc.array(fc.tuple(field, field), { minLength: 1, maxLength: 6 }),
	end: fc.constantFrom('\n', '\r\n')
});
type Table = typeof table extends fc.Arbitrary<infer T> ? T : never;
type Field = Table['rows'][number][number];

const written = ({ value, quoted }: Field) =>
	quoted || /[",\n\r]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
const recordOf = (row: readonly Field[]) => row.map(written).join(',');
const breaks = (record: string) => record.split('\n').length - 1;

function expected({ rows, end }: Table): string {
	let line = 1;
	return rows
		.map((row, i) => {
			const record = recordOf(row);
			const head = i === 0 ? lineColumn : String(line);
			line += breaks(record) + 1;
			return `${head},${record}${end}`;
		})
		.join('');
}

describe('numberedCsv', () => {
	test('gives the same text however the bytes are cut', async () => {
		await fc.assert(
			fc.asyncProperty(text, chunking, async (csv, lengths) => {
				const bytes = utf8(csv);
				expect(await numbered(bytes, {}, lengths)).toBe(await numbered(bytes));
			})
		);
	});

	test('heads every record with the line where it begins, quoted breaks counted', async () => {
		await fc.assert(
			fc.asyncProperty(table, chunking, async (of, lengths) => {
				const csv = of.rows.map((row) => recordOf(row) + of.end).join('');
				expect(await numbered(utf8(csv), {}, lengths)).toBe(expected(of));
			})
		);
	});

	test('takes a mark at the start for no character, wherever it is cut', async () => {
		for (let at = 1; at <= 4; at++)
			expect(await numbered(utf8('\ufeffid,x\n1,é\n'), {}, [at])).toBe(
				`${lineColumn},id,x\n2,1,é\n`
			);
	});

	test('leaves blank lines unnumbered, and counts them', async () => {
		expect(await numbered(utf8('id,x\n\n\r\n1,2\n'))).toBe(`${lineColumn},id,x\n\n\r\n4,1,2\n`);
	});

	test('takes a quote inside an unquoted field for a character', async () => {
		expect(await numbered(utf8('id,x\n1,5" pipe\n2,a\n'))).toBe(
			`${lineColumn},id,x\n2,1,5" pipe\n3,2,a\n`
		);
	});

	test('reads a record without a line end at the end', async () => {
		expect(await numbered(utf8('id,x\n1,2'))).toBe(`${lineColumn},id,x\n2,1,2`);
	});

	test('keeps the C1 bytes of latin1 as their code points, which windows-1252 prints', async () => {
		const bytes = latin1('id,x\n1,\x80\x93\xf1\n');
		expect(await numbered(bytes, { encoding: 'latin1' }, [3])).toBe(
			`${lineColumn},id,x\n2,1,\u0080\u0093ñ\n`
		);
		expect(await numbered(bytes, { encoding: 'windows-1252' }, [3])).toBe(
			`${lineColumn},id,x\n2,1,€“ñ\n`
		);
	});

	test('reads every byte of latin1 as the code point of its number', async () => {
		const all = Uint8Array.from({ length: 256 }, (_, i) => i).filter(
			(byte) => ![10, 13, 34].includes(byte)
		);
		expect(await numbered(all, { encoding: 'latin1' }, [5])).toBe(
			`${lineColumn},${String.fromCharCode(...all)}`
		);
	});

	test('gives a text of more than one piece of latin1 in order', async () => {
		const long = 'ñandú,'.repeat(5000);
		expect(await numbered(latin1(long), { encoding: 'latin1' })).toBe(`${lineColumn},${long}`);
	});

	test('unpacks gzip, however it is cut', async () => {
		const packed = Uint8Array.from(gzipSync('id,x\n1,"ñ\n€"\n2,b\n'));
		const plain = `${lineColumn},id,x\n2,1,"ñ\n€"\n4,2,b\n`;
		for (const at of [1, 7, 1000])
			expect(await numbered(packed, { compression: 'gzip' }, [at])).toBe(plain);
	});

	test('names the line before bytes that are not of the encoding', async () => {
		const bytes = latin1('id,x\n1,a\n2,\xf1\n');
		await expect(numbered(bytes, {}, [1])).rejects.toThrow('bytes after line 3 are not utf-8');
	});

	test('refuses a character that the end cuts off', async () => {
		const bytes = utf8('id,x\n1,€').slice(0, -1);
		await expect(numbered(bytes)).rejects.toThrow('are not utf-8');
	});
});

describe('RecordNumberer', () => {
	test('gives the same text however it is cut, even between two quotes or CR and LF', () => {
		fc.assert(
			fc.property(text, chunking, (csv, lengths) => {
				const whole = new RecordNumberer(',', 'line');
				const cut = new RecordNumberer(',', 'line');
				let out = '';
				for (let from = 0, i = 0; from < csv.length; i++) {
					const to = from + lengths[i % lengths.length]!;
					out += cut.number(csv.slice(from, to));
					from = to;
				}
				expect(out).toBe(whole.number(csv));
				expect(cut.line).toBe(whole.line);
				expect(cut.line).toBe(csv.split('\n').length);
			})
		);
	});

	test('loses no character: without the numbers the text is the one that came', () => {
		fc.assert(
			fc.property(table, ({ rows, end }) => {
				const csv = rows.map((row) => recordOf(row) + end).join('');
				const out = new RecordNumberer(';', '#').number(csv);
				expect(out.length - csv.length).toBeGreaterThan(0);
				expect(out.replace(/^#;/, '').replaceAll(/(?<=\n)\d+;/g, '')).toBe(csv);
			})
		);
	});
});
