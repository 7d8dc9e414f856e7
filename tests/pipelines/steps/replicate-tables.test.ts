import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Row } from '#lib/estimate/query-engine.ts';
import { estimatedRows, replicateEstimate } from '#lib/estimate/replicate-estimate.ts';
import { catalogue } from '#lib/model/catalogue.ts';
import { disclosureRules, surveyProtection } from '#lib/model/disclosure.ts';
import { estimateKey } from '#lib/model/estimate-row.ts';
import { estimatePlan } from '#lib/model/estimate-plan.ts';
import { type FigureKey, type ReplicateRow, replicateRow } from '#lib/model/replicate-row.ts';
import { parquetColumns } from '#lib/readers/parquet/parquet.ts';
import { buildRelease } from '../../../pipelines/release/build.ts';
import {
	type ReplicateInput,
	type ReplicateResult,
	replicateTables,
	replicatesFile
} from '../../../pipelines/steps/replicate-tables.ts';
import { jsonOf, releaseFolder } from '../../support/built-release.ts';
import { testRules } from '../../support/disclosure.ts';
import { type Instance, makeInstance } from '../../support/instance.ts';
import { parquetRows } from '../../support/parquet-rows.ts';

const replicates = 20;
const unitsOfStratum = 40;
const plan = estimatePlan.parse({
	breakdowns: ['sex', 'ever_used'],
	pairs: [['sex', 'ever_used']]
});

/** 960 people in two strata of 40 units; those of a unit are alike. */
function people(): string {
	const rows = Array.from({ length: 960 }, (_, i) => {
		const psu = Math.floor(i / 12);
		const often = 2 + ((psu * 7) % 5);
		const sees = i % 11 === 0 ? 8 : (i * 5) % 12 < often ? 1 : 2;
		return [i + 1, Math.floor(psu / unitsOfStratum) + 1, psu, 20 + (psu % 9), 1 + (i % 2), sees];
	});
	return ['id,h,psu,w,sex,sees', ...rows.map((row) => row.join(',')), ''].join('\n');
}

/** Users live in five units: too few for as many replicates. */
const users = () =>
	['id,age1', ...Array.from({ length: 60 }, (_, i) => `${i + 1},15`), ''].join('\n');

let instance: Instance;
let input: ReplicateInput;
let published: Row[];
let result: ReplicateResult;
const made = mkdtempSync(join(tmpdir(), 'atalaya-replicates-'));

async function publishedRows(folder: string): Promise<ReplicateRow[]> {
	const bytes = readFileSync(join(folder, replicatesFile));
	const names = Object.keys(replicateRow.shape);
	const { rows, columns } = await parquetColumns(new Uint8Array(bytes).buffer, names);
	return Array.from({ length: rows }, (_, i) =>
		replicateRow.parse(Object.fromEntries(columns.map(({ name, values }) => [name, values[i]])))
	);
}

const keyOf = (row: Row | FigureKey) => JSON.stringify(estimateKey.map((name) => row[name]));

beforeAll(async () => {
	instance = makeInstance();
	instance.yaml('data/estimates.yaml', plan);
	instance.write('sources/people.csv', people());
	instance.write('sources/users.csv', users());
	const { root, env } = instance;
	await buildRelease({ profile: 'local', root, env, progress: () => undefined });
	const folder = releaseFolder(root);
	published = await parquetRows(join(folder, 'estimates.parquet'));
	const { surveys, concepts, indicators } = catalogue.parse(jsonOf(folder, 'catalogue.json'));
	const [survey] = surveys;
	if (!survey) throw new Error('no survey was built');
	input = {
		survey,
		units: survey.tables.map((table) => ({ table: { ...table, path: join(folder, table.path) } })),
		...{ concepts, indicators, plan },
		rules: disclosureRules.parse({ ...testRules, replicates }),
		publishable: () => true
	};
	result = await replicateTables(input, made);
}, 180_000);
afterAll(() => {
	instance.remove();
	rmSync(made, { recursive: true, force: true });
});

/** Runs the step in a folder of its own. */
async function remade(changes: Partial<ReplicateInput>) {
	const folder = mkdtempSync(join(tmpdir(), 'atalaya-replicates-'));
	try {
		const report = await replicateTables({ ...input, ...changes }, folder);
		const path = join(folder, replicatesFile);
		return { report, bytes: existsSync(path) ? readFileSync(path) : undefined };
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

describe('the replicate table of a survey', () => {
	test('gives the estimates that are published, but for its rounding', async () => {
		const rows = await publishedRows(made);
		expect(rows.length).toBeGreaterThan(2);
		for (const row of rows) {
			const figure = published.find((one) => keyOf(one) === keyOf(row));
			expect(replicateEstimate([row])?.estimate).toAgreeWith(Number(figure?.['estimate']), {
				relative: 1e-4
			});
		}
	});

	test('gives standard errors like those of linearisation, as near as 20 replicates can', async () => {
		for (const row of await publishedRows(made)) {
			const figure = published.find((one) => keyOf(one) === keyOf(row));
			const quotient =
				(replicateEstimate([row])?.standardError ?? NaN) / Number(figure?.['standard_error']);
			expect(Math.abs(quotient - 1) * Math.sqrt(2 * replicates)).toBeLessThan(4);
		}
	});

	test('adds up: both sexes together are everybody', async () => {
		const rows = await publishedRows(made);
		const bySex = rows.filter((row) => row.by_1 === 'sex' && row.by_2 === '');
		const all = rows.filter((row) => row.by_1 === '');
		expect(bySex.map(({ category_1 }) => category_1)).toEqual(['man', 'woman']);
		const merged = estimatedRows([bySex]);
		const whole = estimatedRows([all]);
		expect(merged.estimates[0]).toAgreeWith(whole.estimates[0]!, { relative: 1e-4 });
		expect(merged.matrix[0]![0]).toAgreeWith(whole.matrix[0]![0]!, { relative: 1e-2 });
	});

	test('says how it is to be used in every row', async () => {
		for (const row of await publishedRows(made)) {
			expect(row).toMatchObject({
				...{ method: 'rao-wu-bootstrap', scale: 1 / (replicates - 1), rscales: [], mse: false },
				...{ df: replicates - 1, digits: 5, precision: 'design-based', assumed_deff: null },
				...{ unsure: 'category', statistic: 'proportion', weight: 'main' }
			});
			expect(row.numerator).toHaveLength(replicates + 1);
			expect(row.denominator).toHaveLength(replicates + 1);
		}
	});

	test('has no figure about fewer units than numbers, nor one with which such a figure follows', async () => {
		const keys = (await publishedRows(made)).map((row) => [row.category_1, row.category_2]);
		expect(keys.flat()).not.toContain('yes');
		expect(keys.flat()).not.toContain('no');
		const [unit] = result.units;
		expect(unit).toMatchObject({
			equations: replicates + 1,
			rows: 3,
			withheld: 0,
			refusal: undefined
		});
		expect(unit?.tooFewUnits).toBe(3);
		expect(unit?.derivable).toBe(3);
		expect(unit?.smallestOpenShare).toBeGreaterThanOrEqual(testRules.width ** 2);
	});

	test('has no figure that the rules withhold', async () => {
		const { report } = await remade({ publishable: ({ by_1 }) => by_1 === '' });
		expect(report).toMatchObject({ rows: 1, units: [{ rows: 1, withheld: 8 }] });
	});

	test('is the same, byte by byte, when it is made again', async () => {
		const { bytes } = await remade({});
		expect(bytes?.equals(readFileSync(join(made, replicatesFile)))).toBe(true);
	});

	test('is not made where no number of replicates is declared', async () => {
		const { report, bytes } = await remade({ rules: testRules });
		expect(report).toEqual({ rows: 0, units: [] });
		expect(bytes).toBeUndefined();
	});

	test('takes the number of replicates that the survey declares before that of the rules', async () => {
		const protection = surveyProtection.parse({ rules: 'test-rules', replicates: 12 });
		const { report } = await remade({ survey: { ...input.survey, protection } });
		expect(report.units[0]?.equations).toBe(13);
	});

	test('stops the build with as many replicates as sampling units', async () => {
		const rules = disclosureRules.parse({ ...testRules, replicates: 2 * unitsOfStratum });
		await expect(remade({ rules })).rejects.toThrow(
			'as many replicates as sampling units tell what every one of them adds: 80 of 80'
		);
	});
});
