import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readDeclarations } from '../../pipelines/declarations/declarations.ts';
import { pathsFor } from '../../pipelines/paths.ts';
import {
	programmeScenarios,
	simulateProgramme,
	writeProgramme
} from '../../pipelines/simulate/programmes/programme-simulation.ts';
import { averagesOf } from '../../pipelines/simulate/programmes/programme-truth.ts';
import { programmeColumns } from '../../pipelines/steps/programme-columns.ts';
import { textColumns } from '../support/simulated-programmes.ts';

describe('simulateProgramme', () => {
	test('gives the same bytes for the same seed, others for another', () => {
		for (const scenario of ['demo-mesas-barriales', 'demo-reforma-posesion']) {
			expect(simulateProgramme(scenario, 1)).toEqual(simulateProgramme(scenario, 1));
			expect(simulateProgramme(scenario, 1).files).not.toEqual(
				simulateProgramme(scenario, 2).files
			);
			expect(simulateProgramme(scenario, 1).truth.outcomes).toEqual(
				simulateProgramme(scenario, 2).truth.outcomes
			);
		}
	});

	test('names the programmes there are for one that there is not', () => {
		expect(() => simulateProgramme('demo-plazas-viva')).toThrow(
			/did you mean "demo-plazas-vivas".*: demo-plazas-viva$/
		);
		expect(() => simulateProgramme('toString')).toThrow(/: toString$/);
	});
});

describe('averagesOf', () => {
	test('counts units, periods since the start and cohorts as each average does', () => {
		const cells = [
			{ cohort: 1, period: 1, units: 3, effect: 1 },
			{ cohort: 1, period: 2, units: 3, effect: 2 },
			{ cohort: 2, period: 2, units: 1, effect: 5 }
		];
		// (3 + 6 + 5) / 7; ((3 + 5) / 4 + 2) / 2; (3 x 1.5 + 5) / 4
		expect(averagesOf(cells)).toEqual({ simple: 2, dynamic: 2, group: 2.375 });
	});
});

describe('writeProgramme', () => {
	let folder: string;
	beforeAll(async () => {
		folder = mkdtempSync(join(tmpdir(), 'atalaya-programme-'));
		await writeProgramme(folder, 'demo-barrios-claros');
	});
	afterAll(() => rmSync(folder, { recursive: true, force: true }));

	test('writes the files and what is true of them', () => {
		expect(readdirSync(folder)).toEqual([
			...['barrios-claros-neighbours.csv', 'barrios-claros.csv', 'truth.json']
		]);
		const truth = JSON.parse(readFileSync(join(folder, 'truth.json'), 'utf8')) as object;
		expect(truth).toMatchObject({ synthetic: true, scenario: 'demo-barrios-claros', seed: 5 });
	});
});

describe('declared demonstration programmes', () => {
	const { declarations } = pathsFor({ profile: 'local', env: {} });
	const { programmes } = readDeclarations(declarations);
	const simulated = programmes.flatMap((programme) =>
		programme.origin.kind === 'simulated'
			? [{ programme, ...simulateProgramme(programme.origin.scenario) }]
			: []
	);

	test('are one of each scenario', () => {
		const named = simulated.map(({ truth }) => truth.scenario);
		expect(named.sort()).toEqual([...programmeScenarios].sort());
	});

	test('name columns and keys that the files have', () => {
		for (const { programme, files } of simulated) {
			expect(programme.files.map(({ path }) => path)).toEqual(files.map(({ name }) => name));
			for (const [id, names] of programmeColumns(programme)) {
				const { path, key } = programme.files.find((file) => file.id === id)!;
				const table = textColumns(files.find(({ name }) => name === path)?.text ?? '');
				for (const name of names) expect(table.texts(name)).not.toContain('');
				const keys = key.map((name) => table.texts(name));
				const rows = keys[0]?.map((_, row) => keys.map((column) => column[row]).join(' ')) ?? [];
				expect(new Set(rows).size).toBe(rows.length);
			}
		}
	});

	test('have a truth of every outcome, and no other', () => {
		for (const { programme, truth } of simulated)
			expect(truth.outcomes.map(({ outcome }) => outcome).sort()).toEqual(
				programme.outcomes.map(({ id }) => id).sort()
			);
	});

	test('have a placebo that nothing happens to, and are said to be invented', () => {
		for (const { programme, truth } of simulated) {
			const placebos = programme.outcomes.filter(({ role }) => role === 'placebo');
			const effects = placebos.map(({ id }) =>
				truth.outcomes.find(({ outcome }) => outcome === id)!
			);
			expect(effects.length).toBeGreaterThan(0);
			for (const { effect, scale } of effects) expect(effect).toBe(scale === 'ratio' ? 1 : 0);
			expect(programme.summary).toMatchObject({
				es: expect.stringContaining('inventado') as string,
				en: expect.stringContaining('invented') as string,
				pt: expect.stringContaining('inventado') as string,
				fr: expect.stringContaining('inventé') as string
			});
		}
	});

	test('count in their flow those who are in the file', () => {
		const court = simulated.find(({ truth }) => truth.scenario === 'demo-tribunal-tratamiento');
		const arms = textColumns(court?.files[0]?.text ?? '').texts('arm');
		const count = (arm: string) => arms.filter((one) => one === arm).length;
		expect(court?.programme.flow.at(-1)).toEqual({
			...{ step: 'analysed', treated: count('court'), comparison: count('usual') }
		});
	});
});
