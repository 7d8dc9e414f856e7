import { beforeAll, expect, test } from 'vitest';
import { dtaRecords } from '#lib/readers/dta/dta.ts';
import type { Records, SourceRecord } from '#lib/readers/records.ts';
import { fileSource } from '../../../pipelines/read/file-source.ts';
import { recordList } from '../../support/record-list.ts';
import { describeWithSources, sourceFile } from '../../support/sources.ts';

describeWithSources('dtaRecords, castle doctrine laws', 'stata', () => {
	let panel: Records;
	let records: SourceRecord[];

	beforeAll(async () => {
		panel = await dtaRecords(fileSource(sourceFile('stata/castle.dta')));
		records = await recordList(panel);
	});

	const column = (name: string) => {
		const at = panel.variables.findIndex((variable) => variable.name === name);
		return records.map(({ values }) => values[at]!);
	};

	test('holds 50 states from 2000 to 2010', () => {
		expect(panel.rows).toBe(550);
		const pairs = new Set(column('sid').map((state, i) => `${state} ${column('year')[i]!}`));
		expect(pairs.size).toBe(550);
		expect(new Set(column('sid')).size).toBe(50);
		expect([...new Set(column('year'))].sort()).toEqual(
			Array.from({ length: 11 }, (_, i) => String(2000 + i))
		);
	});

	test('counts the 21 states that passed such a law', () => {
		// Cheng and Hoekstra (2013), Journal of Human Resources 48(3): 21 states from 2000 to 2010.
		const treated = column('post').flatMap((post, i) => (post === '1' ? [column('sid')[i]!] : []));
		expect(new Set(treated).size).toBe(21);
	});

	test('gives missing values as blanks, and variables their labels', () => {
		expect(column('robbery_gun_r').filter((value) => value === '')).toHaveLength(6);
		expect(panel.variables.find(({ name }) => name === 'homicide')).toMatchObject({
			kind: 'number',
			label: 'homicide count per 100,000 state population'
		});
		expect(panel.notes).toEqual([]);
	});
});
