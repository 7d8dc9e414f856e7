import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { locales } from '#lib/model/localized.ts';
import { methodsText } from '../../src/routes/[lang]/methods/methods-text.ts';
import { formulas } from '../../src/routes/[lang]/methods/formulas.ts';
import { type SectionFacts, outline, sectionIds } from '../../src/routes/[lang]/methods/outline.ts';

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
