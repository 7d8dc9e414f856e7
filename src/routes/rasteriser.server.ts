import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import subsetFont from 'subset-font';
import { resvg } from '#lib/export/resvg.ts';

/** What the typefaces of the site are called in their files. */
export const families = { sans: 'GaritaSans3VF', serif: 'Garita Serif 4 Variable' } as const;

const folder = join(__ATALAYA_ASSETS__, 'fonts');

/** A typeface of the site in one weight: the rasteriser knows neither WOFF2 nor variable fonts. */
const face = (file: string, wght: number): Promise<Buffer> =>
	subsetFont(readFileSync(join(folder, file)), undefined, {
		...{ targetFormat: 'sfnt', keepAllGlyphs: true },
		variationAxes: { wght }
	});

const wasm = createRequire(import.meta.url).resolve('@resvg/resvg-wasm/index_bg.wasm');

async function started() {
	const [sans, serif, Resvg] = await Promise.all([
		face('sans.woff2', 400),
		face('serif.woff2', 600),
		resvg(() => readFileSync(wasm))
	]);
	return { fonts: [sans, serif], Resvg };
}

let ready: ReturnType<typeof started> | undefined;

export interface Rasteriser {
	/** An SVG as PNG, in its own size: the same picture, the same bytes. */
	png(svg: string): Uint8Array;
	/** How wide what an SVG draws is, in its units. */
	widthOf(svg: string): number;
}

/** Draws pictures outside a browser, with the typefaces of the site and no others. */
export async function rasteriser(): Promise<Rasteriser> {
	const { fonts, Resvg } = await (ready ??= started());
	const drawn = (svg: string) =>
		new Resvg(svg, {
			font: { fontBuffers: fonts, loadSystemFonts: false, defaultFontFamily: families.sans }
		});
	return {
		png: (svg) => drawn(svg).render().asPng(),
		widthOf: (svg) => drawn(svg).innerBBox()?.width ?? 0
	};
}
