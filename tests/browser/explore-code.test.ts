import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { publicSite } from './site.ts';

const quoted = /(?:href|src)="([^"]+\.js)"|\bimport\("([^"]+\.js)"\)/g;
const importedAtOnce = /\b(?:from|import)\s*["'](\.[^"']+\.js)["']/g;

/** Scripts that a page of the built site names, and what those import before they run. */
function scriptsOf(page: string): Map<string, string> {
	const html = readFileSync(join(publicSite, page, 'index.html'), 'utf8');
	const wanted = [...html.matchAll(quoted)].map(([, named, imported]) => named ?? imported ?? '');
	const scripts = new Map<string, string>();
	for (let path = wanted.pop(); path !== undefined; path = wanted.pop()) {
		if (scripts.has(path)) continue;
		const text = readFileSync(join(publicSite, path), 'utf8');
		scripts.set(path, text);
		for (const [, imported = ''] of text.matchAll(importedAtOnce))
			wanted.push(join(dirname(path), imported));
	}
	return scripts;
}

describe('JavaScript of the explorer before the engine', () => {
	const scripts = scriptsOf('es/explore');
	const all = [...scripts.values()];

	test('is at most 200 kB in gzip', () => {
		const bytes = all.reduce((sum, text) => sum + gzipSync(text).length, 0);
		expect(bytes).toBeLessThanOrEqual(200_000);
	});

	test('holds what asks, and neither what draws nor DuckDB', () => {
		expect(all.some((text) => text.includes('requestIdleCallback'))).toBe(true);
		for (const drawn of ['duckdb-browser-eh', 'strokeMiterlimit'])
			expect(all.filter((text) => text.includes(drawn))).toEqual([]);
	});
});
