import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import { DataError } from '#lib/errors.ts';
import type { Estimate, EstimateSet } from '#lib/model/estimate.ts';

/** R with its package survey is on this machine. */
export const hasR = () =>
	spawnSync('Rscript', ['-e', 'stopifnot(packageVersion("survey") >= "4.1")']).status === 0;

/** A line that a script printed: texts by the name of their column. */
export type Printed = Readonly<Record<string, string>>;

const mark = '@@ script ';

/** Sources every script in its own folder; an error is said, and the next script goes on. */
const driver = `
for (script in readLines(Sys.getenv("ATALAYA_SCRIPTS"))) {
	cat("${mark}", script, "\\n", sep = "")
	setwd(dirname(script))
	tryCatch(suppressWarnings(source(script, local = new.env())),
		error = function(e) cat("ERROR", conditionMessage(e), "\\n"))
}
`;

/** What every script printed, from one R for all of them: starting R costs more than a script. */
export function printedByR(
	scripts: readonly string[],
	{ locale = 'C.UTF-8' }: { readonly locale?: string } = {}
): Map<string, Printed[]> {
	const folder = mkdtempSync(join(tmpdir(), 'atalaya-r-'));
	try {
		const list = join(folder, 'scripts.txt');
		writeFileSync(list, `${scripts.join('\n')}\n`);
		writeFileSync(join(folder, 'driver.R'), driver);
		const { stdout, stderr, status } = spawnSync('Rscript', [join(folder, 'driver.R')], {
			encoding: 'utf8',
			maxBuffer: 2 ** 28,
			env: { ...process.env, ATALAYA_SCRIPTS: list, LC_ALL: locale }
		});
		if (status !== 0) throw new DataError(`Rscript failed: ${stderr}`);
		const blocks = stdout.split(mark).slice(1);
		return new Map(blocks.map((block) => [block.slice(0, block.indexOf('\n')), printed(block)]));
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

function printed(block: string): Printed[] {
	const script = block.slice(0, block.indexOf('\n'));
	const text = block.slice(script.length).trim();
	if (text === '' || text.startsWith('ERROR')) throw new DataError(`${script}: ${text}`);
	const [names = [], ...rows] = recordsOf(text);
	return rows.map((cells) => Object.fromEntries(names.map((name, i) => [name, cells[i] ?? ''])));
}

/** Records of CSV, whose quoted cells may hold line breaks. */
function recordsOf(text: string): string[][] {
	const records: string[][] = [[]];
	for (const [, before, quoted, plain] of text.matchAll(
		/(^|,|\n)(?:"((?:[^"]|"")*)"|([^,\n]*))/g
	)) {
		if (before === '\n') records.push([]);
		records.at(-1)!.push(quoted?.replaceAll('""', '"') ?? plain ?? '');
	}
	return records;
}

const numbers = {
	n: 'n',
	events: 'events',
	estimate: 'estimate',
	standard_error: 'standardError',
	lower: 'lower',
	upper: 'upper'
} as const;

/** Every number of an answer is one that a script printed, and the script printed no others. */
export function expectPrinted(
	answer: EstimateSet,
	rows: readonly Printed[],
	by: readonly string[]
) {
	const left = new Map(rows.map((row) => [keyOf(row['scope'] ?? '', row, by), row]));
	const find = (scope: string, estimate: Estimate) => {
		const key = keyOf(scope, printedNames(estimate), by);
		const row = left.get(key);
		expect(row, `R printed no line for ${key}`).toBeDefined();
		left.delete(key);
		expectLine(estimate, row!, key);
	};
	const scope = by.length > 0 ? 'domain' : 'overall';
	for (const estimate of answer.estimates) find(scope, estimate);
	// A distribution has one number a category, and `overall` the first of them.
	if (by.length > 0 && !answer.overall.part) find('overall', answer.overall);
	const unexpected = [...left.keys()].filter((key) => by.length === 0 || !key.includes('overall'));
	expect(unexpected).toEqual([]);
}

function printedNames({ domain, part }: Estimate): Printed {
	const categories = domain.map(({ concept, category }) => [concept, category]);
	const name = part === undefined ? '' : 'category' in part ? part.category : part.probability;
	return { ...(Object.fromEntries(categories) as Printed), part: String(name) };
}

const keyOf = (scope: string, row: Printed, by: readonly string[]) =>
	JSON.stringify([scope, ...by.map((name) => row[name] ?? ''), row['part']]);

function expectLine(estimate: Estimate, row: Printed, key: string) {
	if (estimate.kind === 'withheld') {
		expect(row['status'], key).toBe(estimate.reason);
		return;
	}
	expect(row['status'], key).toBe('estimate');
	for (const [column, field] of Object.entries(numbers)) {
		const own = estimate[field];
		const text = row[column] ?? '';
		if (own === null) expect(text, `${key} ${column}`).toBe('');
		else
			expect(own, `${key} ${column}`).toAgreeWith(text === '' ? undefined : Number(text), {
				relative: 1e-6,
				absolute: 1e-9
			});
	}
	expect(row['df'], `${key} df`).toBe(estimate.df === null ? 'Inf' : String(estimate.df));
}
