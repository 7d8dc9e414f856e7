import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseHTML } from 'linkedom';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { type Locale, locales } from '#lib/model/locales.ts';
import { publicSite, repository } from './site.ts';

const pagesOf = (locale: Locale) =>
	readdirSync(join(publicSite, locale), { recursive: true, encoding: 'utf8' })
		.filter((path) => path.endsWith('.html'))
		.sort();
const pages = pagesOf('es');
/** Countries are one page 67 times: every tenth. */
const read = pages.filter((path, i) => !path.startsWith('countries') || i % 10 === 0);

/** Attributes that somebody reads or hears. */
const spoken = ['alt', 'title', 'placeholder', 'aria-label'];
/** Three words or more; a file, an identifier or a size is none. */
const isSentence = (text: string) =>
	text.split(/\s+/).filter((one) => /^\p{L}{2,}[,.;:]?$/u.test(one)).length >= 3;

interface Markup {
	readonly nodeType: number;
	readonly localName: string;
	readonly textContent: string;
	readonly childNodes: Iterable<Markup>;
	getAttribute(name: string): string | null;
}

/** Sentences of a page that it says are in its own language. */
function sentencesOf(locale: Locale, path: string): Set<string> {
	const html = readFileSync(join(publicSite, locale, path), 'utf8');
	const { document } = parseHTML(html) as unknown as { document: { documentElement: Markup } };
	const found = new Set<string>();
	const walk = (node: Markup): void => {
		// Of a sentence with a sign such as & the reader makes several nodes.
		const own = [...node.childNodes].map((one) =>
			one.nodeType === 3 ? one.textContent.replace(/\s+/g, ' ') : '\n'
		);
		for (const text of [...own.join('').split('\n'), ...spokenOf(node)]) {
			const plain = text.replace(/\s+/g, ' ').trim();
			if (isSentence(plain)) found.add(plain);
		}
		for (const child of node.childNodes) if (isOwn(child, locale)) walk(child);
	};
	walk(document.documentElement);
	return found;
}

const spokenOf = (node: Markup) => spoken.flatMap((name) => node.getAttribute(name) ?? []);

function isOwn(node: Markup, locale: Locale): boolean {
	if (node.nodeType !== 1 || ['script', 'style', 'code', 'pre'].includes(node.localName))
		return false;
	if (node.getAttribute('aria-hidden') === 'true') return false;
	const lang = node.getAttribute('lang');
	return lang === null || lang === locale;
}

/** Texts that stand in every language: names of organisations and titles of documents. */
const names = [...declaredNames(), ...citedWorks()].sort((a, b) => b.length - a.length);

function declaredNames(): string[] {
	const found = new Set<string>();
	const walk = (value: unknown): void => {
		if (typeof value === 'string') found.add(value.replace(/\s+/g, ' ').trim());
		if (typeof value !== 'object' || value === null) return;
		const isByLanguage = Object.keys(value).every((key) => locales.some((one) => one === key));
		const texts: unknown[] = Object.values(value);
		// What every language calls alike is a name.
		if (!isByLanguage || new Set(texts).size === 1) for (const one of texts) walk(one);
	};
	const folder = join(repository, 'data');
	for (const path of readdirSync(folder, { recursive: true, encoding: 'utf8' }))
		if (path.endsWith('.yaml')) walk(parse(readFileSync(join(folder, path), 'utf8')));
	return [...found, 'Atalaya'].filter((text) => text.length > 4 && /^\P{Ll}| /u.test(text));
}

/** Articles, books and functions of R that the page of methods names. */
function citedWorks(): string[] {
	const folder = join(repository, 'src/routes/[lang]/methods');
	const files = readdirSync(folder).filter((name) => name.endsWith('.ts'));
	return files.flatMap((name) =>
		[...readFileSync(join(folder, name), 'utf8').matchAll(/'([^'\n]+)'/g)]
			.map(([, text]) => text!)
			.filter((text) => text.length > 8)
	);
}

/** Whether nothing is left of a text but names, numbers and signs. */
function isOnlyNames(text: string): boolean {
	let left = text;
	for (const name of names) left = left.replaceAll(name.replace(/\.$/, ''), ' ');
	return !isSentence(left);
}

describe('every language', () => {
	test.for(locales)('has every page: %s', (locale) => {
		expect(pages.length).toBeGreaterThan(100);
		expect(pagesOf(locale)).toEqual(pages);
	});

	// Spanish and Portuguese share whole sentences.
	test.for([
		['es', 'en'],
		['en', 'pt'],
		['pt', 'fr']
	] as const)(
		'says everything in its own words, or says whose they are: %s, %s',
		([one, other]) => {
			const shared = new Map<string, string>();
			for (const path of read) {
				const others = sentencesOf(other, path);
				for (const text of sentencesOf(one, path)) if (others.has(text)) shared.set(text, path);
			}
			expect(shared.size).toBeGreaterThan(0);
			expect([...shared].filter(([text]) => !isOnlyNames(text))).toEqual([]);
		}
	);
});
