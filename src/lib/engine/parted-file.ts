import type { FileParts, ReleaseFile } from '#lib/model/manifest.ts';
import { type ByteRange, joinedRanges, sizeOf } from '#lib/readers/byte-ranges.ts';
import { type ParquetColumns, parquetColumns } from '#lib/readers/parquet/parquet.ts';
import { type ParquetLayout, parquetLayout } from '#lib/readers/parquet/parquet-layout.ts';
import { type ReportBytes, fetchBytes } from './fetch-bytes.ts';
import { expectListed } from './listed-bytes.ts';

type Bytes = Uint8Array<ArrayBuffer>;

interface Piece extends ByteRange {
	readonly bytes: Bytes;
}

/** Requests that run at a time; browsers open six connections to a host. */
const parallel = 4;

/**
 * A large Parquet file, of which the columns that are asked for are fetched and no other byte but its
 * end. A host that gives no ranges sends it whole.
 */
export class PartedFile {
	readonly #url: string;
	readonly #listed: ReleaseFile & { readonly parts: FileParts };
	readonly #anew: boolean;
	#layout: ParquetLayout | undefined;
	#whole: ArrayBuffer | undefined;
	/** By column, in the order of the file. */
	readonly #held = new Map<string, readonly Piece[]>();
	#last: Promise<unknown> = Promise.resolve();

	constructor(url: string, listed: ReleaseFile & { readonly parts: FileParts }, anew: boolean) {
		this.#url = url;
		this.#listed = listed;
		this.#anew = anew;
	}

	/** One question after the other: what the first fetches, the second has. */
	async columns(names: readonly string[], report: ReportBytes): Promise<ParquetColumns> {
		const load = () => this.#load(names, report);
		const turn = this.#last.then(load, load);
		this.#last = turn.catch(() => undefined);
		await turn;
		if (this.#whole) return parquetColumns(this.#whole, names);
		const pieces = names.flatMap((name) => this.#held.get(name) ?? []);
		return parquetColumns(sliced(pieces, this.#listed.bytes), names, this.#layout?.metadata);
	}

	async #load(names: readonly string[], report: ReportBytes): Promise<void> {
		if (this.#whole) return;
		const { bytes, parts } = this.#listed;
		const footer = { start: bytes - parts.footer.bytes, end: bytes };
		const isOpen = this.#layout !== undefined;
		const layout = this.#layout ?? (await this.#open(footer, report));
		if (!layout) return;
		const before = isOpen ? 0 : sizeOf([footer]);
		const missing = names.filter((name) => layout.columns.has(name) && !this.#held.has(name));
		const ranges = joinedRanges(missing.flatMap((name) => layout.columns.get(name) ?? []));
		const total = before + sizeOf(ranges);
		const pieces = await this.#fetched(ranges, (loaded) =>
			this.#whole ? report(loaded, bytes) : report(before + loaded, total)
		);
		if (!pieces) return;
		for (const name of missing) await this.#keep(name, layout.columns.get(name) ?? [], pieces);
	}

	/** Undefined: the host sent the whole file. */
	async #open(footer: ByteRange, report: ReportBytes): Promise<ParquetLayout | undefined> {
		const { path, bytes, parts } = this.#listed;
		const { bytes: found, isWhole } = await fetchBytes(this.#url, {
			...{ path, range: footer, anew: this.#anew },
			report: (loaded, total) => report(loaded, total === bytes ? bytes : undefined)
		});
		if (isWhole) return this.#take(found);
		await expectListed(found, { path, part: 'footer', ...parts.footer });
		this.#layout = parquetLayout(found);
		return this.#layout;
	}

	async #take(whole: Bytes): Promise<undefined> {
		await expectListed(whole, this.#listed);
		this.#whole = whole.buffer;
		this.#held.clear();
	}

	/** The first that fails ends the others. Undefined: the host sent the whole file. */
	async #fetched(
		ranges: readonly ByteRange[],
		report: (loaded: number) => void
	): Promise<Piece[] | undefined> {
		const { path } = this.#listed;
		const queue = [...ranges];
		const pieces: Piece[] = [];
		const loaded = new Map<ByteRange, number>();
		const others = new AbortController();
		const next = async () => {
			for (let range = queue.shift(); range && !this.#whole; range = queue.shift()) {
				const { start, end } = range;
				const { bytes, isWhole } = await fetchBytes(this.#url, {
					...{ path, range, anew: this.#anew, signal: others.signal },
					report: (now) => {
						loaded.set(range, now);
						report([...loaded.values()].reduce((sum, one) => sum + one, 0));
					}
				});
				if (isWhole) await this.#take(bytes);
				else pieces.push({ start, end, bytes });
			}
		};
		try {
			await Promise.all(Array.from({ length: parallel }, next));
		} catch (error) {
			others.abort();
			throw error;
		}
		return this.#whole ? undefined : pieces;
	}

	async #keep(name: string, ranges: readonly ByteRange[], fetched: readonly Piece[]) {
		const { path, parts } = this.#listed;
		const column = new Uint8Array(sizeOf(ranges));
		const pieces: Piece[] = [];
		let at = 0;
		let found = 0;
		for (const { start, end } of ranges) {
			const bytes = column.subarray(at, at + end - start);
			const from = fetched.find((one) => one.start <= start && end <= one.end);
			const read = from?.bytes.subarray(start - from.start, end - from.start) ?? new Uint8Array();
			bytes.set(read);
			pieces.push({ start, end, bytes });
			at += end - start;
			found += read.length;
		}
		const sha256 = parts.columns[name] ?? '';
		const listed = { path, part: `column ${name}`, bytes: column.length, sha256 };
		await expectListed(column.subarray(0, found), listed);
		this.#held.set(name, pieces);
	}
}

/** What a reader of Parquet sees of a file of which there are only some pieces. */
const sliced = (pieces: readonly Piece[], byteLength: number) => ({
	byteLength,
	slice(start: number, end = byteLength): ArrayBuffer {
		const held = pieces.find((one) => one.start <= start && end <= one.end);
		if (!held) throw new RangeError(`bytes were not asked for: ${start} to ${end}`);
		return held.bytes.slice(start - held.start, end - held.start).buffer;
	}
});
