import { DataError } from '#lib/errors.ts';

export const ownFileFaults = [
	...['empty', 'too-large', 'too-many-values', 'no-rows', 'no-table', 'unreadable', 'damaged']
] as const;
export type OwnFileFault =
	'empty' | 'too-large' | 'too-many-values' | 'no-rows' | 'no-table' | 'unreadable' | 'damaged';

/** Why a file cannot be opened; `fault` is what the page words for its reader. */
export class OwnFileError extends DataError {
	readonly fault: OwnFileFault;

	constructor(fault: OwnFileFault, message: string, options?: ErrorOptions) {
		super(message, options);
		this.fault = fault;
	}
}

/** A device may refuse to give a file; readers say what is wrong with one that it gave. */
export function faultOf(error: unknown): OwnFileFault {
	if (error instanceof OwnFileError) return error.fault;
	const name = error instanceof Error ? error.name : '';
	if (/^Not(Readable|Found|Allowed)Error$|^SecurityError$/.test(name)) return 'unreadable';
	return error instanceof RangeError ? 'too-many-values' : 'damaged';
}
