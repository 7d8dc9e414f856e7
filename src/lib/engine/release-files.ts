import type { ReleaseFile } from '#lib/model/manifest.ts';
import type { ParquetColumns } from '#lib/readers/parquet/parquet.ts';
import { EngineError, isExhausted } from './engine-error.ts';
import type { ReportBytes } from './fetch-bytes.ts';
import { PartedFile } from './parted-file.ts';
import { WholeFile } from './whole-file.ts';

export interface AskedColumns {
	readonly url: string;
	readonly columns: readonly string[];
	/** What it has to be; undefined: nothing is known of it. */
	readonly file: ReleaseFile | undefined;
}

interface OpenFile {
	columns(names: readonly string[], report: ReportBytes): Promise<ParquetColumns>;
}

/**
 * Columns of the Parquet files of a release. What was fetched and checked is kept; a file that failed
 * is forgotten, and fetched past every cache when it is asked for again.
 */
export class ReleaseFiles {
	readonly #open = new Map<string, OpenFile>();
	readonly #failed = new Set<string>();

	/** @throws EngineError that names the file and what is wrong with it. */
	async columns(asked: AskedColumns, report: ReportBytes): Promise<ParquetColumns> {
		const { url, columns } = asked;
		const file = this.#open.get(url) ?? this.#opened(asked);
		this.#open.set(url, file);
		try {
			return await file.columns(columns, report);
		} catch (cause) {
			if (this.#open.get(url) === file) this.#open.delete(url);
			this.#failed.add(url);
			throw faultOf(cause, asked);
		}
	}

	#opened({ url, file }: AskedColumns): OpenFile {
		const anew = this.#failed.delete(url);
		return file?.parts
			? new PartedFile(url, { ...file, parts: file.parts }, anew)
			: new WholeFile(url, file, anew);
	}
}

function faultOf(cause: unknown, { url, file }: AskedColumns): EngineError {
	if (cause instanceof EngineError) return cause;
	const path = file?.path ?? url;
	const fault = isExhausted(cause) ? 'memory' : 'file-unreadable';
	return new EngineError(fault, `${path}: ${String(cause)}`, { cause, file: { path } });
}
