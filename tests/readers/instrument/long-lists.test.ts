import { expect, test } from 'vitest';
import { exportInstrument, instrumentFormats } from '#lib/export/instrument/instrument-formats.ts';
import { instrumentFaults } from '#lib/model/instrument/instrument-faults.ts';
import { instrument } from '#lib/model/instrument/instrument.ts';
import { importInstrument } from '#lib/readers/instrument/import-instrument.ts';
import { bytesSource } from '../../support/byte-sources.ts';

/** A list as long as that of all municipalities of a continent. */
const long = instrument.parse({
	...{ id: 'muni', title: { es: 'Municipios' }, languages: [{ id: 'es', name: 'Español' }] },
	lists: [
		{
			name: 'muni',
			choices: Array.from({ length: 20_000 }, (_, i) => ({
				...{ code: `${i}`, label: { es: `Municipio ${i}` } }
			}))
		}
	],
	items: [
		{ kind: 'question', name: 'donde', type: 'one', list: 'muni', label: { es: '¿Dónde vive?' } },
		{
			...{ kind: 'question', name: 'antes', type: 'one', list: 'muni', label: { es: '¿Y antes?' } },
			relevant: { kind: 'answer', question: 'donde', is: true, codes: ['19999'] }
		}
	]
});

test.for(instrumentFormats.map(({ id }) => id))(
	'a list of 20,000 choices leaves and comes back: %s',
	{ timeout: 60_000 },
	async (id) => {
		const format = instrumentFormats.find((one) => one.id === id)!;
		const { bytes } = await exportInstrument(long, format);
		const read = await importInstrument('a', bytesSource(Uint8Array.from(bytes)));
		expect(read.instrument).toEqual(long);
		expect(read.problems).toEqual([]);
		expect(instrumentFaults(read.instrument).map(({ kind }) => kind)).toEqual([
			...['many-choices', 'many-choices']
		]);
	}
);
