import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sfc32 } from '../../pipelines/simulate/random.ts';
import {
	drawWave,
	simulateWave,
	writeSimulation,
	type SimulationOptions,
	type Truth
} from '../../pipelines/simulate/simulate.ts';
import type { TextFile } from '../../pipelines/simulate/source-files.ts';

type Row = Readonly<Record<string, number>>;

const wanted = ['household_id', 'person_id', 'territory', 'area', 'psu', 'age'];

/** Some columns of a file of a draw; a blank cell is NaN. */
function rowsOf(files: readonly TextFile[], name: string, ...columns: string[]): Row[] {
	const text = files.find((file) => file.name === name)?.text.trimEnd() ?? '';
	const [header = [], ...lines] = text.split('\n').map((line) => line.split(','));
	const at = [...wanted, ...columns].map((column) => [column, header.indexOf(column)] as const);
	return lines.map((line) => {
		const row: Record<string, number> = {};
		for (const [column, i] of at) row[column] = line[i] ? Number(line[i]) : NaN;
		return row;
	});
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
const mean = (values: readonly number[]) => sum(values) / values.length;
const variance = (values: readonly number[]) =>
	sum(values.map((value) => (value - mean(values)) ** 2)) / (values.length - 1);

interface Domain {
	readonly weight: string;
	/** Undefined: outside the domain. */
	readonly y: (row: Row) => number | undefined;
}

const stratumOf = (row: Row) => 10 * (row.territory ?? NaN) + (row.area ?? NaN);

/** Weighted mean over a domain and its linearised variance, first stage taken with replacement. */
function estimateOf(rows: readonly Row[], { weight, y }: Domain) {
	const cases = rows.map((row) => ({ row, w: row[weight] ?? NaN, y: y(row) }));
	const members = cases.filter((one) => one.y !== undefined);
	const size = sum(members.map(({ w }) => w));
	const centre = sum(members.map(({ w, y = 0 }) => w * y)) / size;
	const strata = new Map<number, Map<number, number>>();
	for (const { row, w, y } of cases) {
		const psus = strata.get(stratumOf(row)) ?? new Map<number, number>();
		const z = y === undefined ? 0 : (w * (y - centre)) / size;
		strata.set(stratumOf(row), psus.set(row.psu ?? NaN, (psus.get(row.psu ?? NaN) ?? 0) + z));
	}
	const parts = [...strata.values()].map((psus) => psus.size * variance([...psus.values()]));
	return { estimate: centre, variance: sum(parts) };
}

const answered = (code: number | undefined, counted: readonly number[]) =>
	code === undefined || Number.isNaN(code) || code >= 8
		? undefined
		: Number(counted.includes(code));

function trueValue(truth: Truth, id: string, domain: Readonly<Record<string, string>> = {}) {
	const values = truth.indicators.find((indicator) => indicator.id === id)?.values ?? [];
	return values.find((value) => JSON.stringify(value.domain) === JSON.stringify(domain));
}

const wave: SimulationOptions = { scenario: 'demo', wave: '2024' };
let files: readonly TextFile[];
let truth: Truth;
beforeAll(() => {
	({ files, truth } = simulateWave(wave));
}, 180_000);

describe('sfc32', () => {
	// PractRand's own C++, seeded with a = 0, b = 42, c = 0, as other ports publish it.
	test('agrees with PractRand', () => {
		const next = sfc32(0, 42, 0);
		const expected = [1264412219, 1947509147, 3919439299, 1251167922, 656401615, 478193053];
		expect(expected.map(() => next())).toEqual(expected);
	});
});

describe('drawWave', () => {
	test('gives the same bytes for the same seed, others for another', () => {
		expect(drawWave(wave)).toEqual(files);
		expect(drawWave({ ...wave, sampleSeed: 1 })).not.toEqual(files);
		expect(drawWave({ ...wave, seed: 1 })).not.toEqual(files);
	});

	test('interviews 20,000 people, one in a household', () => {
		const people = rowsOf(files, 'persons.csv');
		expect(people).toHaveLength(20_000);
		expect(rowsOf(files, 'households.csv')).toHaveLength(20_000);
		expect(new Set(people.map((row) => row.household_id)).size).toBe(20_000);
		expect(people.every(({ age = 0 }) => age >= 12 && age <= 65)).toBe(true);
	});

	test('keeps the chapter of cannabis to people of the survey who ever used it', () => {
		const people = new Set(rowsOf(files, 'persons.csv').map((row) => row.person_id));
		const users = rowsOf(files, 'cannabis.csv');
		expect(users.length).toBeGreaterThan(1000);
		expect(users.every((row) => people.has(row.person_id))).toBe(true);
	});

	test('draws at least twelve neighbourhoods in each of sixteen strata', () => {
		const psus = new Map<number, Set<number | undefined>>();
		for (const row of rowsOf(files, 'persons.csv'))
			psus.set(stratumOf(row), (psus.get(stratumOf(row)) ?? new Set()).add(row.psu));
		expect(psus.size).toBe(16);
		expect(Math.min(...[...psus.values()].map((all) => all.size))).toBe(12);
	});

	test('has weights that vary and add up to about the population', () => {
		const weightsOf = (file: string, weight: string) =>
			rowsOf(files, file, weight).map((row) => row[weight] ?? NaN);
		const weights = weightsOf('persons.csv', 'weight_person');
		const households = weightsOf('households.csv', 'weight_household');
		expect(Math.abs(sum(weights) / truth.population.people - 1)).toBeLessThan(0.03);
		expect(Math.abs(sum(households) / truth.population.households - 1)).toBeLessThan(0.03);
		expect(Math.max(...weights) / Math.min(...weights)).toBeGreaterThan(3);
	});

	test('has a territory where nobody or next to nobody was offered drugs', () => {
		const offered = rowsOf(files, 'persons.csv', 'drug_offered').filter(
			(row) => row.territory === 8 && row.drug_offered === 1
		);
		expect(offered.length).toBeLessThanOrEqual(2);
	});

	test('refuses a wave that the scenario does not have', () => {
		expect(() => drawWave({ scenario: 'demo', wave: '1999' })).toThrow(
			'unknown wave of demo: 1999'
		);
		expect(() => drawWave({ scenario: 'x', wave: '2022' })).toThrow('unknown scenario: x');
	});
});

describe('estimates from the files', () => {
	const questions = [
		{ id: 'drug-sale-neighbourhood', file: 'persons', column: 'drug_sale', counted: [1] },
		{ id: 'drug-offered', file: 'persons', column: 'drug_offered', counted: [1] },
		{ id: 'trust-police-some', file: 'persons', column: 'trust_police', counted: [3, 4] },
		{ id: 'school-absence-fear', file: 'persons', column: 'school_absence', counted: [1] },
		{ id: 'household-victimised', file: 'households', column: 'victim', counted: [1] }
	] as const;
	let draws: { id: string; estimate: number; variance: number; size: number }[];
	beforeAll(() => {
		const columns = questions.map(({ column }) => column);
		draws = Array.from({ length: 20 }, (_, i) => drawWave({ ...wave, sampleSeed: i + 1 })).flatMap(
			(drawn) => {
				const tables = {
					persons: rowsOf(drawn, 'persons.csv', 'weight_person', ...columns),
					households: rowsOf(drawn, 'households.csv', 'weight_household', 'victim')
				};
				return questions.map(({ id, file, column, counted }) => {
					const weight = file === 'persons' ? 'weight_person' : 'weight_household';
					const size = sum(tables[file].map((row) => row[weight] ?? NaN));
					const y = (row: Row) => answered(row[column], counted);
					return { id, size, ...estimateOf(tables[file], { weight, y }) };
				});
			}
		);
	}, 180_000);

	test.for(questions.map(({ id }) => id))('are unbiased over 20 draws: %s', (id) => {
		const estimates = draws.filter((draw) => draw.id === id).map((draw) => draw.estimate);
		const error = mean(estimates) - (trueValue(truth, id)?.value.exclude ?? NaN);
		expect(Math.abs(error) / Math.sqrt(variance(estimates) / estimates.length)).toBeLessThan(3);
	});

	test.for(questions.map(({ id }) => id))('state about the error they have: %s', (id) => {
		const mine = draws.filter((draw) => draw.id === id);
		const stated = mean(mine.map((draw) => draw.variance));
		const ratio = Math.sqrt(stated / variance(mine.map((draw) => draw.estimate)));
		expect(ratio).toBeGreaterThan(0.7);
		expect(ratio).toBeLessThan(1.5);
	});

	test('add up to the population on average', () => {
		const people = draws.filter((draw) => draw.id === 'drug-offered').map((draw) => draw.size);
		const error = mean(people) - truth.population.people;
		expect(Math.abs(error) / Math.sqrt(variance(people) / people.length)).toBeLessThan(3);
	});
});

describe('truth', () => {
	test('counts every person in one territory, one sex and one age group', () => {
		const ever = truth.indicators.find(({ id }) => id === 'cannabis-ever')?.values ?? [];
		for (const concept of ['territory_demo', 'sex', 'age_group']) {
			const cut = ever.filter(({ domain }) => Object.keys(domain).join() === concept);
			expect(sum(cut.map(({ asked }) => asked))).toBe(truth.population.people);
		}
	});

	test('holds the declared shift of the changed wording', () => {
		const [change] = truth.wordingChanges;
		const country = change?.values.find(({ domain }) => Object.keys(domain).length === 0);
		expect(change?.declaredShift).toBe(-0.08);
		expect(country?.wordingShift.exclude).toBeCloseTo(-0.08, 3);
		expect(country?.apparentChange.exclude).toBeCloseTo(
			(country?.wordingShift.exclude ?? NaN) + (country?.trueChange.exclude ?? NaN),
			12
		);
	});

	test('counts those who do not know in the denominator only as a category', () => {
		const value = trueValue(truth, 'drug-sale-neighbourhood', { territory_demo: 'alvenora' });
		expect(value?.value.exclude).toBeCloseTo((value?.total ?? NaN) / (value?.answered ?? NaN), 12);
		expect(value?.value.category).toBeCloseTo((value?.total ?? NaN) / (value?.asked ?? NaN), 12);
		expect((value?.answered ?? NaN) / (value?.asked ?? NaN)).toBeCloseTo(0.934, 2);
	});
});

describe('writeSimulation', () => {
	let folder: string;
	beforeAll(async () => {
		folder = await mkdtemp(join(tmpdir(), 'atalaya-simulation-'));
		await writeSimulation(folder, 'demo', '2022');
	}, 180_000);
	afterAll(() => rm(folder, { recursive: true }));

	test('writes the bytes that the answers of R in demo.json are about', async () => {
		const fixture = join(import.meta.dirname, '../oracle/fixtures/demo.json');
		const { meta } = JSON.parse(await readFile(fixture, 'utf8')) as {
			meta: { md5: Record<string, string> };
		};
		for (const name of ['persons.csv', 'households.csv', 'cannabis.csv']) {
			const written = createHash('md5').update(await readFile(join(folder, name)));
			expect(written.digest('hex')).toBe(meta.md5[`demo-2022/${name}`]);
			const drawn = files.find((file) => file.name === name)?.text ?? '';
			const md5 = createHash('md5').update(drawn).digest('hex');
			expect(md5).toBe(meta.md5[`demo-2024/${name}`]);
		}
	});

	test('writes truth.json beside them', async () => {
		expect((await readdir(folder)).sort()).toEqual([
			'cannabis.csv',
			'households.csv',
			'persons.csv',
			'truth.json'
		]);
		const written = JSON.parse(await readFile(join(folder, 'truth.json'), 'utf8')) as Truth;
		expect(written.synthetic).toBe(true);
		expect(written.wordingChanges).toEqual([]);
	});
});
