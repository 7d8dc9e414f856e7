import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { m } from '#lib/i18n/paraglide/messages.js';
import { type Locale, locales } from '#lib/model/locales.ts';

/** A text, or one text a plural form: https://inlang.com/m/reootnfj/plugin-inlang-messageFormat */
type Message = string | { match: Record<string, string> }[];

const folder = new URL('../../src/lib/i18n/messages/', import.meta.url);
const messages = Object.fromEntries(
	locales.map((locale) => [locale, messagesIn(locale)])
) as Record<Locale, Record<string, Message>>;
const keys = Object.keys(messages.es);
const others = locales.filter((locale) => locale !== 'es');

function messagesIn(locale: Locale): Record<string, Message> {
	const text = readFileSync(new URL(`${locale}.json`, folder), 'utf8');
	const all = Object.entries(JSON.parse(text) as Record<string, Message>);
	return Object.fromEntries(all.filter(([key]) => key !== '$schema'));
}

function textsOf(message: Message): string[] {
	return typeof message === 'string' ? [message] : message.flatMap((m) => Object.values(m.match));
}

function placeholdersOf(message: Message): string[] {
	const names = textsOf(message).flatMap((text) => [...text.matchAll(/\{(\w+)\}/g)]);
	return [...new Set(names.map(([, name]) => name!))].sort();
}

describe('messages', () => {
	test.for(others)('%s has the keys of Spanish, in its order', (locale) => {
		expect(keys.length).toBeGreaterThan(0);
		expect(Object.keys(messages[locale])).toEqual(keys);
	});

	test.for(others)('%s has the placeholders of Spanish', (locale) => {
		for (const key of keys)
			expect([key, placeholdersOf(messages[locale][key]!)]).toEqual([
				key,
				placeholdersOf(messages.es[key]!)
			]);
	});

	test.for(locales)('%s has no empty text', (locale) => {
		const texts = keys.flatMap((key) => textsOf(messages[locale][key]!));
		expect(texts.length).toBeGreaterThanOrEqual(keys.length);
		expect(texts.filter((text) => text.trim() !== text || text === '')).toEqual([]);
	});

	test('French keeps its signs on the line of their word', () => {
		const texts = keys.flatMap((key) => textsOf(messages.fr[key]!));
		expect(texts.filter((text) => / [?!;:»]|« /.test(text))).toEqual([]);
	});
});

describe('compiled messages', () => {
	test('are as many as written', () => {
		expect(Object.keys(m).sort()).toEqual([...keys].sort());
	});

	test.for(locales)('say in %s what was written', (locale) => {
		const plain = keys.filter((key) => messages.es[key] === textsOf(messages.es[key]!)[0]);
		const fixed = plain.filter((key) => placeholdersOf(messages.es[key]!).length === 0);
		expect(fixed.length).toBeGreaterThan(0);
		for (const key of fixed as (keyof typeof m)[]) {
			const say = m[key] as (inputs: object, options: { locale: Locale }) => string;
			expect([key, say({}, { locale })]).toEqual([key, messages[locale][key]]);
		}
	});
});
