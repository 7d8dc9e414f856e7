import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import type { Row } from '#lib/estimate/query-engine.ts';
import { buildRelease } from '../../pipelines/release/build.ts';
import { releaseFolder } from '../support/built-release.ts';
import { type Declaration, type Instance, makeInstance, testSurvey } from '../support/instance.ts';
import { surveyOracle } from '../support/oracle.ts';
import { parquetRows } from '../support/parquet-rows.ts';
import { describeWithOracle, oracleFile } from '../support/sources.ts';

const contrast = z.looseObject({
	estimate: z.tuple([z.number()]),
	se: z.tuple([z.number()]),
	df: z.number(),
	ci95_t: z.looseObject({ lower: z.tuple([z.number()]), upper: z.tuple([z.number()]) }),
	p_t: z.number()
});

const text = (words: string) => ({ es: words, en: words });

/** A wave of the oracle's data: its primary units, no strata. */
const wave = (year: number, changes: Declaration = {}): Declaration =>
	testSurvey({
		id: `wave-${year}`,
		fieldwork: { start: `${year}-01-01`, end: `${year}-02-01` },
		files: [{ id: 'schools', path: `wave-${year}.csv`, format: 'csv' }],
		design: {
			completeness: 'full',
			units: [
				{
					id: 'person',
					file: 'schools',
					weights: [{ id: 'main', column: 'pw', label: text('weight') }],
					ids: ['psu']
				}
			]
		},
		mappings: [
			{
				concept: 'sees_sale',
				file: 'schools',
				variable: 'award01',
				codes: { '1': 'yes', '0': 'no' }
			}
		],
		...changes
	});

/** The records of one wave of the oracle's file. */
function recordsOf(csv: string, column: number, value: string): string {
	const [header = '', ...lines] = csv.trimEnd().split('\n');
	return [header, ...lines.filter((line) => line.split(',')[column] === value), ''].join('\n');
}

describeWithOracle('two waves of a survey, compared by a release', () => {
	let instance: Instance;
	let rows: Row[];

	beforeAll(async () => {
		instance = makeInstance(wave(2022));
		instance.yaml('data/surveys/wave-2020/survey.yaml', wave(2020));
		instance.yaml('data/surveys/wave-2022/questions.yaml', []);
		const csv = readFileSync(oracleFile('survey/data/waves.csv'), 'utf8');
		instance.write('sources/wave-2020.csv', recordsOf(csv, 5, '1'));
		instance.write('sources/wave-2022.csv', recordsOf(csv, 5, '2'));
		const pair = { of: 'wave-2022', against: 'wave-2020' };
		const comparisons = [{ kind: 'waves', ...pair, overlap: 'independent' }];
		instance.yaml('data/estimates.yaml', { comparisons });
		const signed = { signedBy: 'Test office', date: '2024-01-01', reason: text('the same form') };
		instance.yaml('data/concepts/comparability.yaml', [
			{ concept: 'sees_sale', between: ['wave-2022', 'wave-2020'], verdict: 'same', ...signed }
		]);
		const { root, env } = instance;
		await buildRelease({ profile: 'local', root, env, progress: () => undefined });
		rows = await parquetRows(join(releaseFolder(root), 'comparisons.parquet'));
	}, 180_000);
	afterAll(() => instance.remove());

	test('agree with R svycontrast: wave_difference/waves/award01', () => {
		const answer = surveyOracle().cases.find(({ id }) => id === 'wave_difference/waves/award01');
		const expected = contrast.parse(answer?.result);
		expect(rows).toHaveLength(1);
		const [row] = rows;
		const closed = { relative: 1e-8 };
		expect(row?.['difference']).toAgreeWith(expected.estimate[0], closed);
		expect(row?.['difference_se']).toAgreeWith(expected.se[0], closed);
		expect(row?.['difference_lower']).toAgreeWith(expected.ci95_t.lower[0], closed);
		expect(row?.['difference_upper']).toAgreeWith(expected.ci95_t.upper[0], closed);
		expect(row?.['p_value']).toAgreeWith(expected.p_t, closed);
		expect(row?.['df']).toBe(expected.df);
	});

	test('are comparable because somebody signed it', () => {
		expect(rows[0]).toMatchObject({
			...{ kind: 'waves', of_source: 'wave-2022', against_source: 'wave-2020' },
			...{ verdict: 'same', verdict_rule: 'override', overlap: 'independent', withheld: '' }
		});
	});
});
