import type { ReleaseFile } from '#lib/model/manifest.ts';
import { EngineError } from './engine-error.ts';
import type { ReportBytes } from './fetch-bytes.ts';
import { type FileAddress, ReaderClient } from './reader-client.ts';
import type { ReadRequest } from './reader-messages.ts';

/** Columns of the rows that have a value in one of them. */
export type AskedRows = Required<Pick<ReadRequest, 'columns' | 'only'>>;
export type PlainRow = Readonly<Record<string, unknown>>;

/** Where the engine gets its rows: the files of a release, or a file that somebody opened. */
export interface RowSource {
	/** Columns of a file of the release as an Arrow IPC stream. */
	columns(path: string, names: readonly string[], report: ReportBytes): Promise<Uint8Array>;
	/** Rows of one value of a column, as they are. */
	rows(path: string, asked: AskedRows, report: ReportBytes): Promise<PlainRow[]>;
	close(): void;
}

/**
 * The Parquet files of a release, below the address of its folder. Each is compared with what `files`
 * lists, and no other is read; without a list they are read unchecked.
 */
export function releaseRows(
	base: string,
	readerWorker: () => Worker,
	files?: readonly ReleaseFile[]
): RowSource {
	const reader = new ReaderClient(readerWorker);
	const at = (path: string): FileAddress => {
		const file = files?.find((one) => one.path === path);
		if (files && !file) throw new EngineError('data', `not listed in this release: ${path}`);
		return { url: new URL(path, base).href, file };
	};
	return {
		columns: async (path, names, report) => reader.read(at(path), names, report),
		rows: async (path, asked, report) => reader.rows({ ...asked, ...at(path) }, report),
		close: () => reader.close()
	};
}
