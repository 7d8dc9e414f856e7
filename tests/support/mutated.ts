import { type Bytes, utf8 } from './byte-sources.ts';
import { damaged, joined, randomNumbers } from './mutants.ts';

/** Files of one format, which may be mixed with each other. */
export interface Mutable {
	readonly files: readonly Bytes[];
	/** Words, lines and numbers in decimals are changed as well, and binary numbers are not. */
	readonly isText: boolean;
}

type Below = (end: number) => number;
type Edit = (bytes: Bytes, below: Below, files: readonly Bytes[]) => Bytes;

/** One of the files after one to four changes; the same for a seed. */
export function mutated({ files, isText }: Mutable, of: number, seed: number): Bytes {
	const random = randomNumbers(seed);
	const below = (end: number) => Math.floor(random() * end);
	const edits = isText ? textEdits : binaryEdits;
	let mutant = files[of]!;
	for (let changes = 1 + below(2) * below(4); changes > 0; changes--)
		mutant = edits[below(edits.length)]!(mutant, below, files);
	return mutant;
}

/** A place, and one up to so many bytes behind it. */
function part(bytes: Bytes, below: Below, most = 64): [from: number, to: number] {
	const from = below(bytes.length + 1);
	return [from, from + below(Math.min(most, bytes.length - from) + 1)];
}

/** What stands between two places is another. */
const replaced = (bytes: Bytes, [from, to]: readonly [number, number], by: Bytes) =>
	joined(bytes.slice(0, from), by, bytes.slice(to));

const inserted: Edit = (bytes, below) => {
	const [at] = part(bytes, below);
	const some = Uint8Array.from({ length: 1 + below(12) }, () => below(256));
	return replaced(bytes, [at, at + (below(2) === 0 ? some.length : 0)], some);
};

const repeated: Edit = (bytes, below) => {
	const [from, to] = part(bytes, below, 200);
	const times = 1 + below(below(2) === 0 ? 3 : 40);
	const copies = Array.from({ length: times }, () => bytes.slice(from, to));
	return replaced(bytes, [to, to], joined(...copies));
};

/** Two parts change places. */
const swapped: Edit = (bytes, below) => {
	const [a, b] = part(bytes, below, 200);
	const [c, d] = part(bytes.slice(b), below, 200).map((at) => at + b) as [number, number];
	const parts = [
		[0, a],
		[c, d],
		[b, c],
		[a, b],
		[d, bytes.length]
	];
	return joined(...parts.map(([from, to]) => bytes.slice(from, to)));
};

/** Begins as one file and ends as another, or has a part of it inside. */
const spliced: Edit = (bytes, below, files) => {
	const other = files[below(files.length)]!;
	const [from, to] = part(other, below, other.length);
	const [at] = part(bytes, below);
	if (below(2) === 0) return replaced(bytes, [at, at], other.slice(from, to));
	const end = below(2) === 0 ? Math.min(at, other.length) : from;
	return joined(bytes.slice(0, at), other.slice(end));
};

const tellingNumbers = [
	...[0n, 1n, -1n, 0x7fn, 0xffn, 0x7fffn, 0xffffn, 0x7fff_ffffn, 0x8000_0000n, 0xffff_ffffn],
	...[1n << 32n, 1n << 40n, (1n << 53n) + 1n, (1n << 63n) - 1n, 1n << 63n]
];

/** A length, count or place that is another one, mostly much larger. */
const misnumbered: Edit = (bytes, below) => {
	const width = [1, 2, 4, 8][below(4)]!;
	if (bytes.length < width) return bytes;
	const at = below(bytes.length - width + 1);
	const digits = bytes.slice(at, at + width);
	const isLittle = below(2) === 0;
	if (isLittle) digits.reverse();
	let number = digits.reduce((sum, digit) => (sum << 8n) | BigInt(digit), 0n);
	const kind = below(4);
	if (kind === 0) number += BigInt(1 - 2 * below(2));
	else if (kind === 1) number *= BigInt(2 + below(1000));
	else number = tellingNumbers[below(tellingNumbers.length)]!;
	const own = digits.map((_, i) => Number((number >> BigInt(8 * (width - 1 - i))) & 0xffn));
	return replaced(bytes, [at, at + width], isLittle ? own.reverse() : own);
};

/** What formats of text read as more than a character; and what is no character at all. */
const words = [
	...[',', ';', '\t', '|', '"', '""', '"""', "'", '\n', '\r', '\r\n', '\n\n', ' ', '\0', '\u00a0'],
	...['<', '>', '&', '</', '/>', '&lt;', '&amp;', '&#0;', '&#xD800;', '&#1114112;', '&a;', ']]>'],
	...[
		'<![CDATA[',
		'<!--',
		'-->',
		'<?',
		'?>',
		'<!DOCTYPE a [<!ENTITY a "b">]>',
		' a="b"',
		' xml:id=""'
	],
	...['{', '}', '[', ']', ':', '\\', '\\u', '\\ud800', '\\u0000', 'null', 'true', '{}', '[]'],
	...[
		'__proto__',
		'constructor',
		'-',
		'.',
		'e',
		'1e999',
		'-0',
		'00',
		'0x1',
		'٣',
		'\ufeff',
		'😀',
		'ñ'
	]
].map(utf8);

/** Of other encodings, or cut. */
const bytesOfNoText = [
	[0xff],
	[0xf1],
	[0x81],
	[0xc3],
	[0xe2, 0x82],
	[0xed, 0xa0, 0x80],
	[0xff, 0xfe]
]
	.concat([[0xef, 0xbb, 0xbf], [0x80], [0xc0, 0x80], [0xf4, 0x90, 0x80, 0x80]])
	.map((bytes) => Uint8Array.from(bytes));

const worded: Edit = (bytes, below) => {
	const [from, to] = part(bytes, below, 8);
	const word = below(6) === 0 ? bytesOfNoText : words;
	return replaced(bytes, [from, below(2) === 0 ? from : to], word[below(word.length)]!);
};

/** The parts of a text that a pattern finds, one of them another. Latin-1 stands for any bytes. */
const reworded = (pattern: RegExp, other: (found: string, below: Below) => string): Edit =>
	function edit(bytes, below) {
		const text = Buffer.from(bytes).toString('latin1');
		const found = [...text.matchAll(pattern)];
		const one = found[below(found.length)];
		if (!one) return bytes;
		const by = Buffer.from(other(one[0], below), 'latin1');
		return replaced(bytes, [one.index, one.index + one[0].length], Uint8Array.from(by));
	};

const renumbered = reworded(/\d+/g, (found, below) => {
	const [more, less] = [String(Number(found) + 1), String(Number(found) - 1)];
	const huge = ['2147483647', '4294967296', '9007199254740993', '99999999999999999999'];
	const others = [more, less, `${found}${found}`, '', '0', `-${found}`, ...huge];
	return others[below(others.length)]!;
});

const relined = reworded(/[^\n]*\n/g, (line, below) => {
	const others = ['', line + line, `${line}\n`, line.replace(/\r?\n/, ''), line.repeat(30)];
	return others[below(others.length)]!;
});

const repunctuated = reworded(/["',;:<>/=[\]{}&\t|]/g, (sign, below) => {
	const others = ['', sign + sign, ...'",;\t<>&{}[]:='.split('')];
	return others[below(others.length)]!;
});

/** The whole text saved again by a program that thinks it is in another encoding. */
const recoded: Edit = (bytes, below) => {
	const asLatin1 = Buffer.from(bytes).toString('latin1');
	const asUtf8 = Buffer.from(bytes).toString('utf8');
	const ways = [
		() => Buffer.from(asLatin1, 'utf8'),
		() => Buffer.from(asUtf8, 'latin1'),
		() => Buffer.from(`\ufeff${asUtf8}`, 'utf8'),
		() => Buffer.from(`\ufeff${asUtf8}`, 'utf16le'),
		() => Buffer.from(asLatin1.replaceAll(/\r?\n/g, '\r'), 'latin1'),
		() => Buffer.from(asLatin1.replaceAll(/\r?\n/g, '\r\n'), 'latin1')
	];
	return Uint8Array.from(ways[below(ways.length)]!());
};

const anyEdits: readonly Edit[] = [damaged, damaged, damaged, inserted, repeated, swapped, spliced];
const binaryEdits: readonly Edit[] = [...anyEdits, misnumbered, misnumbered, misnumbered];
const textEdits: readonly Edit[] = [
	...[...anyEdits, worded, worded, worded, renumbered, relined, repunctuated, repunctuated],
	recoded
];
