import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { exportInstrument, instrumentFormats } from '#lib/export/instrument/instrument-formats.ts';
import type { Instrument } from '#lib/model/instrument/instrument.ts';
import { importInstrument } from '#lib/readers/instrument/import-instrument.ts';
import { bytesSource } from '../../support/byte-sources.ts';
import { instruments } from '../../support/instruments.ts';
import { isSlow } from '../../support/slow.ts';
import { workedInstrument } from '../../support/worked-instrument.ts';

const format = instrumentFormats.find(({ id }) => id === 'xlsform')!;
const written = async (one: Instrument) => (await exportInstrument(one, format)).bytes;
const readAgain = async (one: Instrument) =>
	importInstrument('any.xlsx', bytesSource(Uint8Array.from(await written(one))));

describe('an instrument written as XLSForm and read again', () => {
	test('is the same: sections, routing, languages, missing reasons, ranges', async () => {
		const read = await readAgain(workedInstrument);
		expect(read.instrument).toEqual(workedInstrument);
		expect(read).toMatchObject({ format: 'xlsform', problems: [], ignored: [] });
	});

	test('is the same, whatever it is', async () => {
		await fc.assert(
			fc.asyncProperty(instruments(), async (one) => {
				expect((await readAgain(one)).instrument).toEqual(one);
			}),
			{ numRuns: isSlow ? 2000 : 60 }
		);
	});

	test('is the same bytes each time', async () => {
		expect(await written(workedInstrument)).toEqual(await written(workedInstrument));
		expect(await exportInstrument(workedInstrument, format)).toMatchObject({
			name: 'barrio_2026_2026-1.xlsx',
			mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
		});
	});
});
