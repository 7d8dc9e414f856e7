import { DataError } from '#lib/errors.ts';

export const instrumentFaults = [
	...(['empty', 'too-large', 'encrypted', 'old-workbook', 'other-format', 'no-form'] as const),
	...(['no-codebook', 'lifecycle', 'entities', 'no-package', 'damaged', 'unreadable'] as const)
] as const;
export type InstrumentFileFault = (typeof instrumentFaults)[number];

/** Why a file is no questionnaire that can be read; `fault` is what a page words for its reader. */
export class InstrumentError extends DataError {
	readonly fault: InstrumentFileFault;

	constructor(fault: InstrumentFileFault, message: string, options?: ErrorOptions) {
		super(message, options);
		this.fault = fault;
	}
}

/** A device may refuse to give a file; readers say what is wrong with one that it gave. */
export function instrumentFault(error: unknown): InstrumentFileFault {
	if (error instanceof InstrumentError) return error.fault;
	const name = error instanceof Error ? error.name : '';
	return /^Not(Readable|Found|Allowed)Error$|^SecurityError$/.test(name) ? 'unreadable' : 'damaged';
}
