import { describe, expect, test } from 'vitest';
import { locales } from '#lib/model/locales.ts';
import { asCopy, titleOf } from '#lib/offline/page-copy.ts';

const html =
	'<!doctype html><html lang="es"><title>Comercio &amp; hogares – Valdoria – Atalaya</title>' +
	'<aside><strong>Copia del <time data-taken=""></time></strong></aside><time>1</time>';

describe('asCopy', () => {
	test('says that it is a copy, and the day it was taken, in every language', () => {
		const told = locales.map((locale) =>
			/datetime="([^"]+)">([^<]*)</.exec(asCopy(html, '2026-11-23T15:24:00.000Z', locale))!
		);
		expect(new Set(told.map(([, time]) => time))).toEqual(new Set(['2026-11-23T15:24:00.000Z']));
		const days = ['23 de noviembre de 2026', 'November 23, 2026', '23 de novembro de 2026'];
		for (const [i, day] of [...days, '23 novembre 2026'].entries())
			expect(told[i]![2]).toMatch(new RegExp(`^${day}\\D+(15|3):24`));
	});

	test('changes nothing else', () => {
		const copy = asCopy(html, '2026-11-23T15:24:00.000Z', 'es');
		expect(copy).toContain('<html data-copy lang="es">');
		expect(
			copy
				.replace(' data-copy', '')
				.replace(/<time datetime[^/]*\/time>/, '<time data-taken=""></time>')
		).toBe(html);
	});
});

describe('titleOf', () => {
	test('is the heading in plain words, else the title', () => {
		const heading = '<title>x</title><h1 class="a"><!--[-->Comercio &amp; <em>hogares</em>\n</h1>';
		expect(titleOf(heading)).toBe('Comercio & hogares');
		expect(titleOf('<title>Atalaya</title>')).toBe('Atalaya');
		expect(titleOf('<p>')).toBe('');
	});
});
