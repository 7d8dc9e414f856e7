import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { exportInstrument, instrumentFormats } from '#lib/export/instrument/instrument-formats.ts';
import { type Instrument, isQuestion } from '#lib/model/instrument/instrument.ts';
import { importInstrument } from '#lib/readers/instrument/import-instrument.ts';
import { bytesSource } from '../../support/byte-sources.ts';
import { instruments, words } from '../../support/instruments.ts';
import { isSlow } from '../../support/slow.ts';
import { describeWithSources, sourceFile } from '../../support/sources.ts';
import { workedInstrument } from '../../support/worked-instrument.ts';

const format = instrumentFormats.find(({ id }) => id === 'ddi')!;
const written = async (one: Instrument) => (await exportInstrument(one, format)).bytes;
const readAgain = async (one: Instrument) =>
	importInstrument('any.xml', bytesSource(Uint8Array.from(await written(one))));

/** Lists that no question has stand nowhere in a codebook. */
function used(one: Instrument): Instrument {
	const names = new Set(one.items.filter(isQuestion).map(({ list }) => list));
	return { ...one, lists: one.lists.filter(({ name }) => names.has(name)) };
}

describe('an instrument written as DDI-Codebook and read again', () => {
	test('is the same: sections, routing, languages, missing reasons, ranges, pedigree', async () => {
		const read = await readAgain(workedInstrument);
		expect(read.instrument).toEqual(workedInstrument);
		expect(read).toMatchObject({ format: 'ddi', problems: [] });
	});

	test('is the same in all that DDI has a place for, whatever it is', async () => {
		await fc.assert(
			fc.asyncProperty(instruments({ text: words, emptySections: false }), async (one) => {
				expect((await readAgain(one)).instrument).toEqual(used(one));
			}),
			{ numRuns: isSlow ? 2000 : 60 }
		);
	});

	test('is the same bytes each time', async () => {
		expect(await written(workedInstrument)).toEqual(await written(workedInstrument));
	});
});

describeWithSources('real codebooks', 'ddi', () => {
	const read = (name: string) =>
		importInstrument(name, bytesSource(Uint8Array.from(readFileSync(sourceFile(`ddi/${name}`)))));

	test('of IPUMS load: every variable a question, every code a choice', async () => {
		const { instrument, problems } = await read('cps_00157.xml');
		expect(instrument.title).toEqual({ und: 'User Extract cps_00157.dat' });
		expect(instrument.items.filter(isQuestion).map(({ name, type }) => [name, type])).toEqual([
			...[
				['YEAR', 'whole'],
				['SERIAL', 'whole'],
				['MONTH', 'one'],
				['ASECWTH', 'decimal']
			],
			...[
				['STATEFIP', 'one'],
				['PERNUM', 'whole'],
				['ASECWT', 'decimal'],
				['INCTOT', 'whole']
			]
		]);
		expect(instrument.lists.map(({ name, choices }) => [name, choices.length])).toEqual([
			['MONTH', 12],
			['STATEFIP', 75]
		]);
		// Nobody wrote down how IPUMS' variables were asked.
		expect(problems.map(({ reason, row }) => [reason, row])).toEqual(
			[104, 112, 122, 177, 193, 503, 511, 531].map((row) => ['no-wording', row])
		);
	});

	test('of many samples loads, and leaves again as a codebook that is the same', async () => {
		const { instrument } = await read('ipumsi_00987.xml');
		expect(instrument.items).toHaveLength(15);
		expect(instrument.lists.map(({ choices }) => choices.length)).toEqual([
			...[104, 84, 660, 7, 77, 102, 3, 6, 33]
		]);
		expect((await readAgain(instrument)).instrument).toEqual(instrument);
	});
});
