import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { columnsToIpc } from '#lib/engine/arrow-ipc.ts';
import type { ReleaseEngine } from '#lib/engine/release-engine.ts';
import { CellCache } from '#lib/estimate/cell-cache.ts';
import { compare } from '#lib/estimate/compare.ts';
import { estimate } from '#lib/estimate/estimate.ts';
import { identifier, sql } from '#lib/estimate/sql.ts';
import { estimateTable, sourceColumns, typedTable } from '#lib/estimate/typed-table.ts';
import { exploreView } from '#lib/model/explore-view.ts';
import type { CodeMeaning, OwnDeclaration } from '#lib/model/own-file.ts';
import { openOwnFile } from '#lib/readers/own-file/open-own-file.ts';
import { ownColumns } from '#lib/readers/own-file/own-columns.ts';
import { ownConcepts } from '#lib/readers/own-file/own-concepts.ts';
import { ownDeclared } from '#lib/readers/own-file/own-declared.ts';
import { inspectedOwn, ownSummary } from '#lib/readers/own-file/own-summary.ts';
import { resolvedView } from '#lib/state/resolved-view.ts';
import { comparedParts } from '../../src/routes/[lang]/explore/compared-parts.ts';
import { exploreAnswer } from '../../src/routes/[lang]/explore/explore-answer.ts';
import { answerScript, comparisonScript } from '../../src/routes/[lang]/explore/scripts.ts';
import type { WordsOptions } from '../../src/routes/[lang]/explore/words/labels.ts';
import { guessedDeclaration } from '../../src/routes/[lang]/workbench/guessed-declaration.ts';
import { ownCatalogue } from '../../src/routes/[lang]/workbench/own-catalogue.ts';
import { type Bytes, bytesSource, utf8 } from '../support/byte-sources.ts';
import { dtaFile } from '../support/dta-writer.ts';
import { ownCsv, ownCsvBytes, ownNames, ownRows } from '../support/own-survey.ts';
import {
	expectComparisons,
	expectFigures,
	preparedScript
} from '../support/page-script-answers.ts';
import { printedByR } from '../support/r.ts';
import { savFile } from '../support/sav-writer.ts';
import { describeWithR } from '../support/sources.ts';
import { type WasmEngine, openWasm } from '../support/wasm-engine.ts';
import { workbook } from '../support/workbook.ts';

const { signal } = new AbortController();

/** A file, what somebody declared of it, and what was asked. */
interface OwnCase {
	readonly name: string;
	readonly bytes: Bytes;
	readonly changes?: Partial<OwnDeclaration>;
	/** Meanings of codes by column. */
	readonly codes?: Readonly<Record<string, Readonly<Record<string, CodeMeaning>>>>;
	readonly numbers?: readonly string[];
	readonly view: object;
}

const design = { weight: 'fex', strata: ['estrato'], psu: 'upm' };
const consumption = { '8': 'dont-know', '9': 'refused' } as const;
const codes = { consumo: consumption, edad: { '99': 'dont-know' } } as const;
const of = (concept: string, statistic: string, ...categories: string[]) => ({
	of: { concept, statistic, unit: 'person', categories }
});
const used = { ...of('consumo', 'proportion', '1'), by: ['sexo'] };
const meanAge = { ...of('edad', 'mean'), by: ['sexo', 'consumo'] };

const quoted = (text: string | number) => `"${String(text).replaceAll('"', '""')}"`;

const nasty = {
	weight: '"); quit(save = "no") #',
	sex: 'año \\ de \'nacimiento\'; "sí"',
	use: 'x\ny',
	codes: ['C:\\temp\\"a"', "'); system('true') #", 'ñandú; 10 %', '=1+1']
} as const;

/** Semicolons, decimal commas, Windows letters; quotes, backslashes and a line end in names. */
function nastyCsv(): Bytes {
	const names = ['estrato', 'upm', nasty.weight, nasty.sex, nasty.use];
	const rows = ownRows.map(([, stratum, psu, weight, sex, , use], i) => [
		...[stratum!, psu!, String(weight).replace('.', ',')],
		...[
			nasty.codes[sex === 1 ? 0 : 1],
			i % 23 === 0 ? 'NS "no sabe"' : nasty.codes[use === 1 ? 2 : 3]
		]
	]);
	const text = [names, ...rows].map((row) => row.map(quoted).join(';')).join('\n');
	return Uint8Array.from(Buffer.from(`${text}\n`, 'latin1'));
}

const linesOf = (text: string) => text.trimEnd().split('\n');

/** Rows of nothing but commas between the rows and after them. */
function withBlankRows(bytes: Bytes): Bytes {
	const [header = '', ...rows] = linesOf(new TextDecoder().decode(bytes));
	const nothing = header.replace(/[^,]/g, '');
	const text = [header, rows[0], nothing, ...rows.slice(1), nothing].join('\n');
	return utf8(`${text}\n`);
}

/** Five factors of every weight, 0 to 2. */
function withReplicates(csv: string): Bytes {
	const [header, ...rows] = linesOf(csv);
	const factors = (row: number) => [1, 2, 3, 4, 5].map((r) => (row * r + r) % 3);
	const text = [
		`${header},r1,r2,r3,r4,r5`,
		...rows.map((row, i) => `${row},${factors(i).join(',')}`)
	];
	return utf8(`${text.join('\n')}\n`);
}

const savVariables = ownNames.map((name) => ({
	...{ name, label: `"${name}" \\ ñ` },
	...(name === 'edad' && { missing: [99] }),
	...(name === 'consumo' && {
		labels: [
			[1, 'Sí, "claro"'],
			[8, 'No\nsabe']
		] as const,
		missing: [8, 9]
	})
}));

const stata = ownRows.map((row) =>
	row.map((cell, i) => (ownNames[i] === 'consumo' && cell > 7 ? (cell === 8 ? '.a' : '.b') : cell))
);

const cases: Readonly<Record<string, OwnCase>> = {
	'a CSV, a share': { name: 'Encuesta 2024.csv', bytes: ownCsvBytes(), codes, view: used },
	'a CSV, a mean with a filter': {
		...{ name: 'x.csv', bytes: ownCsvBytes(), codes, numbers: ['edad'] },
		view: { ...meanAge, where: [{ concept: 'estrato', categories: ['1', '3'] }] }
	},
	'a CSV, compared': {
		...{ name: 'x.csv', bytes: ownCsvBytes(), codes },
		view: { ...used, compare: { against: 'x:1', kind: 'ratio' } }
	},
	'a CSV without a weight': {
		...{ name: 'x.csv', bytes: ownCsvBytes(), codes, view: used },
		changes: { weight: undefined, unweighted: true, strata: [], psu: undefined }
	},
	'a CSV with strata of two columns and rows of nothing': {
		...{ name: 'x.csv', bytes: withBlankRows(ownCsvBytes()), codes, view: used },
		changes: { strata: ['estrato', 'sexo'], nested: true, lonely: 'certainty' }
	},
	'a CSV with replicate weights': {
		...{ name: 'x.csv', bytes: withReplicates(ownCsv()), codes, view: used },
		changes: {
			replicates: {
				...{ type: 'bootstrap', columns: ['r1', 'r2', 'r3', 'r4', 'r5'], combined: false },
				...{ scale: 0.2, mse: true }
			}
		}
	},
	'names and codes that are hard on scripts': {
		...{ name: 'años "x"; $(true).csv', bytes: nastyCsv() },
		changes: { weight: nasty.weight, decimal: ',' },
		codes: { [nasty.use]: { 'NS "no sabe"': 'dont-know' } },
		view: { ...of('x_y', 'distribution'), by: ['ano_de_nacimiento_si'], unsure: 'category' }
	},
	'a .sav with codes that it calls missing': {
		...{ name: 'x.sav', bytes: savFile(savVariables, ownRows, { encoding: 'UTF-8' }), codes },
		view: { ...used, unsure: 'category' }
	},
	'a .dta with missing values that have letters': {
		...{
			name: 'x.dta',
			bytes: dtaFile(
				ownNames.map((name) => ({ name, type: 'double' })),
				stata,
				{ release: 118 }
			)
		},
		codes: { consumo: { '.a': 'dont-know', '.b': 'refused' } },
		view: { ...used, unsure: 'category' }
	},
	'a workbook': {
		...{ name: 'x.xlsx', bytes: workbook({ sheets: [{ rows: sheetRows() }] }), codes },
		view: used
	},
	'a JSON file': {
		...{ name: 'x.json', codes, view: used },
		bytes: utf8(JSON.stringify(ownRows.map(recordOf)))
	}
};

function recordOf(row: readonly number[]): Record<string, number> {
	return Object.fromEntries(row.map((cell, i) => [ownNames[i]!, cell]));
}

function sheetRows(): Record<number, readonly (string | number)[]> {
	const rows = ownRows.map((row, i) => [i + 2, row] as const);
	return Object.fromEntries<readonly (string | number)[]>([[1, ownNames], ...rows]);
}

async function answered(
	{ name, bytes, changes, codes = {}, numbers = [], view }: OwnCase,
	wasm: WasmEngine
) {
	const own = await openOwnFile(bytesSource(bytes), { name, report: () => undefined });
	const summary = ownSummary(own, inspectedOwn(own).columns, '');
	const guessed = guessedDeclaration(summary);
	const columns = Object.fromEntries(
		summary.columns.map((one) => [
			one.name,
			{
				use: numbers.includes(one.name)
					? ('number' as const)
					: one.distinct > 60
						? ('none' as const)
						: ('category' as const),
				codes: codes[one.name] ?? {}
			}
		])
	);
	const declaration = {
		...guessed,
		...design,
		confirmed: true,
		columns,
		...changes
	} as OwnDeclaration;
	const declared = ownDeclared(own.table, declaration);
	expect(declared.problems).toEqual([]);
	const catalogue = ownCatalogue({ declaration, declared, quality: [], locale: 'es' });
	const { concepts } = catalogue;
	const [survey] = catalogue.surveys;
	const [unit] = survey!.tables;
	const uses = ownConcepts(own.table, declaration);
	const made = ownColumns(sourceColumns(unit!, concepts), { table: own.table, declaration, uses });
	await wasm.query(sql`DROP TABLE IF EXISTS ${identifier('raw')}`);
	wasm.insert('raw', columnsToIpc(made));
	await wasm.query(typedTable('own', sql`${identifier('raw')}`, unit!, concepts));
	const options = {
		...{ cache: new CellCache(wasm), profiles: new Map<string, never>() },
		table: estimateTable('own', unit!, { concepts })
	};
	const engine = {
		ask: (request) => estimate(request, options),
		compare: (request) => compare(request, options)
	} as Pick<ReleaseEngine, 'ask' | 'compare'> as ReleaseEngine;
	const resolved = resolvedView(catalogue, exploreView.parse({ survey: survey!.id, ...view }));
	if (typeof resolved === 'string') throw new Error(resolved);
	expect(resolved.dropped).toEqual([]);
	const { answers, compared } = await exploreAnswer(engine, resolved, {
		...{ catalogue, signal, path: '' }
	});
	const [first] = answers;
	const words: WordsOptions = {
		...{ catalogue, resolved, compared, answers: [first!], locale: 'es' },
		own: { declaration, concepts: declared.concepts, read: summary, rows: declared.rows }
	};
	return words;
}

describeWithR('the script of an own file', () => {
	const scratch = mkdtempSync(join(tmpdir(), 'atalaya-own-script-'));
	const found = new Map<string, { words: WordsOptions; path: string }>();
	let printed: ReturnType<typeof printedByR>;
	beforeAll(async () => {
		const wasm = await openWasm();
		for (const [i, [title, one]] of Object.entries(cases).entries()) {
			const words = await answered(one, wasm);
			const parts = comparedParts(words);
			const shown = parts
				? comparisonScript(words, parts, 'r1')
				: answerScript(words, words.answers[0], 'r1');
			const data = join(scratch, `data-${i}`);
			writeFileSync(data, one.bytes);
			const folder = join(scratch, String(i));
			found.set(title, { words, path: preparedScript(shown!, { folder, fileOf: () => data }) });
		}
		printed = printedByR([...found.values()].map(({ path }) => path));
	}, 90_000);
	afterAll(() => rmSync(scratch, { recursive: true, force: true }));

	test.for(Object.keys(cases))('prints the numbers of the page: %s', (title) => {
		const { words, path } = found.get(title)!;
		const rows = printed.get(path)!;
		const compared = words.compared.flatMap(({ key, result }) =>
			result.kind === 'compared' ? [[key, result.comparison] as const] : []
		);
		if (words.resolved.view.compare) expectComparisons(compared, rows);
		else expectFigures(words.answers[0].answer.figures, rows);
	});
});
