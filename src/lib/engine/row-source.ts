import type { ReportBytes } from './fetch-bytes.ts';
import { ReaderClient } from './reader-client.ts';
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

/** The Parquet files of a release, below the address of its folder. */
export function releaseRows(base: string, readerWorker: () => Worker): RowSource {
	const reader = new ReaderClient(readerWorker());
	return {
		columns: (path, names, report) => reader.read(new URL(path, base).href, names, report),
		rows: (path, asked, report) => reader.rows({ ...asked, url: new URL(path, base).href }, report),
		close: () => reader.close()
	};
}
