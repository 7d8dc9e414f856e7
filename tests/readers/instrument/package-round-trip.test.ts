import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { instrumentPackage } from '#lib/export/instrument/data-package.ts';
import { exportInstrument, instrumentFormats } from '#lib/export/instrument/instrument-formats.ts';
import { dataPackage } from '#lib/model/instrument/data-package.ts';
import type { Instrument } from '#lib/model/instrument/instrument.ts';
import { importInstrument } from '#lib/readers/instrument/import-instrument.ts';
import { InstrumentError } from '#lib/readers/instrument/instrument-error.ts';
import { bytesSource, textSource } from '../../support/byte-sources.ts';
import { instruments } from '../../support/instruments.ts';
import { isSlow } from '../../support/slow.ts';
import { workedInstrument } from '../../support/worked-instrument.ts';

const format = instrumentFormats.find(({ id }) => id === 'data-package')!;
const readAgain = async (one: Instrument) => {
	const { bytes } = await exportInstrument(one, format);
	return importInstrument('any.json', bytesSource(Uint8Array.from(bytes)));
};

describe('an instrument written as a Data Package and read again', () => {
	test('is the same: sections, routing, languages, missing reasons, ranges, pedigree', async () => {
		const read = await readAgain(workedInstrument);
		expect(read.instrument).toEqual(workedInstrument);
		expect(read).toMatchObject({ format: 'data-package', problems: [], ignored: [] });
	});

	test('is the same, and valid by the rules of version 2, whatever it is', async () => {
		await fc.assert(
			fc.asyncProperty(instruments(), async (one) => {
				expect(dataPackage.safeParse(instrumentPackage(one)).error).toBeUndefined();
				expect((await readAgain(one)).instrument).toEqual(one);
			}),
			{ numRuns: isSlow ? 2000 : 60 }
		);
	});

	test('is called as the standard wants, and says a field in its words', async () => {
		expect(await exportInstrument(workedInstrument, format)).toMatchObject({
			...{ name: 'datapackage.json', mediaType: 'application/json' }
		});
		const { resources } = instrumentPackage(workedInstrument);
		const [age, sale] = (resources[0]!.schema as { fields: object[] }).fields;
		expect(age).toMatchObject({
			...{ name: 'edad', type: 'integer', title: '¿Cuántos años cumplidos tiene?' },
			...{ description: 'Años cumplidos' },
			constraints: { required: true, minimum: 0, maximum: 120 }
		});
		expect(sale).toMatchObject({
			...{ name: 'venta', type: 'string' },
			categories: [
				{ value: '1', label: 'Sí' },
				{ value: '2', label: 'No' }
			],
			missingValues: [
				{ value: '' },
				{ value: '98', label: 'No sabe' },
				{ value: '99', label: 'No responde' }
			]
		});
	});
});

const imported = (json: unknown) => importInstrument('p.json', textSource(JSON.stringify(json)));
const withFields = (...fields: unknown[]) => ({
	...{ name: 'hogares', title: 'Hogares' },
	resources: [{ name: 'r', path: 'r.csv', schema: { fields } }]
});

describe('a package that somebody else made', () => {
	test('gives questions by the types of its fields', async () => {
		const { instrument, problems } = await imported(
			withFields(
				{ name: 'a', type: 'integer', title: 'A', constraints: { minimum: 1 } },
				{ name: 'b', type: 'number', title: 'B' },
				{
					name: 'c',
					type: 'integer',
					title: 'C',
					categories: [{ value: 1, label: 'Sí' }, { value: 2 }]
				},
				{ name: 'd', type: 'string', title: 'D', constraints: { enum: ['x'] } },
				{ name: 'e', type: 'boolean', title: 'E' },
				{ name: 'f', type: 'date', title: 'F', description: 'Día', missingValues: ['-'] },
				{ name: 'g', title: 'G' }
			)
		);
		expect(instrument).toMatchObject({
			...{ id: 'hogares', title: { und: 'Hogares' } },
			items: [
				{ name: 'a', type: 'whole', range: { min: 1 }, label: { und: 'A' } },
				{ name: 'b', type: 'decimal' },
				{ name: 'c', type: 'one', list: 'c' },
				{ name: 'd', type: 'one', list: 'd' },
				{ name: 'e', type: 'one', list: 'e' },
				{ name: 'f', type: 'date', hint: { und: 'Día' } },
				{ name: 'g', type: 'text' }
			],
			lists: [
				{
					choices: [
						{ code: '1', label: { und: 'Sí' } },
						{ code: '2', label: { und: '2' } }
					]
				},
				{ choices: [{ code: 'x' }] },
				{ choices: [{ code: 'true' }, { code: 'false' }] }
			]
		});
		expect(problems).toEqual([]);
	});

	test('has what breaks the rules told by its path, and the rest read', async () => {
		const { instrument, problems } = await imported(
			withFields(
				{ name: 'a', type: 'colour', title: 'A' },
				{ type: 'string' },
				{ name: 'a', type: 'string' },
				{ name: 'b', title: 'B', type: 'number', categories: ['1'] },
				7
			)
		);
		expect(instrument.items).toMatchObject([
			{ name: 'a', type: 'text' },
			{ name: 'a_2', label: { und: 'a' } },
			{ name: 'b', type: 'one' }
		]);
		const fields = 'resources[0].schema.fields';
		const found = problems.map(({ reason, path, what }) => [reason, path, what]);
		expect(found).toEqual(
			expect.arrayContaining([
				['unknown-field-type', `${fields}[0].type`, 'colour'],
				['left-out', `${fields}[1]`, 'name'],
				['name-changed', `${fields}[2].name`, 'a → a_2'],
				['no-wording', `${fields}[2]`, 'a_2'],
				['left-out', `${fields}[4]`, 'name']
			])
		);
		expect(found.filter(([reason]) => reason === 'value').length).toBeGreaterThan(0);
	});

	test('follows what somebody changed in a file of ours', async () => {
		const json = structuredClone(instrumentPackage(workedInstrument)) as unknown as {
			resources: [{ schema: { fields: { title: string; categories?: object[] }[] } }];
			atalaya: { outline: unknown[] };
		};
		const fields = json.resources[0].schema.fields;
		fields[0]!.title = '¿Qué edad tiene?';
		fields[1]!.categories!.push({ value: '3', label: 'A veces' });
		fields.push({ title: 'Nueva', ...{ name: 'nueva', type: 'string' } });
		json.atalaya.outline.push({ kind: 'end' }, { kind: 'section' }, 'gone', 7);
		const { instrument, problems } = await imported(json);
		expect(instrument.items).toContainEqual(
			expect.objectContaining({
				label: { es: '¿Qué edad tiene?', pt: 'Quantos anos completos tem?' }
			})
		);
		const sale = instrument.lists.find(({ name }) => name === 'venta')!;
		expect(sale.choices.map(({ code, missing }) => [code, missing])).toEqual([
			...[
				['1', undefined],
				['2', undefined],
				['98', 'dont-know'],
				['99', 'refused']
			],
			['3', undefined]
		]);
		expect(instrument.items.at(-1)).toMatchObject({ name: 'nueva', label: { es: 'Nueva' } });
		expect(problems).toEqual([]);
	});

	test('is refused where nothing has fields, or it is no JSON', async () => {
		const fault = (text: string) =>
			importInstrument('p.json', textSource(text)).then(
				() => undefined,
				(error: unknown) => (error instanceof InstrumentError ? error.fault : error)
			);
		expect(await fault('{"resources": []}')).toBe('no-package');
		expect(await fault('[{"a": 1}]')).toBe('no-package');
		expect(await fault('{"resources": [{"name": "r", "path": "x"}]}')).toBe('no-package');
		expect(await fault('{"resources": [')).toBe('damaged');
	});
});

describe('the rules of Data Package 2.0', () => {
	const field = { name: 'a', type: 'string' };
	const cases: [unknown, string][] = [
		[{ resources: [] }, 'resources'],
		[{ resources: [{ name: 'r' }] }, 'resources.0'],
		[{ resources: [{ name: 'r', path: 'a', data: [] }] }, 'resources.0'],
		[withFields(field, field), 'resources.0.schema'],
		[withFields({ ...field, categories: ['1', '1'] }), 'resources.0.schema'],
		[withFields({ ...field, categories: [1] }), 'resources.0.schema.fields.0.categories'],
		[
			withFields({ ...field, type: 'number', categories: ['1'] }),
			'resources.0.schema.fields.0.categories'
		],
		[withFields({ ...field, missingValues: [{ label: 'NS' }] }), 'resources.0.schema'],
		[
			withFields({ ...field, constraints: { minimum: 1 } }),
			'resources.0.schema.fields.0.constraints'
		],
		[
			withFields({ ...field, categories: ['1'], constraints: { enum: ['2'] } }),
			'resources.0.schema.fields.0.constraints'
		]
	];

	test.for(cases)('refuse %j', ([json, path]) => {
		const issues = dataPackage.safeParse(json).error?.issues ?? [];
		const places = issues
			.flatMap((issue) => [issue, ...nested(issue)])
			.map((one) => one.path.join('.'));
		expect(places.some((place) => place.startsWith(path))).toBe(true);
	});
});

type Issue = { readonly path: readonly PropertyKey[] };

/** Issues of the branches of a union, below where it stands. */
function nested(issue: Issue & { readonly errors?: unknown }): Issue[] {
	const branches = (issue.errors ?? []) as (Issue & { readonly errors?: unknown })[][];
	return branches.flat().flatMap((one) => {
		const here = { ...one, path: [...issue.path, ...one.path] };
		return [here, ...nested(here)];
	});
}
