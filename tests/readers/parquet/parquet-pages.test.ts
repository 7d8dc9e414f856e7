import { describe, expect, test } from 'vitest';
import { parquetRecords } from '#lib/readers/parquet/parquet-records.ts';
import { readLimits } from '#lib/readers/read-limits.ts';
import { bytesSource } from '../../support/byte-sources.ts';
import { type TestPage, encodings, parquetFile, varint } from '../../support/parquet-file.ts';
import { valueRows } from '../../support/record-list.ts';

const int32 = (...values: number[]) => [...new Uint8Array(new Int32Array(values).buffer)];
/** What a run of `count` equal values is written as, in one byte. */
const repeated = (count: number, value: number) => [...varint(count * 2), value];
/** Eight values of one bit. */
const packed = (bits: number) => [3, bits];
/** So many times eight values of one bit, all 1. */
const packedOnes = (groups: number) => [
	...varint(2 * groups + 1),
	...Array.from({ length: groups }, () => 255)
];
const prefixed = (bytes: readonly number[]) => [...int32(bytes.length), ...bytes];

type Encoding = keyof typeof encodings;

const page1 = (count: number, encoding: Encoding, body: readonly number[]): TestPage => ({
	kind: 'data',
	head: [
		[1, 'i32', count],
		[2, 'i32', encodings[encoding]],
		[3, 'i32', 3],
		[4, 'i32', 3]
	],
	body
});

interface Page2 {
	readonly count: number;
	readonly nulls?: number;
	readonly encoding: Encoding;
	readonly levels: readonly number[];
	readonly body: readonly number[];
}

const page2 = ({ count, nulls = 0, encoding, levels, body }: Page2): TestPage => ({
	kind: 'data 2',
	head: [
		[1, 'i32', count],
		[2, 'i32', nulls],
		[3, 'i32', count],
		[4, 'i32', encodings[encoding]],
		[5, 'i32', levels.length],
		[6, 'i32', 0],
		[7, 'truth', false]
	],
	body: [...levels, ...body]
});

const dictionary = (values: readonly number[], count = values.length / 4): TestPage => ({
	kind: 'dictionary',
	head: [
		[1, 'i32', count],
		[2, 'i32', 0]
	],
	body: values
});

const read = async (
	rows: number,
	pages: readonly TestPage[],
	more: Partial<Parameters<typeof parquetFile>[0]> = {}
) => {
	const file = parquetFile({ type: 'INT32', rows, pages, ...more });
	return (await valueRows(await parquetRecords(bytesSource(file)))).flat();
};
const optional = { isOptional: true };
const zeros2 = { count: 3, encoding: 'RLE_DICTIONARY', levels: [] } as const;
const plain2 = { count: 3, encoding: 'PLAIN', body: [] } as const;

describe('pages of Parquet files', () => {
	test('are read in both versions, with nulls and without', async () => {
		expect(await read(3, [page1(3, 'PLAIN', int32(7, -8, 9))])).toEqual(['7', '-8', '9']);
		const levels = repeated(2, 1).concat(packed(0b110));
		const some = page1(5, 'PLAIN', [...prefixed(levels), ...int32(1, 2, 3, 4)]);
		expect(await read(5, [some], optional)).toEqual(['1', '2', '', '3', '4']);
		const second = page2({
			count: 5,
			nulls: 1,
			encoding: 'PLAIN',
			levels,
			body: int32(1, 2, 3, 4)
		});
		expect(await read(5, [second], optional)).toEqual(['1', '2', '', '3', '4']);
		expect(await read(10, [some, second], optional)).toHaveLength(10);
	});

	test('are read with a dictionary, and with truth values in runs', async () => {
		const indices = [1, ...packed(0b0110), ...repeated(2, 1)];
		const pages = [dictionary(int32(10, 20)), page1(10, 'RLE_DICTIONARY', indices)];
		const expected = ['10', '20', '20', '10', '10', '10', '10', '10', '20', '20'];
		expect(await read(10, pages)).toEqual(expected);
		const truths = page1(9, 'RLE', prefixed([...packed(0b1), ...repeated(1, 1)]));
		expect(await read(9, [truths], { type: 'BOOLEAN' })).toEqual([
			'true',
			...Array.from({ length: 7 }, () => 'false'),
			'true'
		]);
	});

	const delta = (...values: number[]) => [
		...[...varint(128), 1, ...varint(values.length), ...varint(2 * values[0]!)],
		...[0, 32, ...int32(...values.slice(1).map((v, i) => v - values[i]!))],
		...Array.from({ length: 4 * (129 - values.length) }, () => 0)
	];
	const text = { type: 'BYTE_ARRAY' } as const;

	test('are read where texts begin with the text before', async () => {
		const body = [...delta(0, 2, 1), ...delta(2, 1, 1), ...Buffer.from('abcd')];
		expect(await read(3, [page1(3, 'DELTA_BYTE_ARRAY', body)], text)).toEqual(['ab', 'abc', 'ad']);
	});

	const three = int32(1, 2, 3);
	const prefix = delta(0, 2 ** 30);
	test.each([
		['run is too long', page1(3, 'PLAIN', prefixed(repeated(2 ** 28, 1))), optional],
		['run is too long', page1(3, 'PLAIN', prefixed(packedOnes(2 ** 8))), optional],
		['page ends too early', page1(3, 'PLAIN', prefixed(varint(2 ** 20 + 1))), optional],
		['run is too long', page1(3, 'RLE_DICTIONARY', [1, ...repeated(2 ** 28, 0)]), {}],
		['value 1 is not there', page1(3, 'RLE_DICTIONARY', [2, ...repeated(3, 3)]), {}],
		['impossible width of indices', page1(3, 'RLE_DICTIONARY', [200, ...repeated(3, 0)]), {}],
		['values of a page: 4', page1(4, 'PLAIN', int32(1, 2, 3, 4)), {}],
		['thrift struct ended', page1(2, 'PLAIN', int32(1, 2)), {}],
		['Invalid typed array length', page1(3, 'PLAIN', int32(1, 2)), {}],
		['sizes of a page', { ...page1(3, 'PLAIN', three), size: -1 }, {}],
		['sizes of a page', { ...page1(3, 'PLAIN', three), packedSize: 1e6 }, {}],
		['impossible size of a dictionary', dictionary(int32(1), 1e6), {}],
		[
			'values of type INT32 cannot be encoded as RLE',
			page1(3, 'RLE', prefixed(repeated(3, 1))),
			{}
		],
		['run is too long', page2({ ...zeros2, body: [0, ...varint(2 ** 29)] }), {}],
		['nulls of a page', page2({ ...plain2, levels: repeated(3, 0) }), optional],
		['impossible length of a text', page1(2, 'DELTA_BYTE_ARRAY', [...prefix, ...delta(1, 1)]), text]
	] as const)('are refused with a reason: %s', async (reason, page, more) => {
		const rows = 'type' in more ? 2 : 3;
		await expect(read(rows, [dictionary(int32(5, 6)), page], more)).rejects.toThrow(
			`Parquet file is cut off or damaged in column x: ${reason}`
		);
	});

	test('are refused for what they unfold to', async () => {
		const numbers = page1(100, 'PLAIN', int32(...Array.from({ length: 100 }, (_, i) => i)));
		const same = Array.from({ length: 19 }, () => 300);
		const texts = page1(20, 'DELTA_BYTE_ARRAY', [
			...[...delta(0, ...same), ...delta(300, ...same.map(() => 0))],
			...Array.from({ length: 300 }, () => 97)
		]);
		const sound = { ...readLimits, maxDocumentBytes: 6000 };
		for (const [most, file] of [
			[400, parquetFile({ type: 'INT32', rows: 100, pages: [numbers] })],
			[6000, parquetFile({ type: 'BYTE_ARRAY', rows: 20, pages: [texts] })]
		] as const) {
			const less = await parquetRecords(bytesSource(file), {
				...sound,
				maxDocumentBytes: most - 1
			});
			await expect(valueRows(less)).rejects.toThrow('more than the limit maxDocumentBytes');
			expect(await valueRows(await parquetRecords(bytesSource(file), sound))).not.toEqual([]);
		}
	});
});
