import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { pathsFor } from '../../pipelines/paths.ts';
import { tourism } from '../../pipelines/simulate/tourism.ts';

test('the series of tourism are those that the simulation draws', () => {
	const { declarations } = pathsFor({ profile: 'local', env: {} });
	const files = tourism(7);
	expect(files).toHaveLength(2);
	for (const { name, text } of files)
		expect(readFileSync(join(declarations, 'series', name), 'utf8')).toBe(text);
});
