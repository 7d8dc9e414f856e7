import type { Bytes } from './byte-sources.ts';

/** A field of a Thrift struct in the compact protocol. */
type Field =
	| readonly [id: number, kind: 'i32' | 'i64', value: number]
	| readonly [id: number, kind: 'truth', value: boolean]
	| readonly [id: number, kind: 'text', value: string]
	| readonly [id: number, kind: 'struct', value: readonly Field[]]
	| readonly [id: number, kind: 'texts', value: readonly string[]]
	| readonly [id: number, kind: 'structs', value: readonly (readonly Field[])[]];

const codes = { i32: 5, i64: 6, text: 8, struct: 12, texts: 9, structs: 9 };

/** Thrift compact protocol, as far as Parquet uses it. */
function thrift(fields: readonly Field[]): number[] {
	const out: number[] = [];
	let last = 0;
	for (const [id, kind, value] of fields) {
		const code = kind === 'truth' ? (value ? 1 : 2) : codes[kind];
		out.push(((id - last) << 4) | code, ...(kind === 'truth' ? [] : valueBytes(kind, value)));
		last = id;
	}
	return [...out, 0];
}

function valueBytes(kind: keyof typeof codes, value: unknown): number[] {
	const text = (of: string) => [...varint(of.length), ...Buffer.from(of)];
	const list = (code: number, items: readonly number[][]) => [
		(15 << 4) | code,
		...varint(items.length),
		...items.flat()
	];
	switch (kind) {
		case 'i32':
		case 'i64':
			return varint(zigzag(value as number));
		case 'text':
			return text(value as string);
		case 'struct':
			return thrift(value as readonly Field[]);
		case 'texts':
			return list(8, (value as readonly string[]).map(text));
		case 'structs':
			return list(12, (value as readonly (readonly Field[])[]).map(thrift));
	}
}

const zigzag = (value: number) => (value < 0 ? -2 * value - 1 : 2 * value);

export function varint(value: number): number[] {
	const out: number[] = [];
	let rest = value;
	for (; rest >= 0x80; rest = Math.floor(rest / 0x80)) out.push((rest % 0x80) | 0x80);
	return [...out, rest];
}

export interface TestPage {
	readonly kind: 'data' | 'dictionary' | 'data 2';
	/** Fields of the header that are the page's own. */
	readonly head: readonly Field[];
	readonly body: readonly number[];
	/** What the header says, if not the length of the body. */
	readonly size?: number;
	readonly packedSize?: number;
}

const kinds = { data: [0, 5], dictionary: [2, 7], 'data 2': [3, 8] } as const;

function pageBytes({ kind, head, body, size, packedSize }: TestPage): number[] {
	const [type, field] = kinds[kind];
	const header: Field[] = [
		[1, 'i32', type],
		[2, 'i32', size ?? body.length],
		[3, 'i32', packedSize ?? body.length],
		[field, 'struct', head]
	];
	return [...thrift(header), ...body];
}

export const types = { BOOLEAN: 0, INT32: 1, BYTE_ARRAY: 6 };
export const encodings = { PLAIN: 0, RLE: 3, DELTA_BYTE_ARRAY: 7, RLE_DICTIONARY: 8 };

/** A file of one column `x` and one row group, uncompressed, with pages as they are given. */
export function parquetFile(of: {
	readonly type: keyof typeof types;
	readonly isOptional?: boolean;
	readonly rows: number;
	readonly pages: readonly TestPage[];
}): Bytes {
	const mark = [...Buffer.from('PAR1')];
	const body = of.pages.flatMap(pageBytes);
	const column: Field[] = [
		[1, 'i32', types[of.type]],
		[3, 'texts', ['x']],
		[4, 'i32', 0],
		[5, 'i64', of.rows],
		[6, 'i64', body.length],
		[7, 'i64', body.length],
		[9, 'i64', mark.length]
	];
	const end = thrift([
		[1, 'i32', 1],
		[
			2,
			'structs',
			[
				[
					[4, 'text', 'root'],
					[5, 'i32', 1]
				],
				[
					[1, 'i32', types[of.type]],
					[3, 'i32', of.isOptional ? 1 : 0],
					[4, 'text', 'x'],
					...(of.type === 'BYTE_ARRAY' ? [[6, 'i32', 0] as const] : [])
				]
			]
		],
		[3, 'i64', of.rows],
		[
			4,
			'structs',
			[
				[
					[
						1,
						'structs',
						[
							[
								[2, 'i64', mark.length],
								[3, 'struct', column]
							]
						]
					],
					[2, 'i64', body.length],
					[3, 'i64', of.rows]
				]
			]
		]
	]);
	const length = new Uint8Array(new Uint32Array([end.length]).buffer);
	return Uint8Array.from([...mark, ...body, ...end, ...length, ...mark]);
}
