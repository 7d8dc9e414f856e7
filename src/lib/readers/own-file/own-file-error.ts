import { z } from 'zod';
import { DataError } from '#lib/errors.ts';
import { ownSummary } from '#lib/model/own-file-summary.ts';
import { ownReading } from '#lib/model/own-file.ts';
import { MisshapenError } from '../csv/csv.ts';
import { NamesError } from '../unique-names.ts';

export const ownFileFaults = [
	...(['empty', 'too-large', 'too-many-values', 'no-rows', 'no-table', 'unreadable'] as const),
	...(['damaged', 'utf-16', 'same-names', 'no-name', 'misshapen', 'memory'] as const)
];
export type OwnFileFault = (typeof ownFileFaults)[number];

/** What is known of a file that could not be read, so that a person may say how to read it. */
export const faultDetail = z.strictObject({
	format: z.string().optional(),
	reading: ownReading.optional(),
	sheets: ownSummary.shape.sheets.optional(),
	/** The name, the column, or how many records. */
	value: z.string().optional(),
	/** Of the first record at fault. */
	line: z.int().optional(),
	/** Bytes that are read of this format at most. */
	limit: z.number().optional()
});
export type FaultDetail = z.infer<typeof faultDetail>;

export interface OwnFileErrorOptions extends ErrorOptions {
	readonly detail?: FaultDetail | undefined;
}

/** Why a file cannot be opened; `fault` is what the page words for its reader. */
export class OwnFileError extends DataError {
	readonly fault: OwnFileFault;
	readonly detail: FaultDetail;

	constructor(
		fault: OwnFileFault,
		message: string,
		{ detail = {}, ...options }: OwnFileErrorOptions = {}
	) {
		super(message, options);
		this.fault = fault;
		this.detail = detail;
	}
}

/** A device may refuse to give a file; readers say what is wrong with one that it gave. */
export function faultOf(error: unknown): OwnFileFault {
	if (error instanceof OwnFileError) return error.fault;
	if (error instanceof NamesError) return error.kind === 'blank' ? 'no-name' : 'same-names';
	if (error instanceof MisshapenError) return 'misshapen';
	const name = error instanceof Error ? error.name : '';
	if (/^Not(Readable|Found|Allowed)Error$|^SecurityError$/.test(name)) return 'unreadable';
	return error instanceof RangeError ? 'memory' : 'damaged';
}

/** What an error says beside its message. */
export function detailOf(error: unknown): FaultDetail {
	if (error instanceof OwnFileError) return error.detail;
	if (error instanceof NamesError) return { value: error.value };
	if (error instanceof MisshapenError) return { value: String(error.records), line: error.line };
	return {};
}
