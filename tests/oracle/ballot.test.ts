import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { type BallotEffect, ballotEffects } from '#lib/model/questions/ballot-effect.ts';
import { buildRelease } from '../../pipelines/release/build.ts';
import { experimentLeaks } from '../../pipelines/release/audit-experiments.ts';
import { releaseFolder } from '../support/built-release.ts';
import { layReady } from '../support/made-before.ts';
import { declareSome } from '../support/some-surveys.ts';

const change = z.object({
	...{ estimate: z.number(), se: z.number(), lower: z.number(), upper: z.number(), p: z.number() }
});
const inR = z
	.object({
		halves: z.array(
			z.object({ version: z.string(), estimate: z.number(), se: z.number(), n: z.int() })
		),
		...{ difference: change, ratio: change, df: z.number() }
	})
	.parse(JSON.parse(readFileSync(join(import.meta.dirname, 'fixtures/ballot.json'), 'utf8')));

const root = mkdtempSync(join(tmpdir(), 'atalaya-ballot-'));
let effects: BallotEffect[];

beforeAll(async () => {
	const declared = join(root, 'declared');
	declareSome(declared, ['demo-2024'], 'drug-offered');
	layReady(root);
	const env = { ATALAYA_DATA: declared };
	await buildRelease({ profile: 'local', root, env, progress: () => undefined });
	const file = join(releaseFolder(root), 'pages/question-experiments.json');
	effects = ballotEffects.parse(JSON.parse(readFileSync(file, 'utf8')));
}, 180_000);
afterAll(() => rmSync(root, { recursive: true, force: true }));

describe('the effect of a wording, against R survey 4.1.1', () => {
	test('is told of the one split ballot, by its versions', () => {
		expect(effects.map(({ wave, concept, category }) => [wave, concept, category])).toEqual([
			['demo-2024', 'drug_use_street', 'yes']
		]);
		expect(effects[0]!.halves.map(({ version }) => version)).toEqual(['version-a', 'version-b']);
	});

	test('has the share of each half with its error', () => {
		effects[0]!.halves.forEach((half, i) => {
			const { estimate, se, n } = inR.halves[i]!;
			expect(half.n).toBe(n);
			expect(half.estimate).toAgreeWith(estimate, { relative: 1e-8 });
			expect(half.standardError).toAgreeWith(se, { relative: 1e-8 });
		});
	});

	test.for(['difference', 'ratio'] as const)('has the %s with limits and p', (kind) => {
		const { se, p, ...numbers } = inR[kind];
		const ours = effects[0]![kind];
		expect(ours.df).toBe(inR.df);
		expect(ours.standardError).toAgreeWith(se, { relative: 1e-8 });
		for (const key of ['estimate', 'lower', 'upper'] as const)
			expect(ours[key]).toAgreeWith(numbers[key], { relative: 1e-8 });
		expect(ours.p).toAgreeWith(p, { relative: 1e-6 });
	});

	test('holds what the simulation did: 12 points fewer of those who take a side', () => {
		const { lower, upper } = effects[0]!.difference;
		expect([lower < -0.12, upper > -0.12]).toEqual([true, true]);
	});
});

test('the audit finds figures by version of a survey whose rows are not published', () => {
	const folder = releaseFolder(root);
	expect(experimentLeaks(folder)).toEqual([]);
	const file = join(folder, 'pages/question-experiments.json');
	writeFileSync(file, JSON.stringify(effects.map((one) => ({ ...one, wave: 'demo-2023' }))));
	expect(experimentLeaks(folder)).toEqual([
		expect.objectContaining({
			where: expect.stringMatching(/demo-2023 drug_use_street$/) as string
		})
	]);
});
