import { Inflate } from 'fflate';
import { DataError } from '#lib/errors.ts';
import { type Bytes, bytesOf, Fields, piecesOf } from './byte-cursor.ts';
import type { ByteSource } from './byte-source.ts';
import { crc32 } from './crc32.ts';
import { type ReadLimits, howToTrust, readLimits } from './read-limits.ts';
import { Unfolding } from './unfolding.ts';

/** A file inside a zip, as its central directory describes it. */
export interface ZipEntry {
	readonly name: string;
	/** Bytes of it unpacked. */
	readonly size: number;
	readonly packedSize: number;
	readonly crc: number;
	/** 0 as it is, 8 deflated; nothing else is read. */
	readonly method: number;
	readonly isEncrypted: boolean;
	/** Byte of the zip where its own header begins. */
	readonly at: number;
}

const endSignature = 0x06054b50;
const entrySignature = 0x02014b50;
const headerSignature = 0x04034b50;
const endBytes = 22;
const longestComment = 0xffff;
const headerBytes = 30;
/** Stands for a number that only zip64 can hold. */
const elsewhere = 0xffffffff;

/**
 * The files inside a zip by name (APPNOTE.TXT 6.3.10, sections 4.3.12 and 4.3.16), from its central
 * directory: what lies between the files, or before them, is not looked at.
 * @throws DataError where it is no zip, is cut off, or declares more than the limits allow.
 */
export async function zipEntries(
	source: ByteSource,
	limits: ReadLimits = readLimits
): Promise<ReadonlyMap<string, ZipEntry>> {
	const { count, length, at } = await directoryOf(source);
	if (count > limits.maxEntries)
		throw new DataError(
			`zip holds more files than maxEntries allows, ${limits.maxEntries}: ${count}`
		);
	const fields = new Fields(await bytesOf(source, at, at + length), true, 'the zip directory');
	const entries = new Map<string, ZipEntry>();
	for (let i = 0; i < count; i++) {
		const entry = entryOf(fields);
		if (entries.has(entry.name))
			throw new DataError(`zip holds two files of one name: ${entry.name}`);
		entries.set(entry.name, entry);
	}
	expectRoomFor([...entries.values()], source.size);
	return entries;
}

interface Directory {
	readonly count: number;
	readonly length: number;
	readonly at: number;
}

async function directoryOf(source: ByteSource): Promise<Directory> {
	const from = Math.max(0, source.size - endBytes - longestComment);
	const tail = await bytesOf(source, from, source.size);
	const view = new DataView(tail.buffer);
	for (let at = tail.length - endBytes; at >= 0; at--) {
		if (view.getUint32(at, true) !== endSignature) continue;
		const count = view.getUint16(at + 10, true);
		const length = view.getUint32(at + 12, true);
		const begin = view.getUint32(at + 16, true);
		if (count === 0xffff || length === elsewhere || begin === elsewhere)
			throw new DataError(
				'zip of the kind for more than 4 GB is not read; save the file anew: zip64'
			);
		if (begin + length > from + at)
			throw new DataError(`zip is damaged: its directory goes beyond it: byte ${begin + length}`);
		return { count, length, at: begin };
	}
	throw new DataError(`zip is cut off: its directory is missing at its end: ${source.size} bytes`);
}

/** The fields of section 4.3.12, up to those of the next entry. */
function entryOf(fields: Fields): ZipEntry {
	const signature = fields.uint32();
	if (signature !== entrySignature)
		throw new DataError(`zip directory is damaged: signature ${signature.toString(16)}`);
	fields.bytes(4);
	const flags = fields.uint16();
	const method = fields.uint16();
	fields.bytes(4);
	const [crc, packedSize, size] = [fields.uint32(), fields.uint32(), fields.uint32()];
	const lengths = [fields.uint16(), fields.uint16(), fields.uint16()];
	fields.bytes(8);
	const at = fields.uint32();
	const [nameLength = 0, extraLength = 0, commentLength = 0] = lengths;
	const name = nameOf(fields.bytes(nameLength));
	const large = zip64Numbers(fields.bytes(extraLength), [size, packedSize, at], name);
	fields.bytes(commentLength);
	const [largeSize = 0, largePacked = 0, largeAt = 0] = large;
	const sizes = { size: largeSize, packedSize: largePacked, at: largeAt };
	return { name, ...sizes, crc, method, isEncrypted: (flags & 1) !== 0 };
}

/** Some writers give the large form of section 4.5.3 to small files too. */
function zip64Numbers(extra: Bytes, numbers: readonly number[], name: string): number[] {
	if (!numbers.includes(elsewhere)) return [...numbers];
	const fields = new Fields(extra, true, `the zip entry of ${name}`);
	while (fields.left >= 4) {
		const id = fields.uint16();
		const length = fields.uint16();
		const body = new Fields(fields.bytes(length), true, `the zip entry of ${name}`);
		if (id === 1) return numbers.map((number) => (number === elsewhere ? body.int64() : number));
	}
	throw new DataError(`zip directory is damaged: no size of ${name}`);
}

/** Parts of office documents have names in ASCII. */
const nameOf = (bytes: Bytes) => Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');

/** Files that share bytes are how a bomb of many layers is built. */
function expectRoomFor(entries: readonly ZipEntry[], bytes: number): void {
	const packed = entries.reduce((sum, { packedSize }) => sum + packedSize, 0);
	if (packed > bytes)
		throw new DataError(`zip declares more bytes inside than it has: ${packed} of ${bytes}`);
}

/**
 * One file inside a zip, as a source of its own; its checksum and size are compared when all of it
 * has been read. `slice` serves for the head only, as bytes can be unpacked from the front alone.
 * @throws DataError where it is encrypted, compressed in another way, or larger than the limits; it
 * does not say of which file.
 */
export function zippedSource(
	zip: ByteSource,
	entry: ZipEntry,
	limits: ReadLimits = readLimits
): ByteSource {
	expectReadable(entry, limits);
	return {
		size: entry.size,
		slice: (start, end) => ({
			arrayBuffer: () => headOf(unzipped(zip, entry, limits), start, end)
		}),
		stream: () => streamOf(unzipped(zip, entry, limits))
	};
}

function expectReadable({ name, size, method, isEncrypted }: ZipEntry, limits: ReadLimits): void {
	if (isEncrypted) throw new DataError(`has a password; save the file without one: ${name}`);
	if (method !== 0 && method !== 8)
		throw new DataError(
			`compressed in a way that is not read; save the file anew: method ${method}`
		);
	if (size > limits.maxDocumentBytes)
		throw new DataError(
			`larger than the limit maxDocumentBytes, ${limits.maxDocumentBytes}; ` +
				`${howToTrust}: ${size} bytes`
		);
}

async function* unzipped(
	zip: ByteSource,
	entry: ZipEntry,
	limits: ReadLimits
): AsyncGenerator<Bytes> {
	const bound = { bytes: entry.size, from: 'the zip directory says' };
	const unfolding = new Unfolding(limits, bound);
	const from = await dataStart(zip, entry);
	const pieces = piecesOf(zip, from, from + entry.packedSize);
	let crc = 0;
	const unpack = entry.method === 0 ? stored : inflated;
	for await (const piece of unpack(pieces, unfolding)) {
		crc = crc32(piece, crc);
		yield piece;
	}
	if (unfolding.given !== entry.size || crc !== entry.crc)
		throw new DataError(
			`damaged: size or checksum are not those of the zip directory: ${unfolding.given} bytes`
		);
}

/** Behind the header of the file itself, whose name and extra field have lengths of their own. */
async function dataStart(zip: ByteSource, { at, packedSize }: ZipEntry): Promise<number> {
	const beyond = () =>
		new DataError(`zip is cut off or damaged: should lie at byte ${at} of ${zip.size}`);
	if (at + headerBytes > zip.size) throw beyond();
	const fields = new Fields(
		await bytesOf(zip, at, at + headerBytes),
		true,
		'its header in the zip'
	);
	if (fields.uint32() !== headerSignature) throw beyond();
	fields.bytes(22);
	const start = at + headerBytes + fields.uint16() + fields.uint16();
	if (start + packedSize > zip.size) throw beyond();
	return start;
}

async function* stored(pieces: AsyncIterable<Bytes>, unfolding: Unfolding): AsyncGenerator<Bytes> {
	for await (const piece of pieces) {
		unfolding.take(piece.length);
		unfolding.give(piece.length);
		yield piece;
	}
}

/** Small, so that no step can unfold to more than 34 MB. */
const stepBytes = 1 << 15;

async function* inflated(
	pieces: AsyncIterable<Bytes>,
	unfolding: Unfolding
): AsyncGenerator<Bytes> {
	let out: Bytes[] = [];
	const inflate = new Inflate((data) => {
		unfolding.give(data.length);
		if (data.length > 0) out.push(data);
	});
	const push = (step: Bytes, isLast: boolean) => {
		try {
			inflate.push(step, isLast);
		} catch (cause) {
			if (cause instanceof DataError) throw cause;
			throw new DataError(`damaged: cannot be unpacked after ${unfolding.given} bytes`, { cause });
		}
		const done = out;
		out = [];
		return done;
	};
	for await (const piece of pieces)
		for (let at = 0; at < piece.length; at += stepBytes) {
			const step = piece.subarray(at, at + stepBytes);
			unfolding.take(step.length);
			yield* push(step, false);
		}
	yield* push(new Uint8Array(0), true);
}

async function headOf(
	pieces: AsyncIterable<Bytes>,
	start: number,
	end: number
): Promise<ArrayBuffer> {
	const head = new Uint8Array(Math.max(0, end - start));
	let at = -start;
	for await (const piece of pieces) {
		const part = piece.subarray(Math.max(0, -at), Math.max(0, head.length - at));
		head.set(part, Math.max(0, at));
		at += piece.length;
		if (at >= head.length) return head.buffer;
	}
	return head.slice(0, Math.max(0, at)).buffer;
}

function streamOf(pieces: AsyncGenerator<Bytes>): ReadableStream<Bytes> {
	return new ReadableStream({
		async pull(controller) {
			const next = await pieces.next();
			if (next.done) controller.close();
			else controller.enqueue(next.value);
		},
		async cancel() {
			await pieces.return(undefined);
		}
	});
}
