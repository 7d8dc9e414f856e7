import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { commandNames, generalUsage, helpOf } from '../../pipelines/command-help.ts';
import { commandLine, failureCode } from '../../pipelines/command-line.ts';

const words = (line: string) => line.split(' ');

describe('failureCode', () => {
	test.for(['diff a b', '--json diff', 'diff --unknown', '--profile public diff', 'diff --out'])(
		'is 2 where 1 means a difference: %s',
		(line) => expect(failureCode(words(line))).toBe(2)
	);

	test.for(['validate diff', 'inspect diff', 'build --profile diff', 'freeze --role diff', ''])(
		'is 1 of any other command: %s',
		(line) => expect(failureCode(words(line))).toBe(1)
	);
});

describe('commandLine', () => {
	test('refuses an option that no command has', () => {
		expect(() => commandLine(['build', '--unknown'])).toThrow("Unknown option '--unknown'");
	});
});

describe('the help of a command', () => {
	test.for(commandNames)('begins with how %s is called, and says more', (name) => {
		const [first = '', ...more] = helpOf(name).split('\n');
		expect(first.startsWith(`atalaya ${name} `)).toBe(true);
		expect(more.length).toBeGreaterThan(5);
	});

	test('names no option that there is not', () => {
		for (const name of commandNames)
			for (const [option] of helpOf(name).matchAll(/(?<=\s|\[)--[a-z-]+/g))
				expect(() => commandLine([option]), option).not.toThrow('Unknown option');
	});
});

describe('atalaya', () => {
	const atalaya = (line: string) =>
		spawnSync(process.execPath, ['--import', 'tsx', 'pipelines/cli.ts', ...words(line)], {
			cwd: join(import.meta.dirname, '../..'),
			encoding: 'utf8'
		});

	test('prints the help of the command that is asked about', () => {
		const { stdout, status } = atalaya('inspect diff --help');
		expect(stdout).toBe(`${helpOf('inspect')}\n`);
		expect(status).toBe(0);
	});

	test('names a command that there is not, and those that there are', () => {
		const { stderr, status } = atalaya('inspekt diff');
		expect(stderr).toContain(generalUsage);
		expect(stderr.trimEnd().endsWith('no command: inspekt')).toBe(true);
		expect(status).toBe(1);
	});
});
