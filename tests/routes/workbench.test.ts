import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { columnsToIpc } from '#lib/engine/arrow-ipc.ts';
import { CellCache } from '#lib/estimate/cell-cache.ts';
import { estimate } from '#lib/estimate/estimate.ts';
import { identifier, sql } from '#lib/estimate/sql.ts';
import { estimateTable, sourceColumns, typedTable } from '#lib/estimate/typed-table.ts';
import { estimateRequest } from '#lib/model/estimate-request.ts';
import { catalogue as catalogueSchema } from '#lib/model/catalogue.ts';
import { concept } from '#lib/model/concept.ts';
import type { OwnDeclaration } from '#lib/model/own-file.ts';
import { ownColumns } from '#lib/readers/own-file/own-columns.ts';
import { ownConcepts } from '#lib/readers/own-file/own-concepts.ts';
import { ownDeclared } from '#lib/readers/own-file/own-declared.ts';
import { type OwnFile, openOwnFile } from '#lib/readers/own-file/open-own-file.ts';
import { inspectedOwn, ownSummary } from '#lib/readers/own-file/own-summary.ts';
import {
	codeGroups,
	guessedDeclaration,
	withMeaning
} from '../../src/routes/[lang]/workbench/guessed-declaration.ts';
import {
	openingView,
	ownCatalogue,
	ownSurveyId
} from '../../src/routes/[lang]/workbench/own-catalogue.ts';
import {
	forgetDeclaration,
	saveDeclaration,
	savedDeclarations,
	savedFor
} from '../../src/routes/[lang]/workbench/saved-declarations.ts';
import { designTexts, problemTexts } from '../../src/routes/[lang]/workbench/words.ts';
import { bytesSource, utf8 } from '../support/byte-sources.ts';
import { ownCsv, ownCsvBytes, ownRows, ownSav } from '../support/own-survey.ts';
import { RequestFolder, answersOf } from '../support/request-folder.ts';
import { type WasmEngine, openWasm } from '../support/wasm-engine.ts';

let wasm: WasmEngine;
const folder = new RequestFolder();
beforeAll(async () => {
	wasm = await openWasm();
});
afterAll(() => folder.remove());

const opened = (bytes = ownCsvBytes(), name = 'Encuesta 2024.csv') =>
	openOwnFile(bytesSource(bytes), { name, report: () => undefined });

const summaryOf = (file: OwnFile) => ownSummary(file, inspectedOwn(file).columns, 'hash');

/** What a person declares of the file: the guesses, and what they cannot know. */
function declarationOf(file: OwnFile): OwnDeclaration {
	const guessed = guessedDeclaration(summaryOf(file));
	return {
		...guessed,
		...{ weight: 'fex', strata: ['estrato'], psu: 'upm', confirmed: true },
		columns: {
			...guessed.columns,
			estrato: { use: 'none', codes: {} },
			edad: { use: 'number', codes: { '99': 'lost' } },
			consumo: { use: 'category', codes: { '8': 'dont-know', '9': 'refused' } }
		}
	};
}

async function answerOf(file: OwnFile, declaration: OwnDeclaration, asked: object) {
	const declared = ownDeclared(file.table, declaration);
	expect(declared.problems).toEqual([]);
	const catalogue = ownCatalogue({ declaration, declared, quality: [], locale: 'es' });
	const [table] = catalogue.surveys[0]!.tables;
	const { concepts } = catalogue;
	const uses = ownConcepts(file.table, declaration);
	const columns = ownColumns(sourceColumns(table!, concepts), {
		table: file.table,
		declaration,
		uses
	});
	await wasm.query(sql`DROP TABLE IF EXISTS ${identifier('raw')}`);
	wasm.insert('raw', columnsToIpc(columns));
	await wasm.query(typedTable('own', sql`${identifier('raw')}`, table!, concepts));
	return estimate(estimateRequest.parse({ survey: 'encuesta-2024', ...asked }), {
		cache: new CellCache(wasm),
		table: estimateTable('own', table!, { concepts }),
		profiles: new Map()
	});
}

const requests = [
	{ measure: { statistic: 'proportion', concept: 'consumo', numerator: ['1'] }, by: ['sexo'] },
	{ measure: { statistic: 'mean', concept: 'edad' }, by: ['consumo'] },
	{ measure: { statistic: 'distribution', concept: 'consumo' } }
];
const file = {
	columns: {
		consumo: { missing: { '8': 'dont-know', '9': 'refused' } },
		edad: { missing: { '99': 'lost' } }
	},
	design: { weights: 'fex', strata: ['estrato'], ids: ['upm'] }
};

describe('an own file', () => {
	test.for([
		['CSV', ownCsvBytes(), 'x.csv'],
		['.sav', ownSav(), 'x.sav']
	] as const)('gives the numbers of atalaya estimate, from a %s', async ([, bytes, name]) => {
		const answers = answersOf(await folder.ask({ data: ownCsv(), file, requests }));
		const own = await opened(bytes, name);
		const declaration = declarationOf(own);
		for (const [i, asked] of requests.entries()) {
			const found = await answerOf(own, declaration, asked);
			const plain = ({ estimates, overall }: typeof found) =>
				[...estimates, overall].map((one) => ({ ...one, quality: undefined }));
			expect(plain(found)).toEqual(plain(answers[i]!));
		}
	});

	test.for([
		['bootstrap', {}],
		['Fay', { rho: 0.5 }],
		['JK1', { scale: 0.9 }],
		['JKn', { rscales: 0.75 }]
	] as const)(
		'gives the numbers of atalaya estimate with replicate weights, %s',
		async ([type, more]) => {
			const names = ['r1', 'r2', 'r3', 'r4', 'r5'];
			const factor = (row: number, r: number) => ((row * 7 + r * 13) % 5) / 2 + 0.1;
			const lines = ownCsv()
				.trimEnd()
				.split('\n')
				.map((line, row) =>
					[line, ...names.map((name, r) => (row === 0 ? name : factor(row, r).toFixed(2)))].join(
						','
					)
				);
			const data = `${lines.join('\n')}\n`;
			const replicates = { type, columns: names, combined: false, ...more };
			const design = { weights: 'fex', replicates };
			const answers = answersOf(await folder.ask({ data, file: { ...file, design }, requests }));
			const own = await opened(utf8(data));
			const { psu: _, ...rest } = { ...declarationOf(own), strata: [], replicates };
			const columns = { ...rest.columns };
			for (const name of names) columns[name] = { use: 'none', codes: {} };
			for (const [i, asked] of requests.entries()) {
				const found = await answerOf(own, { ...rest, columns }, asked);
				const plain = ({ estimates, overall }: typeof found) =>
					[...estimates, overall].map((one) => ({ ...one, quality: undefined }));
				expect(plain(found)).toEqual(plain(answers[i]!));
			}
		}
	);

	test('says its labels as a person wrote them', async () => {
		const own = await opened();
		const declaration = declarationOf(own);
		const sexo = { use: 'category' as const, codes: {}, label: 'Sexo', labels: { '1': 'Hombre' } };
		const declared = ownDeclared(own.table, {
			...declaration,
			columns: { ...declaration.columns, sexo }
		});
		expect(declared.concepts.find(({ id }) => id === 'sexo')).toMatchObject({
			label: 'Sexo',
			categories: [{ code: '1', label: 'Hombre' }, { code: '2' }]
		});
	});

	test('makes a catalogue of concepts that the model knows', async () => {
		const own = await opened(ownSav(), 'Encuesta Ñandú 2024.sav');
		const declaration = declarationOf(own);
		const declared = ownDeclared(own.table, declaration);
		const made = ownCatalogue({ declaration, declared, quality: [], locale: 'es' });
		for (const one of made.concepts) expect(concept.parse(one)).toEqual(one);
		const [survey] = made.surveys;
		const dated = { ...survey!, fieldwork: { start: '2024-01-01', end: '2024-01-01' } };
		expect(catalogueSchema.safeParse({ ...made, surveys: [dated] }).error).toBeUndefined();
		expect(survey!.id).toBe('encuesta-nandu-2024');
		expect(survey!.completeness).toBe('full');
		expect(openingView(made)).toMatchObject({
			of: { concept: 'consumo', statistic: 'distribution' }
		});
		expect(made.concepts.map(({ label }) => label.es)).toContain('Sexo (sexo)');
	});

	test('without a weight is asked about once, and says so everywhere', async () => {
		const own = await opened();
		const { weight: _, ...rest } = declarationOf(own);
		const kinds = (one: OwnDeclaration) =>
			ownDeclared(own.table, one).problems.map(({ kind }) => kind);
		expect(kinds(rest)).toEqual(['no-weight']);
		const declaration = { ...rest, unweighted: true };
		const declared = ownDeclared(own.table, declaration);
		const made = ownCatalogue({ declaration, declared, quality: [], locale: 'es' });
		expect(made.surveys[0]!.completeness).toBe('weights-only');
		expect(made.surveys[0]!.designNote?.es).toMatch(/^Sin ponderar/);
		const total = { measure: { statistic: 'total', concept: 'consumo', numerator: ['1'] } };
		const { overall } = await answerOf(own, declaration, total);
		expect(overall).toMatchObject({ kind: 'withheld', reason: 'weights-of-sample' });
	});

	test('takes units drawn one by one for a full design', async () => {
		const own = await opened();
		const { psu: _, ...rest } = { ...declarationOf(own), strata: [] };
		const asked = requests[0]!;
		const alone = { ...rest, single: true };
		const design = { weights: 'fex' };
		const [answer] = answersOf(
			await folder.ask({ data: ownCsv(), file: { ...file, design }, requests: [asked] })
		);
		const found = await answerOf(own, alone, asked);
		expect(found.overall).toEqual(answer!.overall);
	});
});

describe('what is wrong with a declaration', () => {
	const problemsOf = async (lines: readonly (readonly (number | string)[])[], more = {}) => {
		const own = await opened(utf8(ownCsv(lines)));
		const declaration = { ...declarationOf(own), ...more };
		const declared = ownDeclared(own.table, declaration);
		const { problems, warnings } = declared;
		const told = designTexts(declared, 'line', 'es');
		return { problems, warnings, told, words: problemTexts(problems, 'line', 'es') };
	};
	const withCell = (row: number, column: number, value: string) =>
		ownRows.map((cells, i) =>
			i === row ? cells.map((c, j) => (j === column ? value : c)) : cells
		);

	test('names the column, how many rows, and the line and value of the first', async () => {
		const { problems, words } = await problemsOf(withCell(2, 3, 'abc'));
		expect(problems).toEqual([
			{ kind: 'weight-text', column: 'fex', rows: 1, first: [{ place: 4, value: 'abc' }] }
		]);
		expect(words[0]).toContain('fex: como ponderador, 1 filas');
		expect(words[0]).toContain('línea 4: «abc»');
	});

	test.for([
		[3, '-1', 'weight-negative'],
		[1, '', 'stratum-blank'],
		[2, 'NA', 'psu-blank'],
		[2, '12', 'psu-in-strata'],
		[5, 'joven', 'number-text']
	] as const)('finds column %i with %s: %s', async ([column, value, kind]) => {
		const { problems } = await problemsOf(withCell(0, column, value));
		expect(problems.map((one) => one.kind)).toEqual([kind]);
	});

	test('takes a unit of two strata for two where ids count anew', async () => {
		const { problems } = await problemsOf(withCell(0, 2, '12'), { nested: true });
		expect(problems).toEqual([]);
	});

	test('refuses population sizes that vary in a stratum or are below what was drawn', async () => {
		expect((await problemsOf(ownRows, { fpc: 'folio' })).problems[0]?.kind).toBe('fpc-varies');
		expect((await problemsOf(ownRows, { fpc: 'estrato' })).problems[0]?.kind).toBe('fpc-small');
	});

	test('refuses strata of one unit unless a rule for them is chosen, and then still tells', async () => {
		const lines = ownRows.map((cells, i) =>
			i < 10 ? cells.map((c, j) => (j === 1 ? 9 : c)) : cells
		);
		const refused = await problemsOf(lines);
		expect(refused.problems).toEqual([
			{ kind: 'lonely', column: 'upm', rows: 1, first: [{ place: 2, value: '9' }] }
		]);
		const ruled = await problemsOf(lines, { lonely: 'adjust' });
		expect(ruled.problems).toEqual([]);
		expect(ruled.warnings.map(({ kind }) => kind)).toEqual(['lonely']);
		expect(ruled.told[0]).toContain('Se les aplica la regla elegida');
		const one = await problemsOf(ownRows.slice(0, 10), { strata: [], lonely: 'adjust' });
		expect(one.problems.map(({ kind }) => kind)).toEqual(['one-psu']);
		expect((await problemsOf(lines, { fpc: 'estrato' })).problems.map(({ kind }) => kind)).toEqual([
			'fpc-small'
		]);
	});

	test('tells how many weights are zero, and how many rows were blank', async () => {
		const { problems, warnings, told } = await problemsOf([
			...withCell(2, 3, '0'),
			['', '', '', '', '', '', '']
		]);
		expect(problems).toEqual([]);
		expect(warnings.map(({ kind, rows }) => [kind, rows])).toEqual([
			['zero-weights', 1],
			['blank-rows', 1]
		]);
		expect(told.join(' ')).toContain('línea 4: «0»');
	});

	test('takes several columns together for the stratum', async () => {
		const own = await opened();
		const declaration = { ...declarationOf(own), strata: ['estrato', 'upm'] };
		const declared = ownDeclared(own.table, declaration);
		expect(declared).toMatchObject({ strata: 12, psus: 12 });
		expect(declared.problems).toMatchObject([
			{ kind: 'lonely', rows: 12, first: { length: 5, 0: { place: 2, value: '1 / 1' } } }
		]);
	});

	test('tells columns that are not there and codes nobody decided about', async () => {
		const absent = await problemsOf(ownRows, { psu: 'conglomerado' });
		expect(absent.problems).toEqual([{ kind: 'absent', column: 'conglomerado', first: [] }]);
		const columns = { edad: { use: 'number', codes: { '99': 'undecided' } } };
		const undecided = await problemsOf(ownRows, { columns });
		expect(undecided.problems).toMatchObject([{ kind: 'undecided', column: 'edad', rows: 8 }]);
	});
});

describe('the guessed declaration', () => {
	test('proposes design and codes of no answer for a person to confirm', async () => {
		const summary = summaryOf(await opened(ownSav(), 'x.sav'));
		const guessed = guessedDeclaration(summary);
		expect(guessed).toMatchObject({
			weight: 'fex',
			psu: 'upm',
			confirmed: false,
			sums: 'population'
		});
		expect(guessed.columns['folio']?.use).toBe('none');
		expect(guessed.columns['consumo']).toEqual({
			use: 'category',
			codes: { '8': 'dont-know', '9': 'refused' }
		});
		const groups = codeGroups(summary.columns, guessed);
		expect(groups.find(({ code }) => code === '99')).toMatchObject({ columns: ['edad'] });
		const decided = withMeaning(guessed, { code: '99', columns: ['edad'] }, 'answer');
		expect(decided.columns['edad']?.codes).toEqual({ '99': 'answer' });
	});
});

describe('saved declarations', () => {
	const store = () => {
		const held = new Map<string, string>();
		return {
			getItem: (key: string) => held.get(key) ?? null,
			setItem: (key: string, value: string) => void held.set(key, value)
		};
	};

	test('come back for the same content, for the same columns with a word, and for no other', async () => {
		const declaration = declarationOf(await opened());
		const device = store();
		saveDeclaration(device, declaration);
		expect(savedFor(device, declaration.file)).toEqual({ declaration, match: 'same' });
		const renamed = { ...declaration.file, name: 'copia.csv' };
		expect(savedFor(device, renamed)?.match).toBe('same');
		const changed = savedFor(device, { ...declaration.file, size: 1, content: 'other' });
		expect(changed?.match).toBe('alike');
		expect(changed?.declaration.confirmed).toBe(false);
		const other = { ...declaration.file, columns: 'other' };
		expect(savedFor(device, other)).toBeUndefined();
		forgetDeclaration(device, declaration.file);
		expect(savedDeclarations(device)).toEqual([]);
	});

	test('of before there were several strata come back with their stratum', async () => {
		const { strata: _, reading: __, ...rest } = declarationOf(await opened());
		const { content: ___, ...file } = rest.file;
		const device = store();
		const before = { ...rest, file, version: 1, stratum: 'estrato' };
		device.setItem('atalaya.workbench', JSON.stringify([before]));
		expect(savedFor(device, rest.file)?.declaration.strata).toEqual(['estrato']);
	});

	test('make room for the latest where a device keeps little', async () => {
		const declaration = declarationOf(await opened());
		const of = (n: number) => ({ ...declaration, file: { ...declaration.file, content: `${n}` } });
		const device = store();
		const room = 2.5 * JSON.stringify(of(1)).length;
		const small = {
			...device,
			setItem: (key: string, value: string) => {
				if (value.length > room) throw new Error('quota');
				device.setItem(key, value);
			}
		};
		for (const n of [1, 2, 3]) expect(saveDeclaration(small, of(n))).toBe(true);
		expect(savedDeclarations(small).map(({ file }) => file.content)).toEqual(['3', '2']);
	});

	test('do without a device that keeps nothing, and pass over what they cannot read', () => {
		const device = store();
		device.setItem('atalaya.workbench', '[{"version":0}, 3]');
		expect(savedDeclarations(device)).toEqual([]);
		const refusing = {
			getItem: () => null,
			setItem: () => {
				throw new Error('full');
			}
		};
		expect(forgetDeclaration(refusing, { name: 'x', size: 1, columns: '' })).toBe(false);
	});

	test('name a survey by its file', () => {
		expect(ownSurveyId('Encuesta Ñandú (final).sav')).toBe('encuesta-nandu-final');
	});
});
