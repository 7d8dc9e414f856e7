import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect } from 'vitest';
import type { Comparison } from '#lib/model/comparison.ts';
import type { ShownFigure } from '#lib/model/shown-answer.ts';
import type { PageScript } from '../../src/routes/[lang]/explore/scripts.ts';
import type { Printed } from './r.ts';

export interface PreparedOptions {
	/** A new folder: the script runs in it, and nothing else is there. */
	readonly folder: string;
	/** Where files lie that the page does not make itself, by name. */
	readonly fileOf: (name: string) => string;
}

/** Puts a script of a page into a folder with what the page says that it reads; its path. */
export function preparedScript(
	{ name, script, files }: PageScript,
	{ folder, fileOf }: PreparedOptions
): string {
	mkdirSync(folder, { recursive: true });
	const path = join(folder, name);
	writeFileSync(path, script);
	for (const file of files)
		if (file.kind === 'totals') writeFileSync(join(folder, file.name), file.csv);
		else copyFileSync(fileOf(file.name), join(folder, basename(file.name)));
	return path;
}

interface Near {
	readonly relative: number;
	readonly absolute: number;
}

/** How near a number of R has to be, whose standard error is this. */
type NearTo = (standardError: number) => Near;

/** Of published numbers, whose standard error keeps so many digits. */
export const roundedTo =
	(digits: number): NearTo =>
	(standardError) => ({
		relative: 0,
		absolute: 0.5001 * 10 ** (Math.floor(Math.log10(standardError)) + 1 - digits)
	});

const close: NearTo = () => ({ relative: 1e-8, absolute: 1e-12 });

interface About {
	readonly about: string;
	readonly near?: NearTo | undefined;
}

function expectNumbers(
	own: Readonly<Record<string, number | null>>,
	row: Printed,
	{ about, near = close }: About
) {
	for (const [column, value] of Object.entries(own)) {
		const text = row[column] ?? '';
		if (value === null) expect([about, column, text]).toEqual([about, column, '']);
		else
			expect(value, `${about} ${column}`).toAgreeWith(
				text === '' ? undefined : Number(text),
				near(own['standard_error'] ?? 0)
			);
	}
}

const categoriesOf = ({ domain }: ShownFigure) => domain.map(({ category }) => category);

const partOf = ({ part }: ShownFigure) => (part && 'category' in part ? part.category : '');

/** Every figure of an answer is a line that the script printed. */
export function expectFigures(
	figures: readonly ShownFigure[],
	rows: readonly Printed[],
	near?: NearTo
) {
	const names = Object.keys(rows[0] ?? {});
	const by = names.slice(
		1,
		names.findIndex((name) => name === 'part' || name === 'estimate')
	);
	let found = 0;
	for (const one of figures) {
		const about = JSON.stringify([categoriesOf(one), partOf(one)]);
		const isOf = (row: Printed) =>
			JSON.stringify([by.map((name) => row[name]), row['part'] ?? '']) === about;
		const row = rows.find((line) => isOf(line) && (by.length === 0 || line['scope'] === 'domain'));
		expect(row, about).toBeDefined();
		if (one.kind === 'none') expect(row!['status']).toBe(one.reason);
		else {
			found++;
			const { estimate, standardError, lower, upper, df } = one;
			const numbers = { estimate, standard_error: standardError, lower, upper, df };
			expectNumbers(numbers, row!, { about, near });
		}
	}
	expect(found).toBeGreaterThan(0);
}

/** The same for figures with the ages of a standard. */
export function expectStandardised(figures: readonly ShownFigure[], rows: readonly Printed[]) {
	expect(rows).toHaveLength(figures.length);
	for (const one of figures) {
		const name = categoriesOf(one).join(', ');
		const row = rows.find((line) => line['name'] === name)!;
		if (one.kind === 'none') expect(row['status'], name).toBe(one.reason);
		else {
			const { n, estimate, standardError, lower, upper, df } = one;
			const numbers = { n, estimate, standard_error: standardError, lower, upper, df1: df };
			expectNumbers(numbers, row, { about: name });
			expect(row['status'], name).toBe('found');
		}
	}
}

/** Every comparison is a line that the script printed, and it printed no others. */
export function expectComparisons(
	compared: readonly (readonly [string, Comparison])[],
	rows: readonly Printed[],
	near?: NearTo
) {
	expect(rows.map((row) => row['id']).sort()).toEqual(compared.map(([key]) => key).sort());
	for (const [key, one] of compared) {
		const row = rows.find(({ id }) => id === key)!;
		if (one.outcome === 'withheld') {
			expect(row['status'], key).toBe(one.reason);
			continue;
		}
		const { estimate, standardError, lower, upper, df, t, p, adjustedP } = one;
		const numbers = { estimate, standard_error: standardError, lower, upper, df, t, p };
		expectNumbers({ ...numbers, adjusted_p: adjustedP }, row, { about: key, near });
	}
}
