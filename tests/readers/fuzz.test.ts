import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { parquetRecords } from '#lib/readers/parquet/parquet-records.ts';
import { type Bytes, bytesSource } from '../support/byte-sources.ts';
import { defectOf } from '../support/fuzz-claims.ts';
import { type FuzzFormat, fuzzFormats } from '../support/fuzz-formats.ts';
import { parquetFiles } from '../support/fuzz-inputs.ts';
import { writtenSav } from '../support/sav-readings.ts';
import type { SavVariable } from '../support/sav-writer.ts';
import { mutated } from '../support/mutated.ts';
import { isSlow } from '../support/slow.ts';

/** `npm run fuzz` takes another seed every time, and more mutants. */
const isLong = import.meta.env.MODE === 'fuzz';
const seed = numberOf('ATALAYA_FUZZ_SEED') ?? (isLong ? Date.now() % 2 ** 31 : 4);
const count = numberOf('ATALAYA_FUZZ_COUNT') ?? (isLong ? 400_000 : isSlow ? 22_600 : 6_000);

function numberOf(name: string): number | undefined {
	const written = process.env[name];
	return written === undefined ? undefined : Number(written);
}

const formats = await fuzzFormats();
const shares = formats.reduce((sum, { share }) => sum + share, 0);

interface Outcome {
	readonly mutants: number;
	readonly answered: number;
	readonly seconds: number;
	/** Bytes. */
	readonly grown: number;
	readonly asked: number;
}
const outcomes = new Map<string, Outcome>();

/** Bytes that a reader may ask for at once for files of some kilobytes. */
const most = { asked: 2 ** 27, grown: 2 ** 29 };
let asked = 0;

/** Whoever believes a length that a file declares asks for as many bytes, used or not. */
beforeAll(() => {
	const construct = (target: Uint8ArrayConstructor, args: [number], own: NewableFunction) => {
		if (typeof args[0] === 'number') asked = Math.max(asked, args[0]);
		return Reflect.construct(target, args, own) as Uint8Array;
	};
	vi.stubGlobal('Uint8Array', new Proxy(Uint8Array, { construct }));
});

describe('readers of mutated files', () => {
	test.each(formats)('say of a sound file what is in it: $name', async ({ cases }) => {
		for (const { bytes, sealed, reading, expected } of cases)
			expect(await reading(sealed?.(bytes) ?? bytes, bytes)).toEqual(expected);
	});

	test.each(formats)(
		'end with an answer or a DataError, and lose nothing silently: $name',
		async (format) => {
			const mutants = Math.ceil((count * format.share) / shares);
			const began = performance.now();
			const before = process.resourceUsage().maxRSS;
			asked = 0;
			const failures: string[] = [];
			let answered = 0;
			for (let i = 0; i < mutants && failures.length < 5; i++) {
				const fault = await faultOf(format, i);
				if (fault === undefined) answered++;
				else if (fault.defect !== undefined) failures.push(fault.defect);
			}
			const grown = (process.resourceUsage().maxRSS - before) * 1024;
			outcomes.set(format.name, {
				mutants,
				answered,
				seconds: (performance.now() - began) / 1000,
				grown,
				asked
			});
			expect(failures).toEqual([]);
			expect(answered).toBeGreaterThan(mutants / 200);
			expect(asked).toBeLessThan(most.asked);
			expect(grown).toBeLessThan(most.grown);
		},
		isLong ? 3_600_000 : 300_000
	);
});

describe('what mutants found', () => {
	/** A file of DuckDB whose first bytes of these are others. */
	async function changedParquet(from: readonly number[], to: readonly number[]): Promise<Bytes> {
		const [bytes] = await parquetFiles();
		const at = Buffer.from(bytes!).indexOf(Uint8Array.from(from));
		expect(at).toBeGreaterThan(0);
		bytes!.set(to, at);
		return bytes!;
	}

	test('a column of Parquet without a name', async () => {
		// Field 4 of a schema element becomes field 12, which there is not.
		const bytes = await changedParquet([0x25, 2, 0x18, 1, 0x69], [0x25, 2, 0x98]);
		await expect(parquetRecords(bytesSource(bytes))).rejects.toThrow(
			'damaged in its end: column has no name: number 1'
		);
	});

	test('codes and ranges of SPSS that are no numbers', async () => {
		const read = (variable: Omit<SavVariable, 'name'>) =>
			writtenSav([{ name: 'x', ...variable }], []);
		await expect(read({ labels: [[NaN, 'a']] })).rejects.toThrow(
			'code of variable x is no number: NaN'
		);
		await expect(read({ missing: [NaN] })).rejects.toThrow('code of variable x is no number: NaN');
		await expect(read({ missingRange: [97, NaN] })).rejects.toThrow('x is none: 97 to NaN');
	});

	test('what hyparquet would say of a list that is a number', async () => {
		const bytes = await changedParquet([0x15, 2, 0x19], [0x15, 2, 0x15]);
		await expect(parquetRecords(bytesSource(bytes))).rejects.toThrow(/damaged in its end$/);
	});
});

interface Fault {
	/** Undefined for a fault that is as it should be. */
	readonly defect: string | undefined;
}

async function faultOf(format: FuzzFormat, number: number): Promise<Fault | undefined> {
	const { cases, isText } = format;
	const of = number % cases.length;
	const { reading, sealed } = cases[of]!;
	const files = cases.map(({ bytes }) => bytes);
	const changed = mutated({ files, isText }, of, seed + number);
	try {
		await reading(sealed?.(changed) ?? changed, changed);
		return undefined;
	} catch (fault) {
		const defect = defectOf(fault);
		return { defect: defect && shown(fault, { defect, of, number, changed }) };
	}
}

/** All that it takes to see it again. */
function shown(
	fault: unknown,
	{
		defect,
		of,
		number,
		changed
	}: { defect: string; of: number; number: number; changed: Uint8Array }
): string {
	const stack =
		fault instanceof Error ? fault.stack?.split('\n').slice(0, 5).join(' ') : String(fault);
	const bytes = Buffer.from(changed).toString('base64');
	return `${defect}, mutant ${number} of case ${of}, seed ${seed}: ${stack}\n${bytes}`;
}

afterAll(() => {
	vi.unstubAllGlobals();
	const rows = [...outcomes].map(([name, { mutants, answered, seconds, grown, asked: bytes }]) =>
		[
			name.padEnd(16),
			mutants,
			answered,
			mutants - answered,
			seconds.toFixed(1),
			Math.round(grown / 2 ** 20),
			Math.round(bytes / 2 ** 10)
		].join('\t')
	);
	const total = [...outcomes.values()].reduce((sum, { mutants }) => sum + mutants, 0);
	process.stdout.write(
		[
			`seed ${seed}, ${total} mutants`,
			'format\tmutants\tanswered\trefused\tseconds\tMiB grown\tKiB asked',
			...rows,
			''
		].join('\n')
	);
});
