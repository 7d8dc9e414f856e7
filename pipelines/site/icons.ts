/**
 * Draws the icons of an installed site from `static/icon.svg`, and writes them to `static/icons`. Run
 * by hand when the drawing changes, not by a build; a test holds the two together:
 *
 *     npx tsx pipelines/site/icons.ts
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { argv } from 'node:process';
import { crc32, deflateSync } from 'node:zlib';
import { DataError } from '#lib/errors.ts';

const folder = join(resolve(import.meta.dirname, '../..'), 'static');

type Point = readonly [x: number, y: number];
type Colour = readonly [red: number, green: number, blue: number];

interface Icon {
	readonly name: string;
	/** Pixels of a side. */
	readonly size: number;
	/** Share of a side that the drawing takes: launchers cut a maskable one to a circle of 80 %. */
	readonly share: number;
	/** Radius of the corners as a share of a side; 0 leaves no pixel empty. */
	readonly corner: number;
}

export const icons: readonly Icon[] = [
	{ name: 'any-192', size: 192, share: 0.72, corner: 0.2 },
	{ name: 'any-512', size: 512, share: 0.72, corner: 0.2 },
	{ name: 'maskable-512', size: 512, share: 0.52, corner: 0 },
	{ name: 'apple-180', size: 180, share: 0.66, corner: 0 }
];

/** Lines that a row of pixels is measured along. */
const fine = 16;
const paper: Colour = [0xfb, 0xfa, 0xf6];

/** From where to where, as shares of a side. */
type Span = readonly [from: number, to: number];

/** The bytes of an icon as PNG: the drawing in the colour of paper on its own colour. */
export function iconPng(svg: string, { size, share, corner }: Icon): Buffer {
	const [, path = ''] = / d="([^"]+)"/.exec(svg) ?? [];
	const [, hex = ''] = /fill:#([0-9a-f]{6})/.exec(svg) ?? [];
	const ground = [0, 2, 4].map((at) => parseInt(hex.slice(at, at + 2), 16)) as unknown as Colour;
	const drawn = placed(outlines(path), share);
	const pixels = Buffer.alloc(size * size * 4);
	for (let y = 0; y < size; y++) {
		const lines = Array.from({ length: fine }, (_, i) => (y + (i + 0.5) / fine) / size);
		const covered = lengths(
			lines.map((at) => groundAt(at, corner)),
			size
		);
		const light = lengths(
			lines.flatMap((at) => drawn.flatMap((line) => spansAt(line, at))),
			size
		);
		for (let x = 0; x < size; x++) {
			const share = covered[x]! === 0 ? 0 : light[x]! / covered[x]!;
			const colour = ground.map((tone, i) => Math.round(tone + (paper[i]! - tone) * share));
			pixels.set([...colour, Math.round((255 * covered[x]!) / fine)], 4 * (y * size + x));
		}
	}
	return png(pixels, size);
}

/** How much of each pixel of a row the spans cover, all lines together. */
function lengths(spans: readonly Span[], size: number): Float64Array {
	const found = new Float64Array(size);
	for (const [from, to] of spans)
		for (let x = Math.floor(from * size); x < Math.min(size, to * size); x++)
			found[x]! += Math.min(x + 1, to * size) - Math.max(x, from * size);
	return found;
}

/** Closed outlines of a path of straight lines (M, H, V, L, Z and their relative forms). */
function outlines(path: string): Point[][] {
	const all: Point[][] = [];
	let [x, y] = [0, 0];
	for (const [, command = '', rest = ''] of path.matchAll(/([a-zA-Z])([^a-zA-Z]*)/g)) {
		const numbers = (rest.match(/-?(?:\d+\.?\d*|\.\d+)/g) ?? []).map(Number);
		const isRelative = command === command.toLowerCase();
		const from: Point = isRelative ? [x, y] : [0, 0];
		const [first = 0, second = 0] = numbers;
		const kind = command.toLowerCase();
		if (kind === 'z') {
			[x, y] = all.at(-1)?.[0] ?? [x, y];
			continue;
		}
		if (kind === 'h') x = from[0] + first;
		else if (kind === 'v') y = from[1] + first;
		else if (kind === 'm' || kind === 'l') [x, y] = [from[0] + first, from[1] + second];
		else throw new DataError(`no straight line in the path of the icon: ${command}`);
		if (kind === 'm') all.push([]);
		all.at(-1)?.push([x, y]);
	}
	return all;
}

/** Outlines in the unit square, in its middle and as large as the share says. */
function placed(lines: readonly Point[][], share: number): Point[][] {
	const all = lines.flat();
	const range = (axis: 0 | 1) => {
		const values = all.map((point) => point[axis]);
		return { least: Math.min(...values), most: Math.max(...values) };
	};
	const [wide, high] = [range(0), range(1)];
	const scale = share / Math.max(wide.most - wide.least, high.most - high.least);
	const middle: Point = [(wide.least + wide.most) / 2, (high.least + high.most) / 2];
	const at = ([x, y]: Point): Point => [
		0.5 + (x - middle[0]) * scale,
		0.5 + (y - middle[1]) * scale
	];
	return lines.map((line) => line.map(at));
}

/** What lies inside an outline at a height. */
function spansAt(line: readonly Point[], y: number): Span[] {
	const crossed = line
		.flatMap(([ax, ay], i): number[] => {
			const [bx, by] = line[(i + 1) % line.length]!;
			return ay > y !== by > y ? [ax + ((y - ay) * (bx - ax)) / (by - ay)] : [];
		})
		.sort((a, b) => a - b);
	return crossed.flatMap((from, i): Span[] => (i % 2 === 0 ? [[from, crossed[i + 1]!]] : []));
}

/** The width of a square with round corners at a height. */
function groundAt(y: number, corner: number): Span {
	const beyond = Math.max(0, Math.abs(y - 0.5) - (0.5 - corner));
	const inset = corner - Math.sqrt(corner ** 2 - beyond ** 2);
	return [inset, 1 - inset];
}

/** RFC 2083: eight bits a channel with transparency, rows unfiltered. */
function png(pixels: Buffer, size: number): Buffer {
	const header = Buffer.alloc(13);
	header.writeUInt32BE(size, 0);
	header.writeUInt32BE(size, 4);
	header.set([8, 6, 0, 0, 0], 8);
	const rows = Array.from({ length: size }, (_, y) => [
		Buffer.from([0]),
		pixels.subarray(4 * y * size, 4 * (y + 1) * size)
	]);
	const data = deflateSync(Buffer.concat(rows.flat()), { level: 9 });
	const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
	return Buffer.concat([
		...[signature, chunk('IHDR', header), chunk('IDAT', data), chunk('IEND', Buffer.alloc(0))]
	]);
}

function chunk(type: string, data: Buffer): Buffer {
	const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
	const length = Buffer.alloc(4);
	length.writeUInt32BE(data.length);
	const sum = Buffer.alloc(4);
	sum.writeUInt32BE(crc32(body));
	return Buffer.concat([length, body, sum]);
}

if (argv[1] === import.meta.filename) {
	const svg = readFileSync(join(folder, 'icon.svg'), 'utf8');
	mkdirSync(join(folder, 'icons'), { recursive: true });
	for (const icon of icons)
		writeFileSync(join(folder, 'icons', `${icon.name}.png`), iconPng(svg, icon));
}
