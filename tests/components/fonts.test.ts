import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

const folder = new URL('../../static/fonts/', import.meta.url);
const fonts = readdirSync(folder).filter((name) => name.endsWith('.woff2'));
const readme = readFileSync(new URL('README.md', folder), 'utf8');

describe('fonts', () => {
	test('weigh no more than 50 kB together', () => {
		const bytes = fonts.map((name) => readFileSync(new URL(name, folder)).length);
		expect(bytes).toHaveLength(2);
		expect(bytes.reduce((sum, size) => sum + size)).toBeLessThanOrEqual(50_000);
	});

	test.for(fonts)('%s stands in the list of sources, beside its licence', (name) => {
		expect(readme).toContain(`\`${name}\``);
		const licence = readFileSync(new URL(`OFL-${name.replace('.woff2', '.md')}`, folder), 'utf8');
		expect(licence).toContain('SIL Open Font License, Version 1.1');
	});
});
