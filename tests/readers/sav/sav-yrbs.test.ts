import { readFileSync } from 'node:fs';
import { beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import type { Records, SourceRecord } from '#lib/readers/records.ts';
import { savRecords } from '#lib/readers/sav/sav.ts';
import { fileSource } from '../../../pipelines/read/file-source.ts';
import { recordList } from '../../support/record-list.ts';
import { describeWithSources, sourceFile } from '../../support/sources.ts';

const labelsFile = z.record(
	z.string(),
	z.object({ label: z.string(), labels: z.record(z.string(), z.string()).nullable() })
);

describeWithSources('savRecords, Youth Risk Behavior Survey 2019', 'us_yrbs2019', () => {
	let survey: Records;
	let records: SourceRecord[];

	beforeAll(async () => {
		survey = await savRecords(fileSource(sourceFile('us_yrbs2019/yrbs2019.sav')));
		records = await recordList(survey);
	});

	const column = (name: string) => {
		const at = survey.variables.findIndex((variable) => variable.name === name);
		return records.map(({ values }) => values[at]!);
	};

	/** Weighted percentage with code 1 among those with 1 or 2. */
	function weightedShare(name: string): string {
		const weights = column('weight');
		let yes = 0;
		let all = 0;
		for (const [i, value] of column(name).entries()) {
			if (value !== '') all += Number(weights[i]);
			if (value === '1') yes += Number(weights[i]);
		}
		return ((100 * yes) / all).toFixed(2);
	}

	test('gives the records that the header counts', () => {
		expect(survey.rows).toBe(13_677);
		expect(records).toHaveLength(13_677);
		expect(survey.variables).toHaveLength(235);
	});

	// Published: 36.8, 21.7 and 3.9 (CDC, Youth Risk Behavior Surveillance 2019).
	test.for([
		['QN45', '36.80'],
		['QN47', '21.75'],
		['QN50', '3.92']
	] as const)('reproduces the published percentage: %s', ([name, share]) => {
		expect(weightedShare(name)).toBe(share);
	});

	test('gives the labels that another reader found', () => {
		const expected = labelsFile.parse(
			JSON.parse(readFileSync(sourceFile('us_yrbs2019/yrbs2019_labels.json'), 'utf8'))
		);
		expect(survey.variables.map(({ name }) => name).sort()).toEqual(Object.keys(expected).sort());
		for (const { name, label, labels } of survey.variables) {
			expect(label).toBe(expected[name]!.label);
			expect(Object.fromEntries(labels)).toEqual(expected[name]!.labels ?? {});
		}
	});
});
