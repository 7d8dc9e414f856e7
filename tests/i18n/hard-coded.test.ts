import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'svelte/compiler';
import { describe, expect, test } from 'vitest';

const sources = join(import.meta.dirname, '../../src');
const components = readdirSync(sources, { recursive: true, encoding: 'utf8' })
	.filter((path) => path.endsWith('.svelte'))
	.sort();

interface Node {
	readonly type?: string;
	readonly name?: string;
	readonly data?: string;
}

/** Attributes that somebody reads or hears. */
const spoken = new Set(['alt', 'title', 'placeholder', 'label', 'aria-label', 'aria-description']);
/** Words: not an abbreviation such as CSV. */
const words = /\p{Ll}{2,}/u;

/** Texts with words that stand in the markup itself, so in one language. */
function hardCoded(markup: string): string[] {
	const found: string[] = [];
	const walk = (node: unknown, isRead: boolean): void => {
		if (Array.isArray(node)) for (const one of node) walk(one, isRead);
		if (Array.isArray(node) || typeof node !== 'object' || node === null) return;
		const { type, name = '', data = '' } = node as Node;
		if (type === 'Text' && isRead && words.test(data)) found.push(data.trim());
		if (type === 'StyleDirective' || (type === 'RegularElement' && name === 'code')) return;
		const within = type === 'Attribute' ? spoken.has(name) : isRead;
		for (const child of Object.values(node)) walk(child, within);
	};
	walk(parse(markup, { modern: true }).fragment, true);
	return found;
}

describe('text of components', () => {
	test('is found where it is written into the markup', () => {
		const markup = '<p class="soft">Hola a todos</p><img alt="Un mapa" /><code>npm start</code>';
		expect(hardCoded(markup)).toEqual(['Hola a todos', 'Un mapa']);
	});

	test('comes from messages', () => {
		expect(components.length).toBeGreaterThan(100);
		const found = components.flatMap((path) =>
			hardCoded(readFileSync(join(sources, path), 'utf8')).map((text) => [path, text])
		);
		expect(found).toEqual([]);
	});
});
