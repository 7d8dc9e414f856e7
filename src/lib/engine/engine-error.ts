export type EngineFault = 'no-webassembly' | 'slow-start' | 'start' | 'stopped' | 'data';

/** Why the engine cannot answer; `fault` is what the page words for its reader. */
export class EngineError extends Error {
	override name = 'EngineError';
	readonly fault: EngineFault;

	constructor(fault: EngineFault, message: string, options?: ErrorOptions) {
		super(message, options);
		this.fault = fault;
	}
}

/** After one of these WebAssembly's memory can no longer be trusted: the worker is replaced. */
const wreckage =
	/RuntimeError|out of bounds|signature mismatch|unreachable|null function|memory access|stack overflow|call stack/i;

export const isWreck = (error: unknown) => wreckage.test(String(error));
