/**
 * Cuts the two typefaces down to what four Latin languages and a statistics page need, and writes
 * them to `static/fonts`. Run by hand, not by a build:
 *
 *     npm i --no-save source-sans@3.52.0 source-serif@4.5.1
 *     npx tsx pipelines/site/fonts.ts
 */
import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import subsetFont from 'subset-font';
import { DataError } from '#lib/errors.ts';

const root = resolve(import.meta.dirname, '../..');
const packages = join(root, 'node_modules');
const folder = join(root, 'static', 'fonts');

const letters = 'ÀÁÂÃÄÇÈÉÊËÌÍÎÏÑÒÓÔÕÖÙÚÛÜÝàáâãäçèéêëìíîïñòóôõöùúûüýÿŒœŸßåÅæÆøØ';
const signs = '¡¿«»‹›“”‘’–—…·•°ºª±×÷−≤≥≈≠←↑→↓¹²³½¼¾µ§¶©€£‰';
const spaces = '\u00a0\u2009\u202f';
const ascii = Array.from({ length: 0x5f }, (_, offset) => String.fromCharCode(0x20 + offset));
const text = [...ascii, letters, signs, spaces].join('');

const faces = [
	{
		file: 'sans.woff2',
		licence: 'OFL-sans.md',
		from: 'source-sans',
		font: 'VF/SourceSans3VF-Upright.ttf',
		axes: { wght: { min: 400, max: 700, default: 400 } }
	},
	{
		file: 'serif.woff2',
		licence: 'OFL-serif.md',
		from: 'source-serif',
		font: 'VAR/SourceSerif4Variable-Roman.ttf',
		axes: { wght: { min: 400, max: 600, default: 400 }, opsz: 24 }
	}
] as const;

/** Figures need no feature: in both faces the default ones are tabular and lining. */
const keepFeatures = ['kern', 'ccmp', 'locl', 'mark', 'liga'];

await mkdir(folder, { recursive: true });
for (const { file, licence, from, font, axes } of faces) {
	const whole = await readFile(join(packages, from, font));
	const cut = await subsetFont(whole, text, {
		targetFormat: 'sfnt',
		keepFeatures,
		noHinting: true,
		variationAxes: axes
	});
	renameFamily(cut);
	const packed = await subsetFont(cut, undefined, { targetFormat: 'woff2', keepAllGlyphs: true });
	await writeFile(join(folder, file), packed);
	await copyFile(join(packages, from, 'LICENSE.md'), join(folder, licence));
	console.log(`${file} ${packed.length} bytes`);
}

/**
 * Takes the reserved name "Source" out of the `name` table, as the licence asks of a modified font. The
 * stand-in has as many letters, so nothing moves; the copyright notice (name 0) stays as it is.
 * https://learn.microsoft.com/typography/opentype/spec/name
 */
function renameFamily(font: Buffer): void {
	const table = tableOffset(font, 'name');
	const strings = table + font.readUInt16BE(table + 4);
	for (let index = 0; index < font.readUInt16BE(table + 2); index++) {
		const record = table + 6 + 12 * index;
		if (font.readUInt16BE(record + 6) === 0) continue;
		const start = strings + font.readUInt16BE(record + 10);
		const name = font.subarray(start, start + font.readUInt16BE(record + 8));
		const at = name.indexOf(utf16('Source'));
		if (at >= 0) utf16('Garita').copy(name, at);
	}
}

function tableOffset(font: Buffer, tag: string): number {
	for (let index = 0; index < font.readUInt16BE(4); index++) {
		const record = 12 + 16 * index;
		if (font.toString('latin1', record, record + 4) === tag) return font.readUInt32BE(record + 8);
	}
	throw new DataError(`font without table: ${tag}`);
}

function utf16(word: string): Buffer {
	return Buffer.from(word, 'utf16le').swap16();
}
