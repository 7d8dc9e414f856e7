import { writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { estimateFile } from '../../../pipelines/requests/estimate-file.ts';
import {
	RequestFolder,
	answersOf,
	csv,
	design,
	errorsOf,
	header,
	people,
	rows,
	sees,
	value
} from '../../support/request-folder.ts';

let folder: RequestFolder;
beforeEach(() => {
	folder = new RequestFolder();
});
afterEach(() => folder.remove());

describe('a file that is terrible to read', () => {
	const plain = () => folder.asked().then((answer) => value(answer.overall));

	test.for([
		['a mark of UTF-8 at its start', `\ufeff${csv()}`, {}],
		['Windows line ends', csv().replaceAll('\n', '\r\n'), {}],
		['no line end at its end', csv().trimEnd(), {}],
		['blank lines', csv().replaceAll('\n', '\n\n'), {}],
		['quotes around everything', csv().replaceAll(/[^,\n]+/g, '"$&"'), {}],
		['semicolons', csv().replaceAll(',', ';'), {}],
		['tabs', csv().replaceAll(',', '\t'), {}],
		[
			'decimal commas',
			csv()
				.replaceAll(',', ';')
				.replaceAll(/;(\d\d);(m|w)/g, ';$1,0;$2'),
			{ decimal: ',' }
		],
		['bars', csv().replaceAll(',', '|'), {}],
		['blanks around its values', csv().replaceAll(',', ' , '), {}],
		[
			'a column that nobody asks about twice',
			csv(
				rows.map((row) => `${row},a,b`),
				`${header},x,x`
			),
			{}
		],
		[
			'columns without a name',
			csv(
				rows.map((row) => `${row},,`),
				`${header},,`
			),
			{}
		],
		[
			'names that differ in case only',
			csv(
				rows.map((row) => `${row},1`),
				`${header},SEES`
			),
			{}
		]
	] as const)('is read with %s', async ([, data, more]) => {
		const expected = await plain();
		const answer = await folder.asked({ data, file: { data: { path: 'rows.csv', ...more } } });
		expect(value(answer.overall)).toBe(expected);
	});

	test('is read compressed', async () => {
		const expected = await plain();
		expect(value((await folder.asked({ data: gzipSync(csv()) })).overall)).toBe(expected);
	});

	test('is read compressed as far as a file that is trusted may unfold', async () => {
		const data = gzipSync(csv());
		const ask = (maxUnfoldedBytes: number) =>
			folder.asked({ data, file: { data: { path: 'rows.csv', maxUnfoldedBytes } } });
		expect(value((await ask(csv().length)).overall)).toBe(await plain());
		await expect(ask(csv().length - 1)).rejects.toThrow('declare enough maxUnfoldedBytes');
	});

	test('is read in windows-1252, and the answer says so', async () => {
		const lines = rows.map((row) => row.replace('yes', 'sí “a”'));
		const data = Buffer.from(csv(lines).replaceAll('“', '\x93').replaceAll('”', '\x94'), 'latin1');
		const requests = [{ measure: { ...sees, numerator: ['sí “a”'] } }];
		const answer = await folder.ask({ data, requests });
		expect(answer.data).toMatchObject({ encoding: 'windows-1252' });
		expect(value(answersOf(answer)[0]!.overall)).toBeTypeOf('number');
	});

	test('is read with line breaks in its cells, whose lines are counted', async () => {
		const lines = rows.map((row, i) => `${row},"two\nlines ${i}"`);
		const broken = lines.map((row, i) => (i === 3 ? row.replace(',12,', ',-12,') : row));
		await expect(folder.ask({ data: csv(broken, `${header},note`) })).rejects.toThrow(
			/negative in 1 row: line 8 "-12"/
		);
	});

	test.for([
		[
			'a record with too few fields',
			people('1,1,10'),
			'rows.csv: 1 records do not have the fields of the header: line 10 "1,1,10"'
		],
		[
			'a record with too many fields',
			people('1,1,10,man,yes,1,9'),
			'records do not have the fields of the header: line 10'
		],
		['nothing', '', 'rows.csv: no header'],
		['a header alone', `${header}\n`, 'rows.csv: no rows'],
		[
			'UTF-16',
			Buffer.from(`\ufeff${csv()}`, 'utf16le'),
			'rows.csv: not a text in UTF-8: it begins as UTF-16'
		],
		[
			'no text',
			Buffer.from([80, 75, 3, 4, 0, 0]),
			'rows.csv: not a text file: it holds bytes that are zero'
		]
	] as const)('is refused with %s', async ([, data, message]) => {
		await expect(folder.ask({ data })).rejects.toThrow(message);
	});

	test('is refused where a column that is asked about stands twice', async () => {
		const data = csv(
			rows.map((row) => `${row},1`),
			`${header},sees`
		);
		const [error] = errorsOf(await folder.ask({ data }));
		expect(error).toEqual({
			field: 'requests[0].measure.concept',
			message: 'two columns of the file have this name: sees'
		});
	});

	test('is refused with decimal commas that nobody declared', async () => {
		const data = csv().replaceAll(',', ';').replaceAll(';10;', ';10,5;');
		await expect(folder.ask({ data })).rejects.toThrow(
			/w is missing or not a number in 2 rows: line 2 "10,5"/
		);
	});

	test('is refused where it is not', async () => {
		await expect(folder.ask({ file: { data: 'gone.csv' } })).rejects.toThrow(
			/data.path: no such file: .*gone.csv/
		);
		await expect(estimateFile(folder.file('gone.json'))).rejects.toThrow(
			'cannot read the file of requests'
		);
		writeFileSync(folder.file('x.json'), '{ "data": ');
		await expect(estimateFile(folder.file('x.json'))).rejects.toThrow(/not JSON: .*x.json/);
	});

	test('never takes nan, inf, 1_000 or 0x10 for a number', async () => {
		for (const text of ['nan', 'inf', '1_000', '0x10', '1e', '1,5'])
			await expect(folder.ask({ data: people(`1,1,"${text}",man,yes,1`) })).rejects.toThrow(
				`w is missing or not a number in 1 row: line 10 "${text}"`
			);
	});
});

describe('a design at fault', () => {
	test.for([
		[
			'an empty weight',
			people('1,1,,man,yes,1'),
			{},
			'design.weights: w is missing or not a number in 1 row: line 10 ""'
		],
		[
			'a negative weight',
			people('1,1,-3,man,yes,1'),
			{},
			'design.weights: w is negative in 1 row: line 10 "-3"'
		],
		[
			'many wrong weights, all counted and ten shown',
			people(...Array.from({ length: 12 }, () => '1,1,x,man,yes,1')),
			{},
			/in 12 rows: (line \d+ "x", ){10}\.\.\./
		],
		[
			'no stratum in a row',
			people(',1,3,man,yes,1'),
			{},
			'design.strata: h is missing in 1 row: line 10'
		],
		[
			'no id in a row',
			people('1,,3,man,yes,1'),
			{},
			'design.ids: psu is missing in 1 row: line 10'
		],
		[
			'a unit in two strata',
			people('2,1,3,man,yes,1'),
			{},
			'declare nested: "1" in strata 1; 2 (lines 2, 10)'
		],
		[
			'a column that is not there',
			csv(),
			{ weights: 'weight' },
			'design.weights: no column weight; the file has h, psu'
		],
		['a stratum that is not there', csv(), { strata: ['hh'] }, 'design.strata[0]: no column hh'],
		[
			'a population of 0',
			csv(),
			{ fpc: ['zero'] },
			'design.fpc: zero is missing, not a number or not above 0 in 8 rows'
		],
		[
			'a population below the sample',
			csv(),
			{ fpc: ['one'] },
			'not less than the units drawn: "1" has 1.5 and 2 were drawn'
		],
		[
			'a population that differs within a stratum',
			csv(),
			{ fpc: ['age1'] },
			'must be one number a stratum'
		],
		[
			'sizes and shares of the population',
			csv(),
			{ fpc: ['mixed'] },
			'sizes and shares are mixed in mixed: 0.5, 9'
		]
	] as const)('is refused with %s', async ([, data, changes, message]) => {
		const [head = '', ...lines] = data.trim().split('\n');
		const more = lines.map(
			(line, i) => `${line},0,1.5,${10 + i},${line.startsWith('1') ? 0.5 : 9}`
		);
		const file = { design: { ...design, ...changes } };
		await expect(
			folder.ask({ data: csv(more, `${head},zero,one,age1,mixed`), file })
		).rejects.toThrow(message);
	});

	test('names every field of the file of requests that is wrong', async () => {
		const file = { design: { weigths: 'w', lonely: 'ajust' }, dta: 'x' };
		const promise = folder.ask({ file });
		await expect(promise).rejects.toThrow(
			'design.lonely: expected one of fail, remove, certainty, adjust, average (did you mean "adjust"?), received "ajust"'
		);
		await expect(promise).rejects.toThrow(
			/design.weigths: unknown field, expected one of .*did you mean "weights"/
		);
		await expect(promise).rejects.toThrow(
			/dta: unknown field, expected one of .*did you mean "data"/
		);
	});
});
