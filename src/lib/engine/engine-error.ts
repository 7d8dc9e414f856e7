import { z } from 'zod';

/**
 * What can be wrong; of a file of the release: it is not there, the host refuses it, the connection
 * broke, it is shorter than listed, it is not the one listed, it is and cannot be read.
 */
export const engineFault = z.enum([
	...['no-webassembly', 'slow-start', 'start', 'stopped', 'memory', 'data'],
	...['file-missing', 'file-refused', 'file-unreachable'],
	...['file-cut', 'file-changed', 'file-unreadable']
] as const);
export type EngineFault = z.infer<typeof engineFault>;

/** The file that a fault is about. */
export const faultyFile = z.strictObject({
	/** Relative to the folder of the release. */
	path: z.string(),
	/** Where its length is at fault. */
	bytes: z.strictObject({ expected: z.number(), found: z.number() }).optional()
});
export type FaultyFile = z.infer<typeof faultyFile>;

export interface EngineErrorOptions extends ErrorOptions {
	readonly file?: FaultyFile | undefined;
}

/** Why the engine cannot answer; `fault` is what the page words for its reader. */
export class EngineError extends Error {
	override name = 'EngineError';
	readonly fault: EngineFault;
	readonly file: FaultyFile | undefined;

	constructor(fault: EngineFault, message: string, { file, ...options }: EngineErrorOptions = {}) {
		super(message, options);
		this.fault = fault;
		this.file = file;
	}
}

/** After one of these WebAssembly's memory can no longer be trusted: the worker is replaced. */
const wreckage =
	/RuntimeError|out of bounds|signature mismatch|unreachable|null function|memory access|stack overflow|call stack/i;

/** DuckDB's own, C++'s, and those of Chromium, Firefox and Safari. */
const exhaustion =
	/out of memory|bad_alloc|allocation fail|failed to allocate|could not allocate|cannot allocate|allocation size overflow|invalid array length|memory\.grow/i;

const isWreck = (error: unknown) => wreckage.test(String(error));

export const isExhausted = (error: unknown) => exhaustion.test(String(error));

/** What broke the engine, as a fault; undefined: it did not break. */
export function breakdownOf(error: unknown): EngineError | undefined {
	if (error instanceof EngineError)
		return error.fault === 'stopped' || error.fault === 'memory' ? error : undefined;
	const fault = isExhausted(error) ? 'memory' : isWreck(error) ? 'stopped' : undefined;
	return fault && new EngineError(fault, String(error), { cause: error });
}
