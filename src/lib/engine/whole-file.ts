import type { ReleaseFile } from '#lib/model/manifest.ts';
import { type ParquetColumns, parquetColumns } from '#lib/readers/parquet/parquet.ts';
import { type ReportBytes, fetchBytes } from './fetch-bytes.ts';
import { expectListed } from './listed-bytes.ts';

/** A Parquet file that is fetched whole, once. */
export class WholeFile {
	readonly #url: string;
	/** Nothing is known of a file that a release does not list. */
	readonly #listed: ReleaseFile | undefined;
	readonly #anew: boolean;
	#bytes: Promise<ArrayBuffer> | undefined;

	constructor(url: string, listed: ReleaseFile | undefined, anew: boolean) {
		this.#url = url;
		this.#listed = listed;
		this.#anew = anew;
	}

	async columns(names: readonly string[], report: ReportBytes): Promise<ParquetColumns> {
		this.#bytes ??= this.#fetched(report);
		return parquetColumns(await this.#bytes, names);
	}

	async #fetched(report: ReportBytes): Promise<ArrayBuffer> {
		const listed = this.#listed;
		const { bytes } = await fetchBytes(this.#url, {
			path: listed?.path ?? this.#url,
			anew: this.#anew,
			report: (loaded, total) => report(loaded, listed?.bytes ?? total)
		});
		if (listed) await expectListed(bytes, listed);
		return bytes.buffer;
	}
}
