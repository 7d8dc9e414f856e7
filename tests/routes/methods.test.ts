import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { locales } from '#lib/model/locales.ts';
import { methodsText } from '../../src/routes/[lang]/methods/methods-text.ts';
import { formulas } from '../../src/routes/[lang]/methods/formulas.ts';
import { outline, sectionIds } from '../../src/routes/[lang]/methods/outline.ts';
import type { SectionFacts } from '../../src/routes/[lang]/methods/topics.ts';

const root = join(import.meta.dirname, '../..');
const folder = join(root, 'src/routes/[lang]/methods');
const facts: readonly (readonly [string, SectionFacts])[] = Object.entries(outline);
const formulasOf = (all: SectionFacts) => all.formulas ?? [];

/** How many texts of each kind a section has. */
const shapeOf = (locale: (typeof locales)[number]) =>
	sectionIds.map((id) => {
		const { paragraphs, points = [], legend } = methodsText[locale].sections[id];
		return { id, paragraphs: paragraphs.length, points: points.length, legend: Boolean(legend) };
	});

const textsOf = (value: unknown): string[] =>
	typeof value === 'string' ? [value] : Object.values(value as object).flatMap(textsOf);

describe('the methods page', () => {
	test.for(locales)('has the sections of the outline, in its order: %s', (locale) => {
		expect(Object.keys(methodsText[locale].sections)).toEqual(sectionIds);
	});

	test.for(locales)('says as much as in Spanish: %s', (locale) => {
		expect(shapeOf(locale)).toEqual(shapeOf('es'));
	});

	test.for(locales)('has no empty text: %s', (locale) => {
		expect(textsOf(methodsText[locale]).filter((text) => text.trim() === '')).toEqual([]);
	});

	test('keeps the signs of French on the line of their word', () => {
		const texts = textsOf(methodsText.fr);
		expect(texts.filter((text) => / [?!;:»%]|« /.test(text))).toEqual([]);
	});

	test.for(facts)('explains the letters where there is a formula: %s', ([id, all]) => {
		const section = shapeOf('es').find((one) => one.id === id);
		expect(section?.legend).toBe(formulasOf(all).length > 0);
	});

	test.for(facts.filter(([, { tests = [] }]) => tests.length > 0))(
		'names tests that exist: %s',
		([, { tests = [] }]) => {
			expect(tests.filter((path) => !existsSync(join(root, path)))).toEqual([]);
		}
	);

	test.for(facts.filter(([, { files = [] }]) => files.length > 0))(
		'has a file that exists for every point: %s',
		([id, { files = [] }]) => {
			expect(files).toHaveLength(shapeOf('es').find((one) => one.id === id)?.points ?? 0);
			expect(files.filter((path) => !existsSync(join(root, path)))).toEqual([]);
		}
	);

	test('names every comparison with R and every quality profile', () => {
		const named = new Set(facts.flatMap(([, { tests = [], files = [] }]) => [...tests, ...files]));
		const there = ['tests/oracle', 'tests/oracle/impact', 'data/quality'].flatMap((path) =>
			readdirSync(join(root, path)).map((file) => `${path}/${file}`)
		);
		const wanted = there.filter((path) => /\.(test\.ts|yaml)$/.test(path));
		expect(wanted.length).toBeGreaterThan(20);
		expect(wanted.filter((path) => !named.has(path))).toEqual([]);
	});

	test.for(facts.filter(([id]) => id !== 'limits'))('names what proves it: %s', ([, all]) => {
		expect([...(all.tests ?? []), ...(all.files ?? [])].length).toBeGreaterThan(0);
	});

	test('sets every formula in one section', () => {
		expect(facts.flatMap(([, all]) => formulasOf(all)).toSorted()).toEqual(
			Object.keys(formulas).toSorted()
		);
	});

	test('writes no markup of its own into the page', () => {
		const pages = readdirSync(folder).filter((file) => file.endsWith('.svelte'));
		expect(pages.length).toBeGreaterThan(0);
		for (const file of pages) expect(readFileSync(join(folder, file), 'utf8')).not.toMatch(/@html/);
	});
});
