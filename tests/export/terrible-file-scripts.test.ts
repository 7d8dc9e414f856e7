import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sql } from '#lib/estimate/sql.ts';
import { openDuckDB } from '../../pipelines/duckdb.ts';
import { type FileAnswer, estimateFile } from '../../pipelines/requests/estimate-file.ts';
import { estimatesIn } from '../support/request-folder.ts';
import { type Printed, expectPrinted, printedByR } from '../support/r.ts';
import { describeWithR } from '../support/sources.ts';

const traces = ['traced-1', 'traced-2'];
const evil = `"); system("touch ${traces[0]!}") # \``;
const worse = `x\n\\'; system('touch ${traces[1]!}')`;
const accent = 'año “nuevo”';

const header = ['h', 'psu', 'w', 'sex', 'sees', 'age'];
const rows = Array.from({ length: 40 }, (_, i) => [
	i % 2 === 0 ? 'north' : '10',
	String(i % 8),
	String(3 + (i % 5)),
	i % 3 === 0 ? 'man' : 'woman',
	['yes', 'no', 'no', 'yes', 'no', '9', ''][(i * i) % 7]!,
	i % 7 === 0 ? 'NA' : String(20 + i)
]);
const quoted = (cell: string) => `"${cell.replaceAll('"', '""')}"`;
const text = (all: readonly (readonly string[])[], delimiter = ',', cell = (one: string) => one) =>
	`${all.map((row) => row.map(cell).join(delimiter)).join('\n')}\n`;
const plain = text([header, ...rows]);
const cp1252 = (all: string) =>
	Buffer.from(all.replaceAll('“', '\x93').replaceAll('”', '\x94'), 'latin1');

type Json = Record<string, unknown>;
type Names = Readonly<Record<string, string>>;

/** The same rows with other names and values. */
const renamed = (names: Names) =>
	[header, ...rows].map((row) => row.map((cell) => names[cell] ?? cell));

function requestsOf(names: Names = {}): Json {
	const name = (one: string) => names[one] ?? one;
	const sees = name('sees');
	return {
		columns: { [sees]: { missing: { '9': 'refused' } } },
		derived: [
			{
				name: name('old'),
				when: [
					{ column: 'age', from: 35 },
					{ column: name('sex'), equals: name('man') }
				]
			}
		],
		design: { weights: 'w', strata: ['h'], ids: ['psu'] },
		requests: [
			{
				id: 'share',
				measure: { statistic: 'proportion', concept: sees, numerator: [name('yes')] },
				by: [name('sex')],
				unsure: 'category'
			},
			{ id: 'distribution', measure: { statistic: 'distribution', concept: name('sex') } },
			{
				id: 'derived',
				measure: { statistic: 'proportion', concept: name('old'), numerator: ['yes'] },
				where: [{ concept: name('sex'), categories: [name('man')] }]
			},
			{ id: 'mean', measure: { statistic: 'mean', concept: 'age' }, by: [name('sex')] }
		]
	};
}

const evilNames = { sees: evil, sex: worse, man: `${worse}man`, yes: evil, old: '`old` "x" \\' };
const accents = { sees: accent, sex: 'größe', man: 'чел', yes: '是', old: 'ñ' };
const latin = { sees: accent, sex: 'größe', man: 'hombre“a”', yes: 'sí', old: 'ñ' };

interface Terrible {
	readonly bytes: string | Uint8Array;
	readonly file?: Json;
	readonly names?: Names;
}

const files: Readonly<Record<string, Terrible>> = {
	plain: { bytes: plain },
	'a mark of UTF-8': { bytes: `\ufeff${text([header, ...rows], ',', quoted)}` },
	'Windows line ends and semicolons': {
		bytes: plain.replaceAll(',', ';').replaceAll('\n', '\r\n')
	},
	'tabs and blanks': { bytes: text([header, ...rows], ' \t ') },
	'decimal commas': {
		bytes: text([header, ...rows.map((row) => row.with(2, `${row[2]!},5`))], ';'),
		file: { data: { path: 'rows', decimal: ',' } }
	},
	compressed: { bytes: gzipSync(plain) },
	'line breaks and quotes in its cells': {
		bytes: text([[...header, 'note'], ...rows.map((row, i) => [...row, `"a,\n${i}"`])], ',', quoted)
	},
	'names and categories that look like code': {
		bytes: text(renamed(evilNames), ',', quoted),
		names: evilNames
	},
	'letters of many alphabets': { bytes: text(renamed(accents)), names: accents },
	'windows-1252': { bytes: cp1252(text(renamed(latin), ';')), names: latin }
};

describeWithR('the script of a file that is terrible to read', () => {
	const root = mkdtempSync(join(tmpdir(), 'atalaya-terrible-'));
	const answers = new Map<string, FileAnswer>();
	const printed = new Map<string, Map<string, Printed[]>>();
	const folderOf = (name: string) => join(root, name.replaceAll(/\W+/g, '-'));
	const scriptOf = (name: string, id: string) => join(folderOf(name), 'r', `${id}.R`);

	async function answer(name: string, file: Json) {
		const requests = join(folderOf(name), 'requests.json');
		writeFileSync(requests, JSON.stringify(file));
		answers.set(name, await estimateFile(requests, { scripts: join(folderOf(name), 'r') }));
	}

	beforeAll(async () => {
		for (const [name, { bytes, file = {}, names }] of Object.entries(files)) {
			mkdirSync(folderOf(name));
			writeFileSync(join(folderOf(name), 'rows'), bytes);
			await answer(name, { data: 'rows', ...requestsOf(names), ...file });
		}
		mkdirSync(folderOf('Parquet'));
		const engine = await openDuckDB();
		const scan = sql`read_csv(${join(folderOf('plain'), 'rows')}, all_varchar = true, nullstr = ['', 'NA'])`;
		await engine.execute(sql`COPY (SELECT h, psu::DOUBLE AS psu, w::DOUBLE AS w, sex, sees, age::DECIMAL(5, 1) AS age FROM ${scan})
			TO ${join(folderOf('Parquet'), 'rows')} (FORMAT parquet)`);
		engine.close();
		await answer('Parquet', { data: 'rows', ...requestsOf() });
		const scripts = [...answers].flatMap(([name, { results }]) =>
			results.filter((one) => 'answer' in one).map(({ id }) => scriptOf(name, id))
		);
		for (const locale of ['C.UTF-8', 'C']) printed.set(locale, printedByR(scripts, { locale }));
	}, 180_000);
	afterAll(() => rmSync(root, { recursive: true, force: true }));

	test.for(
		[...Object.keys(files), 'Parquet'].flatMap((name) =>
			['C.UTF-8', 'C'].map((locale) => [name, locale] as const)
		)
	)('prints what the answer says: %s, locale %s', ([name, locale]) => {
		for (const { id, request, answer } of estimatesIn(answers.get(name)!))
			expectPrinted(answer, printed.get(locale)!.get(scriptOf(name, id))!, request.by);
	});

	test('ran nothing that the file said', () => {
		for (const folder of [root, ...answers.keys()].map((name) =>
			name === root ? root : folderOf(name)
		))
			for (const trace of traces) expect(existsSync(join(folder, 'r', trace))).toBe(false);
		expect(traces.some((trace) => existsSync(trace))).toBe(false);
	});
});
