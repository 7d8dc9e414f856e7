import { Linter } from 'eslint';
import { describe, expect, test } from 'vitest';
import ts from 'typescript-eslint';
import { bans, house } from './lint-rules.js';

type Rules = NonNullable<Linter.Config['rules']>;

const comments: Rules = { 'house/todo-needs-issue': 2, 'house/disable-needs-reason': 2 };
const syntax = (...forbidden: { selector: string; message: string }[]): Rules => ({
	'no-restricted-syntax': ['error', ...forbidden]
});

function messages(code: string, rules: Rules): string[] {
	const config: Linter.Config = {
		files: ['**/*.ts'],
		plugins: { house },
		languageOptions: { parser: ts.parser },
		linterOptions: { reportUnusedDisableDirectives: 'off' },
		rules
	};
	return new Linter().verify(code, config, 'x.ts').map(({ message }) => message);
}

describe('house/todo-needs-issue', () => {
	test.for(['// TODO later', '/* FIXME(ana) rounds */', '// XXX'])('finds %s', (code) => {
		expect(messages(code, comments)).toHaveLength(1);
	});

	test.for(['// TODO #12 later', '// FIXME (#3): rounds', '// todos of the reader'])(
		'lets %s be',
		(code) => {
			expect(messages(code, comments)).toEqual([]);
		}
	);
});

describe('house/disable-needs-reason', () => {
	test('finds a rule switched off in silence', () => {
		expect(messages('// eslint-disable-next-line eqeqeq\nx();', comments)).toHaveLength(1);
	});

	test('lets a reason be', () => {
		expect(messages('// eslint-disable-next-line eqeqeq -- null too\nx();', comments)).toEqual([]);
	});
});

describe('bans', () => {
	test.for([
		...['Math.random()', 'Date.now()', 'new Date()', 'Date()', 'performance.now()'],
		...['crypto.randomUUID()', 'a.localeCompare(b)', 'x.toLocaleString()']
	])('clock finds %s', (code) => {
		expect(messages(code, syntax(...bans.clock))).toHaveLength(1);
	});

	test.for(['new Date(2020, 1, 1)', 'random()', 'Math.max(a, b)'])('clock lets %s be', (code) => {
		expect(messages(code, syntax(...bans.clock))).toEqual([]);
	});

	test.for([`import './sql'`, `import { a } from '#lib/errors'`, `export * from '../x'`])(
		'everywhere finds %s',
		(code) => {
			expect(messages(code, syntax(...bans.everywhere))).toEqual(['import with the extension']);
		}
	);

	test.for([
		`import './sql.ts'`,
		`import 'zod'`,
		`import './$types'`,
		`import w from './a.wasm?url'`
	])('everywhere lets %s be', (code) => {
		expect(messages(code, syntax(...bans.everywhere))).toEqual([]);
	});

	test('indexed lets `!` stand after an index only', () => {
		expect(messages('f(rows[i]!)', syntax(...bans.indexed))).toEqual([]);
		expect(messages('f(row!)', syntax(...bans.indexed))).toHaveLength(1);
	});

	test('defaultExport finds one', () => {
		expect(messages('export default 1', syntax(...bans.defaultExport))).toHaveLength(1);
	});
});
