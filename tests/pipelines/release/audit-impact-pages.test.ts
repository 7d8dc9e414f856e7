import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ProgrammePage } from '#lib/model/impact-page.ts';
import { seriesTable } from '#lib/model/programme-series.ts';
import type { Programme } from '#lib/model/programme.ts';
import { impactPageLeaks } from '../../../pipelines/release/audit-impact-pages.ts';
import { publishedEvaluation } from '../../../pipelines/steps/protect/programmes/publish-evaluation.ts';
import { courtEvaluation, courtProgramme } from '../../support/court-programme.ts';
import { printedEvaluation } from '../../support/evaluated-programmes.ts';
import { testCurveRules } from '../../support/programme-arms.ts';
import { shippedSeries } from '../../support/shipped-series.ts';

let folder: string;
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'atalaya-audit-'));
	for (const name of ['pages/impact', 'panels']) mkdirSync(join(folder, name), { recursive: true });
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const rules = { ...testCurveRules, id: 'programme' };
const court = courtProgramme();
const { files: _, ...shown } = court;
const page: ProgrammePage = {
	...{ programme: shown, synthetic: true, sources: [] },
	evaluation: printedEvaluation(
		publishedEvaluation(courtEvaluation(), court, new Map([['programme', rules]]))
	)
};

function leaksOf(content: unknown, tier = court.tier, changes: Partial<Programme> = {}) {
	writeFileSync(join(folder, 'pages/impact/test-programme.json'), JSON.stringify(content));
	const programmes = [{ ...court, tier, ...changes }];
	return impactPageLeaks(folder, {
		programmes,
		disclosure: [rules],
		series: [shippedSeries('demo-acute-events')]
	}).map(({ where }) => where);
}

describe('pages of programmes', () => {
	test('that protection made have no leak', () => {
		expect(leaksOf(page)).toEqual([]);
	});

	test('with exact counts are found', () => {
		const { arms } = courtEvaluation();
		expect(leaksOf({ ...page, evaluation: { ...page.evaluation, arms } })).toHaveLength(1);
	});

	test('with a number of people that is not rounded are found', () => {
		const counts = { ...page.evaluation.counts, treatedUnits: 201 };
		expect(leaksOf({ ...page, evaluation: { ...page.evaluation, counts } })).toEqual([
			'treatedUnits'
		]);
		const flow = [{ step: 'eligible', treated: 207, comparison: 200 }];
		expect(leaksOf({ ...page, programme: { ...shown, flow } })).toEqual(['eligible']);
	});

	test('with rows of people beside them are found', () => {
		writeFileSync(join(folder, 'panels/test-programme.csv'), 'person\n');
		expect(leaksOf(page)).toEqual(['rows of people']);
	});

	test('of a series that is not open are found', () => {
		const madeOf = (id: string) =>
			leaksOf(page, court.tier, {
				series: seriesTable.parse({
					...{ file: 'months', territories: ['XVA'] },
					columns: [{ column: 'deaths', series: id }]
				})
			});
		expect(madeOf('demo-acute-events')).toEqual([]);
		expect(madeOf('ar-snic-offences')).toEqual(['of a series that is not open: ar-snic-offences']);
	});

	test('of a local programme, or of one that nobody declared, are found', () => {
		expect(leaksOf(page, 'local')).toEqual(['not to be published: test-programme']);
		const other = { ...page, programme: { ...shown, id: 'other' } };
		expect(leaksOf(other)).toEqual(['not to be published: other']);
	});
});
