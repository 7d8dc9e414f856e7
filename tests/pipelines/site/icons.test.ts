import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { drawnIcon, icons } from '../../../pipelines/site/icons.ts';

const folder = join(import.meta.dirname, '../../../static');
const svg = readFileSync(join(folder, 'icon.svg'), 'utf8');

describe.for(icons)('the icon $name', (icon) => {
	const { size, share, corner } = icon;
	const paper = [0xfb, 0xfa, 0xf6, 255];
	const ground = [0x08, 0x55, 0x5a, 255];

	test('is the one of icon.svg: draw it anew with pipelines/site/icons.ts', async () => {
		const file = readFileSync(join(folder, 'icons', `${icon.name}.png`));
		expect([file.readUInt32BE(16), file.readUInt32BE(20)]).toEqual([size, size]);
		expect(file.equals((await drawnIcon(svg, icon)).png)).toBe(true);
	});

	test('has a tower with a gate, and corners that its launcher wants', async () => {
		const { pixels } = await drawnIcon(svg, icon);
		const at = (x: number, y: number) => [...pixels.subarray(4 * (y * size + x)).subarray(0, 4)];
		const middle = Math.floor(size / 2);
		const gate = Math.floor(size * (0.5 + 0.45 * share));
		expect(at(middle, middle)).toEqual(paper);
		expect(at(middle, gate)).toEqual(ground);
		expect(at(0, 0)[3]).toBe(corner > 0 ? 0 : 255);
		expect(at(middle, 1)).toEqual(ground);
	});
});
