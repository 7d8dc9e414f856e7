import fc from 'fast-check';
import { afterAll, beforeAll, vi } from 'vitest';
import { clustered, sampleColumns } from './random-samples.ts';
import { isSlow } from './slow.ts';
import { type SmallTables, openSmallTables } from './small-tables.ts';

/** Tries the claims of a test file on so many random samples. */
export function tryOnSamples({ quick, slow }: { quick: number; slow: number }): void {
	fc.configureGlobal({ ...fc.readConfigureGlobal(), numRuns: isSlow ? slow : quick });
	vi.setConfig({ testTimeout: 600_000 });
}

/** Tables that are open while the tests of a file run; for random samples, unless told otherwise. */
export function tablesOfTests(
	open: () => Promise<SmallTables> = () => openSmallTables(sampleColumns, clustered)
): Omit<SmallTables, 'close'> {
	let opened: SmallTables;
	beforeAll(async () => {
		opened = await open();
	});
	afterAll(() => opened.close());
	return {
		table: (...asked) => opened.table(...asked),
		ask: (...asked) => opened.ask(...asked),
		compare: (...asked) => opened.compare(...asked),
		pairs: (...asked) => opened.pairs(...asked),
		read: (...asked) => opened.read(...asked)
	};
}

/** Whether a claim holds for all that is drawn. */
export const holds = <Value>(values: fc.Arbitrary<Value>, claim: (value: Value) => Promise<void>) =>
	fc.assert(fc.asyncProperty(values, claim));
