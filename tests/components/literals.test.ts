import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

const source = join(import.meta.dirname, '../../src');
const theme = readFileSync(join(source, 'lib/components/theme.css'), 'utf8');
const tokens = new Set([...theme.matchAll(/(--[\w-]+):/g)].map(([, name]) => name));
const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((file) =>
	file.endsWith('.svelte')
);

/** What a component says about its looks. */
function styleOf(file: string): string {
	return /<style>(.*)<\/style>/s.exec(readFileSync(join(source, file), 'utf8'))?.[1] ?? '';
}

describe('styles', () => {
	test('exist', () => expect(files.length).toBeGreaterThan(0));

	test.for(files)('%s writes no colour and no pixel of its own', (file) => {
		const found = styleOf(file).match(/#[0-9a-f]{3,8}\b|\b(rgb|hsl|oklch)a?\(|\b\d+px\b/gi);
		expect(found ?? []).toEqual([]);
	});

	test.for(files)('%s uses only tokens that exist', (file) => {
		const style = styleOf(file);
		const own = new Set([...style.matchAll(/^\s*(--[\w-]+):/gm)].map(([, name]) => name));
		const used = [...style.matchAll(/var\((--[\w-]+)/g)].map(([, name]) => name);
		expect(used.filter((name) => !tokens.has(name) && !own.has(name))).toEqual([]);
	});
});
