import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { panelEvaluation } from '#lib/impact/evaluation/panel-evaluation.ts';
import type { Evaluation } from '#lib/model/evaluation.ts';
import { impactIndex, programmePage } from '#lib/model/impact-page.ts';
import type { Programme } from '#lib/model/programme.ts';
import { impactArtefacts } from '../../../pipelines/release/impact-artefacts.ts';
import { leaving } from '../../../pipelines/steps/protect/may-leave.ts';
import { printedEvaluation } from '../../support/evaluated-programmes.ts';
import { territorialProgramme, territorialTables } from '../../support/territorial-programme.ts';

let folder: string;
beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), 'atalaya-impact-'));
	for (const name of ['panel.csv', 'panel.parquet']) writeFileSync(join(folder, name), 'unit\n');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const declared = territorialProgramme();
const found = printedEvaluation(panelEvaluation(declared, { tables: territorialTables() }));
const panel = () => ({ csv: join(folder, 'panel.csv'), parquet: join(folder, 'panel.parquet') });
const artefacts = (changes: Partial<Programme> = {}, evaluation: Evaluation = found) =>
	impactArtefacts(
		[{ programme: { ...declared, ...changes }, status: 'built', evaluation, panel: panel() }],
		folder
	);
const fileOf = (path: string): unknown => JSON.parse(readFileSync(join(folder, path), 'utf8'));
const entry = () => impactIndex.parse(fileOf('pages/impact.json')).entries[0]!;

describe('impactArtefacts', () => {
	test('writes the page of a programme, its panel twice, and the list', () => {
		expect(artefacts().map(({ path, kind, tier }) => [path, kind, tier])).toEqual([
			['pages/impact/test-programme.json', 'page', 'open'],
			['panels/test-programme.parquet', 'panel', 'open'],
			['panels/test-programme.csv', 'panel', 'open'],
			['pages/impact.json', 'page', 'open']
		]);
		const page = programmePage.parse(fileOf('pages/impact/test-programme.json'));
		expect(page.synthetic).toBe(true);
		expect(JSON.stringify(page)).not.toContain('"files"');
	});

	test('gives the effect in deviations of the comparison before the start', () => {
		artefacts();
		const { effect, comparisonSd } = found.outcomes[0]!;
		const { standardised, evidence, verdict } = entry();
		expect(standardised?.estimate).toBeCloseTo(
			(effect.kind === 'effect' ? effect.estimate : NaN) / (comparisonSd ?? NaN),
			12
		);
		expect({ evidence, verdict }).toEqual({ evidence: 'comparison', verdict: 'better' });
	});

	test('establishes nothing where trends differ', () => {
		artefacts({}, { ...found, verdict: 'trends-differ' });
		expect(entry().evidence).toBe('not-established');
	});

	test('tells a harm as activity where it measures the work of the police', () => {
		const [main, harm, placebo] = declared.outcomes;
		const enforcement = { measures: 'enforcement', direction: 'none' } as const;
		const police = { ...harm!, ...enforcement, caution: { en: 'The work of the police' } };
		artefacts({ outcomes: [main!, police, placebo!] });
		expect(entry().harms).toEqual([{ outcome: 'harm', kind: 'other', found: 'activity' }]);
	});

	test('of a programme that is not open has a panel that may not leave', () => {
		expect(() => leaving(artefacts({ tier: 'protected' }), 'public')).toThrow(
			'may not be published, it is protected: panels/test-programme.parquet'
		);
		expect(() => leaving(artefacts({ tier: 'local' }), 'public')).toThrow('it is local');
		expect(leaving(artefacts({ tier: 'local' }), 'local')).toHaveLength(4);
	});
});
