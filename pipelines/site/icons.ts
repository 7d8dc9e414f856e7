/**
 * Draws the icons of an installed site from `static/icon.svg`, and writes them to `static/icons`. Run
 * by hand when the drawing changes, not by a build; a test holds the two together:
 *
 *     npx tsx pipelines/site/icons.ts
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { argv } from 'node:process';
import { resvg } from '#lib/export/resvg.ts';
import { DataError } from '#lib/errors.ts';

const folder = join(resolve(import.meta.dirname, '../..'), 'static');

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

const paper = '#fbfaf6';
const wasm = createRequire(import.meta.url).resolve('@resvg/resvg-wasm/index_bg.wasm');

export interface DrawnIcon {
	readonly png: Uint8Array;
	/** Red, green, blue and opacity of every pixel, row by row. */
	readonly pixels: Uint8Array;
}

/**
 * An icon: the drawing in the colour of paper on its own colour, in the middle of the square.
 * @throws DataError where the SVG is not one path of one colour.
 */
export async function drawnIcon(svg: string, { size, share, corner }: Icon): Promise<DrawnIcon> {
	const [, path] = / d="([^"]+)"/.exec(svg) ?? [];
	const [, ground] = /fill:(#[0-9a-f]{6})/.exec(svg) ?? [];
	if (path === undefined || ground === undefined)
		throw new DataError('no path or no colour in icon.svg');
	const Resvg = await resvg(() => readFileSync(wasm));
	const drawing = `<path fill="${paper}" d="${path}"/>`;
	const box = new Resvg(square(24, drawing)).innerBBox();
	if (!box) throw new DataError('nothing drawn by icon.svg');
	const scale = share / Math.max(box.width, box.height);
	const middle = [box.x + box.width / 2, box.y + box.height / 2].map((at) => -at);
	const placed = `translate(0.5 0.5) scale(${scale}) translate(${middle.join(' ')})`;
	const image = new Resvg(
		square(
			1,
			`<rect width="1" height="1" rx="${corner}" fill="${ground}"/><g transform="${placed}">${drawing}</g>`
		),
		{ fitTo: { mode: 'width', value: size } }
	).render();
	return { png: image.asPng(), pixels: image.pixels };
}

const square = (side: number, content: string) =>
	`<svg xmlns="http://www.w3.org/2000/svg" width="${side}" height="${side}">${content}</svg>`;

if (argv[1] === import.meta.filename) {
	const svg = readFileSync(join(folder, 'icon.svg'), 'utf8');
	mkdirSync(join(folder, 'icons'), { recursive: true });
	for (const icon of icons)
		writeFileSync(join(folder, 'icons', `${icon.name}.png`), (await drawnIcon(svg, icon)).png);
}
