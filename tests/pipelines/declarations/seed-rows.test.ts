import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { type RegisterFile, entriesOf } from '#lib/model/registers/registers.ts';
import { readDeclarations } from '../../../pipelines/declarations/declarations.ts';
import { seedRows } from '../../support/seed-rows.ts';
import { describeWithReference, referenceFile } from '../../support/sources.ts';

let registers: readonly RegisterFile[];
beforeAll(() => {
	({ registers } = readDeclarations(join(import.meta.dirname, '../../../data')));
});

function isThere(where: string): boolean {
	const [register = '', id, code] = where.split('/');
	if (register !== 'codes')
		return registers.some((one) => one.id === register && one.entries.some((e) => e.id === id));
	const codes = entriesOf(registers, 'codes').filter(({ list }) => list === id);
	return code === '' ? codes.length > 0 : codes.some((one) => one.id === code);
}

describe('what the tables ask of the registers', () => {
	test.for(Object.keys(seedRows))('is declared, section %s', (section) => {
		const missing = Object.values(seedRows[section]!)
			.flat()
			.filter((where) => !isThere(where));
		expect(missing).toEqual([]);
	});

	test('is 25 countries in three blocs, and 7 environments with 27 factors on 3 axes', () => {
		const blocs = entriesOf(registers, 'attendance').map(({ bloc }) => bloc);
		const count = (wanted: string) => blocs.filter((bloc) => bloc === wanted).length;
		expect(['latin-america', 'caribbean', 'eu'].map(count)).toEqual([14, 8, 3]);
		const factors = entriesOf(registers, 'exclusion');
		expect(factors).toHaveLength(27);
		expect(new Set(factors.map(({ environment }) => environment)).size).toBe(7);
		const axes = entriesOf(registers, 'codes').filter(({ list }) => list === 'axes');
		expect(axes.map(({ id }) => id)).toEqual(['gender', 'age', 'ethnicity']);
	});

	test('calls the figures of a speaker quoted and unsourced, and files none under crime', () => {
		const quoted = entriesOf(registers, 'figures').filter((one) => one.quoted);
		expect(quoted.map(({ value }) => value).sort()).toEqual([20, 62, 80]);
		expect(quoted.every((one) => one.sourced === false && one.theme === 'treatment')).toBe(true);
	});
});

describeWithReference('the tables themselves', 'seeds.md', () => {
	test.for(Object.keys(seedRows))('hold no row that nobody looked for, section %s', (section) => {
		const rows = rowsOf(readFileSync(referenceFile('seeds.md'), 'utf8'), section);
		const keys = Object.keys(seedRows[section]!);
		expect(rows.length).toBeGreaterThan(5);
		const unknown = rows.filter((row) => !keys.some((key) => startsWith(row, key)));
		const gone = keys.filter((key) => rows.filter((row) => startsWith(row, key)).length !== 1);
		expect({ unknown, gone }).toEqual({ unknown: [], gone: [] });
	});
});

const startsWith = (row: string, key: string) => row === key || row.startsWith(`${key}-`);

/** The first cells of the table of a section, or the parts of its paragraph, as slugs. */
function rowsOf(text: string, section: string): string[] {
	const [, own = ''] = text.split(new RegExp(`^## ${section}[.].*$`, 'm'));
	const [part = ''] = own.split(/^## /m);
	const rows = part.split('\n').filter((line) => line.startsWith('|'));
	const cells =
		rows.length > 0
			? rows.slice(2).map((line) => line.split('|')[1] ?? '')
			: (part.split(' Must offer')[0] ?? '').split(';');
	return cells.map((cell) =>
		cell
			.toLowerCase()
			.replace(/[^a-z0-9]+/g, '-')
			.replace(/^-|-$/g, '')
	);
}
