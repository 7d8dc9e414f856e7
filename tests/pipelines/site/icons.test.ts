import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inflateSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { iconPng, icons } from '../../../pipelines/site/icons.ts';

const folder = join(import.meta.dirname, '../../../static');
const svg = readFileSync(join(folder, 'icon.svg'), 'utf8');

/** Pixels of a PNG of eight bits a channel, rows unfiltered. */
function pixelsOf(png: Buffer) {
	const size = png.readUInt32BE(16);
	const start = png.indexOf('IDAT') + 4;
	const data = inflateSync(png.subarray(start, start + png.readUInt32BE(start - 8)));
	const at = (x: number, y: number) => {
		const from = y * (4 * size + 1) + 1 + 4 * x;
		return [...data.subarray(from, from + 4)];
	};
	return { size, at, data };
}

describe.for(icons)('the icon $name', (icon) => {
	const drawn = iconPng(svg, icon);
	const { size, at } = pixelsOf(drawn);
	const paper = [0xfb, 0xfa, 0xf6, 255];
	const ground = [0x08, 0x55, 0x5a, 255];

	test('is the one of icon.svg: draw it anew with pipelines/site/icons.ts', () => {
		const file = readFileSync(join(folder, 'icons', `${icon.name}.png`));
		expect(pixelsOf(file).size).toBe(icon.size);
		expect(pixelsOf(file).data.equals(pixelsOf(drawn).data)).toBe(true);
	});

	test('has a tower with a gate, and corners that its launcher wants', () => {
		const middle = Math.floor(size / 2);
		const gate = Math.floor(size * (0.5 + 0.45 * icon.share));
		expect(at(middle, middle)).toEqual(paper);
		expect(at(middle, gate)).toEqual(ground);
		expect(at(0, 0)[3]).toBe(icon.corner > 0 ? 0 : 255);
		expect(at(middle, 1)).toEqual(ground);
	});
});
