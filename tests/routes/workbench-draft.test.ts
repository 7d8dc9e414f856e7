import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { columnsToIpc } from '#lib/engine/arrow-ipc.ts';
import { CellCache } from '#lib/estimate/cell-cache.ts';
import { estimate } from '#lib/estimate/estimate.ts';
import { identifier, sql } from '#lib/estimate/sql.ts';
import { estimateTable, sourceColumns, typedTable } from '#lib/estimate/typed-table.ts';
import { type UnitTable, catalogue as catalogueSchema } from '#lib/model/catalogue.ts';
import type { Concept } from '#lib/model/concept.ts';
import { estimateRequest } from '#lib/model/estimate-request.ts';
import type { OwnDeclaration } from '#lib/model/own-file.ts';
import { ownColumns } from '#lib/readers/own-file/own-columns.ts';
import { ownConcepts } from '#lib/readers/own-file/own-concepts.ts';
import { ownDeclared } from '#lib/readers/own-file/own-declared.ts';
import { ownDraft } from '#lib/readers/own-file/own-draft.ts';
import { type OwnFile, openOwnFile } from '#lib/readers/own-file/open-own-file.ts';
import { inspectedOwn, ownSummary } from '#lib/readers/own-file/own-summary.ts';
import { type Column, parquetColumns } from '#lib/readers/parquet/parquet.ts';
import { validation } from '../../pipelines/declarations/validate.ts';
import { buildRelease } from '../../pipelines/release/build.ts';
import { draftFiles } from '../../src/routes/[lang]/workbench/draft-files.ts';
import { guessedDeclaration } from '../../src/routes/[lang]/workbench/guessed-declaration.ts';
import { ownCatalogue } from '../../src/routes/[lang]/workbench/own-catalogue.ts';
import { releaseFolder } from '../support/built-release.ts';
import { type Bytes, bytesSource, utf8 } from '../support/byte-sources.ts';
import { type Instance, makeInstance } from '../support/instance.ts';
import { ownCsv, ownSav } from '../support/own-survey.ts';
import { type WasmEngine, openWasm } from '../support/wasm-engine.ts';

let wasm: WasmEngine;
let instance: Instance;
beforeAll(async () => {
	wasm = await openWasm();
});
afterEach(() => instance.remove());

const card: OwnDeclaration['card'] = {
	...{ title: 'Encuesta de hogares: 2024', country: 'XTT', producer: 'Oficina "O\'Higgins"' },
	...{ start: '2024-03-01', end: '2024-04-30', mode: 'face-to-face' },
	...{ universe: 'Personas de 18 años y más', licence: 'CC BY 4.0', citation: 'Oficina, 2024' }
};

const names = ['r1', 'r2', 'r3', 'r4'];
const withReplicates = ownCsv()
	.trimEnd()
	.split('\n')
	.map((line, row) =>
		[line, ...names.map((name, r) => (row === 0 ? name : 1 + ((row * 7 + r) % 5) / 4))].join(',')
	)
	.join('\n');

interface Taken {
	readonly name: string;
	readonly bytes: Bytes;
	readonly changes?: Partial<OwnDeclaration>;
}

const taken: readonly (readonly [string, Taken])[] = [
	['a .sav with labels', { name: 'Encuesta 2024.sav', bytes: ownSav() }],
	[
		'a CSV with a stratum of two columns, and numbers of units that begin anew',
		{
			...{ name: 'Encuesta 2024.csv', bytes: utf8(ownCsv()) },
			changes: { strata: ['estrato', 'sexo'], nested: true, lonely: 'adjust' }
		}
	],
	[
		'rows drawn one by one',
		{
			...{ name: 'Encuesta 2024.csv', bytes: utf8(ownCsv()) },
			changes: { psu: undefined, single: true }
		}
	],
	[
		'replicate weights',
		{
			...{ name: 'Encuesta 2024.csv', bytes: utf8(`${withReplicates}\n`) },
			changes: {
				replicates: { type: 'bootstrap', columns: names, combined: false, scale: 0.3 }
			}
		}
	]
];

async function declared({ name, bytes, changes = {} }: Taken) {
	const file = await openOwnFile(bytesSource(bytes), { name, report: () => undefined });
	const guessed = guessedDeclaration(ownSummary(file, inspectedOwn(file).columns, ''));
	const columns = {
		...guessed.columns,
		...Object.fromEntries(names.map((one) => [one, { use: 'none' as const, codes: {} }])),
		sexo: { use: 'category' as const, codes: {}, labels: { '1': 'Hombre: "él"', '2': 'Mujer' } },
		edad: { use: 'number' as const, codes: { '99': 'lost' as const } },
		consumo: {
			use: 'category' as const,
			codes: { '8': 'dont-know' as const, '9': 'refused' as const }
		}
	};
	const declaration: OwnDeclaration = {
		...{
			...guessed,
			weight: 'fex',
			strata: ['estrato'],
			psu: 'upm',
			confirmed: true,
			card,
			columns
		},
		...changes
	};
	return { file, declaration };
}

/** What the worker of the page answers, without one. */
const client = (file: OwnFile) => ({
	check: (declaration: OwnDeclaration) => Promise.resolve(ownDeclared(file.table, declaration)),
	draft: async ({
		note,
		...asked
	}: Parameters<Parameters<typeof draftFiles>[0]['client']['draft']>[0]) => {
		const { questions, survey, concepts } = await ownDraft(file, {
			...asked,
			...{ sha256: undefined, note }
		});
		return { survey, concepts: [...concepts], ...(questions !== undefined && { questions }) };
	}
});

/** The folder that is taken away, unpacked over the data of an instance, and the file beside it. */
async function unpacked({ name, bytes }: Taken, file: OwnFile, declaration: OwnDeclaration) {
	const files = await draftFiles({
		...{ client: client(file), declaration, locale: 'es', catalogue: 'http://localhost:1/' }
	});
	const folder = files.find((one) => one.name.endsWith('.zip'))!;
	const packed = Buffer.from(folder.href.split(',')[1]!, 'base64');
	instance = makeInstance();
	for (const [path, text] of Object.entries(unzipSync(packed)))
		instance.write(`data/${path}`, strFromU8(text));
	instance.write(`sources/${name}`, bytes);
	return files;
}

async function answer(
	table: UnitTable,
	columns: readonly Column[],
	concepts: readonly Concept[],
	asked: object
) {
	await wasm.query(sql`DROP TABLE IF EXISTS ${identifier('raw')}`);
	wasm.insert('raw', columnsToIpc([...columns]));
	const own = concepts.filter(({ id }) => table.concepts.includes(id));
	await wasm.query(typedTable('own', sql`${identifier('raw')}`, table, own));
	const { estimates, overall } = await estimate(
		estimateRequest.parse({ survey: 'encuesta-2024', ...asked }),
		{
			cache: new CellCache(wasm),
			table: estimateTable('own', table, { concepts: own }),
			profiles: new Map()
		}
	);
	return [...estimates, overall];
}

const requests = [
	{ measure: { statistic: 'proportion', concept: 'consumo', numerator: ['1'] }, by: ['sexo'] },
	{ measure: { statistic: 'mean', concept: 'edad' }, by: ['consumo'] },
	{ measure: { statistic: 'total', concept: 'consumo', numerator: ['1'] } }
];

describe('the draft that is taken away', () => {
	test.for(taken)(
		'validates, and builds to the figures of the screen: %s',
		{ timeout: 30_000 },
		async ([, one]) => {
			const { file, declaration } = await declared(one);
			await unpacked(one, file, declaration);
			const checked = validation(join(instance.root, 'data'));
			expect(checked.text).toContain('no errors');
			await buildRelease({
				...{ profile: 'local', root: instance.root, env: instance.env, progress: () => undefined }
			});
			const release = releaseFolder(instance.root);
			const built = catalogueSchema.parse(
				JSON.parse(readFileSync(join(release, 'catalogue.json'), 'utf8'))
			);
			const table = built.surveys.find(({ id }) => id === 'encuesta-2024')!.tables[0]!;
			const ofBuild = built.concepts.filter(({ id }) => table.concepts.includes(id));
			const bytes = readFileSync(join(release, table.path));
			const { columns } = await parquetColumns(
				new Uint8Array(bytes).buffer,
				sourceColumns(table, ofBuild)
			);
			const own = ownCatalogue({
				...{ declaration, declared: ownDeclared(file.table, declaration) },
				...{ quality: [], locale: 'es' }
			});
			const ownTable = own.surveys[0]!.tables[0]!;
			const uses = ownConcepts(file.table, declaration);
			const ownRows = ownColumns(sourceColumns(ownTable, own.concepts), {
				...{ table: file.table, declaration, uses }
			});
			for (const asked of requests) {
				const [screen, build] = [
					await answer(ownTable, ownRows, own.concepts, asked),
					await answer(table, columns, ofBuild, asked)
				];
				expect(screen.length).toBeGreaterThan(0);
				for (const [i, { kind, ...figure }] of screen.entries()) {
					expect(kind).toBe('estimate');
					for (const [field, value] of Object.entries(figure)) {
						const other = (build[i] as unknown as Record<string, unknown>)[field];
						if (typeof value === 'number') expect(other, field).toBeCloseTo(value, 8);
					}
				}
			}
		}
	);

	test('names what is left where the card is blank', async () => {
		const [, one] = taken[0]!;
		const { file, declaration } = await declared(one);
		const { card: _, ...blank } = declaration;
		await unpacked(one, file, blank);
		const { isValid, text } = validation(join(instance.root, 'data'));
		expect(isValid).toBe(false);
		for (const field of ['title', 'country', 'producer', 'fieldwork', 'citation'])
			expect(text).toContain(field);
	});
});
