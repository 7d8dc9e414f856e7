import { describe, expect, test } from 'vitest';
import { type SdmxCsvOptions, sdmxCsvRecords } from '#lib/readers/sdmx/sdmx-csv.ts';
import { bytesSource, textSource, utf8 } from '../../support/byte-sources.ts';
import { answered, mutants } from '../../support/mutants.ts';
import { recordList, valueRows } from '../../support/record-list.ts';

const read = async (text: string, options: SdmxCsvOptions = {}) => {
	const table = await sdmxCsvRecords(textSource(text), options);
	return { ...table, records: await recordList(table) };
};

const flow = 'dataflow,OBS:DRUGS(1.0.0),I';

describe('sdmxCsvRecords', () => {
	test('reads version 1.0, whose first column names the flow', async () => {
		const text = 'DATAFLOW,GEO,OBS_VALUE\nOBS:DRUGS(1.0),CL,1.5\nOBS:DRUGS(1.0),PE,\n';
		const { variables, records, rows, notes } = await read(text);
		expect(variables.map(({ name }) => name)).toEqual(['DATAFLOW', 'GEO', 'OBS_VALUE']);
		expect(records).toEqual([
			{ place: 2, values: ['OBS:DRUGS(1.0)', 'CL', '1.5'] },
			{ place: 3, values: ['OBS:DRUGS(1.0)', 'PE', ''] }
		]);
		expect(rows).toBe(2);
		expect(notes).toEqual(['structures: OBS:DRUGS(1.0)']);
	});

	test('reads version 2, with several structures and actions', async () => {
		const text =
			'STRUCTURE[;],STRUCTURE_ID,ACTION,GEO,TIME_PERIOD,OBS_VALUE,NOTE[]\n' +
			`${flow},CL,2020,1.5,a;b\n` +
			'datastructure,OBS:DSD,M,PE,2020,2,"x, y"\n';
		const { records, notes } = await read(text);
		expect(records[1]?.values).toEqual([
			'datastructure',
			'OBS:DSD',
			'M',
			'PE',
			'2020',
			'2',
			'x, y'
		]);
		expect(notes).toEqual(['structures: OBS:DRUGS(1.0.0), OBS:DSD', 'actions: I, M']);
	});

	test('reads a message without actions, or with names in columns of their own', async () => {
		const bare = await read('STRUCTURE,STRUCTURE_ID,GEO\ndataflow,OBS:D(1.0),CL\n');
		expect(bare.notes).toEqual(['structures: OBS:D(1.0)']);
		const named = await read(
			'STRUCTURE,STRUCTURE_ID,STRUCTURE_NAME,ACTION,GEO,Place\ndataflow,OBS:D(1.0),Drugs,R,CL,Chile\n'
		);
		expect(named.records[0]?.values).toEqual([
			'dataflow',
			'OBS:D(1.0)',
			'Drugs',
			'R',
			'CL',
			'Chile'
		]);
	});

	test('takes the separator that follows the first name', async () => {
		const { records, notes } = await read('STRUCTURE[|];STRUCTURE_ID;V\ndataflow;O:D(1.0);1,5\n');
		expect(records[0]?.values).toEqual(['dataflow', 'O:D(1.0)', '1,5']);
		expect(notes).toContain(
			'separator is not a comma, so that numbers may have a decimal comma: ;'
		);
	});

	const both =
		'STRUCTURE,STRUCTURE_ID,ACTION,FREQ:Frequency,TITLE: Title,OBS_VALUE: Value\n' +
		'dataflow,OBS:DRUGS(1.0): Drugs,I,M: Monthly,Sales: all,1.5\n' +
		'dataflow,OBS:DRUGS(1.0): Drugs,I,A: Annual: last day,None,\n';

	test('takes codes and labels apart when asked', async () => {
		const { variables, records } = await read(both, { labels: 'both' });
		expect(variables.map(({ name, label }) => [name, label])).toEqual([
			['STRUCTURE', undefined],
			['STRUCTURE_ID', undefined],
			['ACTION', undefined],
			['FREQ', 'Frequency'],
			['TITLE', 'Title'],
			['OBS_VALUE', 'Value']
		]);
		expect([...(variables[3]?.labels ?? [])]).toEqual([
			['M', 'Monthly'],
			['A', 'Annual: last day']
		]);
		// A free text of which not every value has a colon is left as it is.
		expect(records.map(({ values }) => values.slice(3))).toEqual([
			['M', 'Sales: all', '1.5'],
			['A', 'None', '']
		]);
	});

	test('leaves a column alone in which one code would have two labels', async () => {
		const text = `STRUCTURE,STRUCTURE_ID,ACTION,T: T\n${flow},Note: a\n${flow},Note: b\n`;
		const { variables, records } = await read(text, { labels: 'both' });
		expect(variables[3]?.labels.size).toBe(0);
		expect(records.map(({ values }) => values[3])).toEqual(['Note: a', 'Note: b']);
	});

	test('says so when labels are there and were not asked for', async () => {
		const { records, notes } = await read(both);
		expect(records[0]?.values[3]).toBe('M: Monthly');
		expect(notes).toContain('codes stand with their labels; read it with labels: both');
	});

	test.each([
		[
			'GEO,OBS_VALUE\nCL,1\n',
			'not SDMX-CSV, whose first column is STRUCTURE or DATAFLOW: "GEO,OBS'
		],
		['', 'not SDMX-CSV'],
		['STRUCTURE,ACTION,GEO\n', 'second column of SDMX-CSV 2 is not STRUCTURE_ID: ACTION'],
		['STRUCTURE,STRUCTURE_ID,GEO,ACTION\n', 'ACTION is not column 3 of the header: column 4'],
		['STRUCTURE,STRUCTURE_ID,GEO,GEO\n', 'two variables have the same name: GEO'],
		[`STRUCTURE,STRUCTURE_ID,ACTION\n${flow}\ntable,O:D(1),I\n`, 'STRUCTURE of line 3 is none of'],
		[`STRUCTURE,STRUCTURE_ID,ACTION\ndataflow,drugs,I\n`, 'line 2 names no structure'],
		[`STRUCTURE,STRUCTURE_ID,ACTION\ndataflow,O:D(1),X\n`, 'action of line 2 is none of'],
		[`STRUCTURE,STRUCTURE_ID,ACTION\ndataflow,O:D(1),D\n`, 'line 2 deletes'],
		[`STRUCTURE,STRUCTURE_ID,ACTION\n${flow},CL\n`, '4 fields, the header has 3']
	])('refuses %j', async (text, message) => {
		await expect(read(text)).rejects.toThrow(message);
	});

	test('ends with a DataError or records, whatever happened to the bytes', async () => {
		const readings = [...mutants(utf8(both), { count: 200, seed: 5 })].map(
			(bytes) => async () => valueRows(await sdmxCsvRecords(bytesSource(bytes), { labels: 'both' }))
		);
		expect(await answered(readings)).toBeGreaterThan(5);
	});
});
