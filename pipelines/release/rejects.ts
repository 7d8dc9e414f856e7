import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type RejectReason, rejectReasonText } from '#lib/model/reject-reason.ts';

/** Something of a source file that could not be used as it is, and where it stands. */
export interface Reject {
	readonly file: string;
	/** The line of the file where the record begins; the header is line 1. */
	readonly line: number;
	readonly column: string;
	readonly value: string;
	readonly reason: RejectReason;
}

const header = 'file,line,column,value,reason';

const csvCell = (value: string | number) =>
	/[",\n\r]/.test(String(value)) ? `"${String(value).replaceAll('"', '""')}"` : String(value);

/** Writes `<folder>/<survey>.csv`; nothing to write leaves no file of an earlier build behind. */
export function writeRejects(
	folder: string,
	survey: string,
	rejects: readonly Reject[]
): string | undefined {
	const path = join(folder, `${survey}.csv`);
	rmSync(path, { force: true });
	if (rejects.length === 0) return undefined;
	mkdirSync(folder, { recursive: true });
	const rows = rejects.map(({ file, line, column, value, reason }) =>
		[file, line, column, value, rejectReasonText(reason)].map(csvCell).join(',')
	);
	writeFileSync(path, [header, ...rows, ''].join('\n'));
	return path;
}
