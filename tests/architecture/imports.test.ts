import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { allowed, planted } from './planted.ts';
import { rooms } from './rooms.js';
import { forbidden } from './rules.js';
import { violationsIn } from './violations.js';

const repository = join(import.meta.dirname, '../..');

describe('the room table', () => {
	test('holds in src and pipelines', { timeout: 60_000 }, async () => {
		const { files, violations } = await violationsIn(repository);
		expect(violations).toEqual([]);
		expect(files).toBeGreaterThan(0);
	});

	test('has no cycle of rooms', () => {
		const settled = new Set<string>();
		const settle = (name: string, path: readonly string[]): void => {
			expect(path).not.toContain(name);
			if (settled.has(name)) return;
			const { imports, types } = rooms[name] ?? { imports: [], types: [] };
			for (const next of [...imports, ...(types ?? [])]) settle(next, [...path, name]);
			settled.add(name);
		};
		for (const name of Object.keys(rooms)) settle(name, []);
	});

	test('has a planted violation for every rule', () => {
		const missing = forbidden().filter(({ name }) => !planted.some(({ rule }) => rule === name));
		expect(missing).toEqual([]);
	});
});

describe('a planted violation', () => {
	let root: string;
	let found: readonly { rule: string; from: string }[];

	beforeAll(async () => {
		root = await mkdtemp(join(tmpdir(), 'atalaya-planted-'));
		await plant(root);
		found = (await violationsIn(root)).violations;
	});
	afterAll(() => rm(root, { recursive: true, force: true }));

	test.for(planted)('is found, by its rule and no other: $rule in $file', ({ rule, file }) => {
		const rules = found.filter(({ from }) => from === file).map((violation) => violation.rule);
		expect(new Set(rules)).toEqual(new Set([rule]));
	});

	test.for(allowed)('is not seen in $file', ({ file }) => {
		expect(found.filter(({ from }) => from === file)).toEqual([]);
	});
});

/** A repository of its own with the planted files, a file to import in every room and no package. */
async function plant(root: string): Promise<void> {
	const known = 'export const known = 1;\nexport type Known = number;\n';
	const lib = Object.keys(rooms).filter((name) => name !== 'routes' && name !== 'pipelines');
	const files = [
		{
			file: 'package.json',
			source: '{ "type": "module", "imports": { "#lib/*": "./src/lib/*" } }'
		},
		...lib.map((name) => ({ file: `src/lib/${name}/known.ts`, source: known })),
		{ file: 'pipelines/known.ts', source: known },
		{ file: 'tests/known.ts', source: known },
		{ file: 'src/routes/Page.svelte', source: '<p></p>' },
		...packages.flatMap(stub),
		...allowed,
		...planted
	];
	for (const { file, source } of files) {
		await mkdir(dirname(join(root, file)), { recursive: true });
		await writeFile(join(root, file), source);
	}
}

const packages = [
	...['@duckdb/duckdb-wasm', '@duckdb/node-api', 'apache-arrow', 'hyparquet'],
	...['hyparquet-compressors', '@observablehq/plot', 'linkedom', '@sveltejs/kit'],
	...['write-excel-file', 'hyparquet-writer', 'highs']
];

function stub(name: string): { file: string; source: string }[] {
	const folder = `node_modules/${name}`;
	const exports = { '.': './index.js', './dist/eh.wasm': './dist/eh.wasm' };
	return [
		{ file: `${folder}/package.json`, source: JSON.stringify({ name, exports }) },
		{ file: `${folder}/index.js`, source: '' },
		{ file: `${folder}/dist/eh.wasm`, source: '' }
	];
}
