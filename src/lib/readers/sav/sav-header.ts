import { DataError } from '#lib/errors.ts';
import { type ByteCursor, type Bytes, Fields } from '../byte-cursor.ts';

const compressions = ['none', 'bytecode', 'zlib'] as const;

export interface SavHeader {
	readonly littleEndian: boolean;
	readonly compression: (typeof compressions)[number];
	/** Number of the variable record that holds the weight, from 1; 0 if there is none. */
	readonly weightAt: number;
	/** Undefined where the writer did not know it. */
	readonly cases: number | undefined;
	/** What bytecode compression adds to small numbers. */
	readonly bias: number;
}

const headerBytes = 176;
const layoutAt = 64;

/**
 * The first 176 bytes of an SPSS system file; they tell the byte order of all that follows.
 * Format: PSPP developers' guide, "System File Format", File Header Record.
 */
export async function savHeader(cursor: ByteCursor): Promise<SavHeader> {
	const bytes = await cursor.bytes(Math.min(headerBytes, cursor.left), 'the header');
	const signature = signatureOf(bytes);
	if (bytes.length < headerBytes)
		throw new DataError(`file ends inside the header: ${bytes.length} bytes`);
	const littleEndian = isLittleEndian(bytes);
	const fields = new Fields(bytes.slice(layoutAt), littleEndian, 'the header');
	fields.int32();
	// The nominal size of a case, which some writers leave wrong; the variable records tell it.
	fields.int32();
	const compression = compressionOf(fields.int32(), signature);
	const weightAt = fields.int32();
	const cases = fields.int32();
	const bias = fields.float64();
	return { littleEndian, compression, weightAt, cases: caseCount(cases), bias };
}

/** Undefined for -1, by which writers say that they did not know. */
export function caseCount(count: number): number | undefined {
	if (count >= 0) return count;
	if (count === -1) return undefined;
	throw new DataError(`number of records in the header is negative: ${count}`);
}

function signatureOf(bytes: Bytes): string {
	const ascii = String.fromCharCode(...bytes.subarray(0, 48));
	if (ascii.includes('ENCRYPTEDSAV'))
		throw new DataError('file is encrypted; save it without a password in SPSS');
	if (ascii.includes('SPSS PORT'))
		throw new DataError('portable files are not read; save it in SPSS or PSPP as .sav: .por');
	const signature = ascii.slice(0, 4);
	if (signature !== '$FL2' && signature !== '$FL3')
		throw new DataError(
			`not an SPSS system file, which begins with $FL2 or $FL3: ${JSON.stringify(signature)}`
		);
	return signature;
}

function isLittleEndian(bytes: Bytes): boolean {
	for (const littleEndian of [true, false]) {
		const layout = new Fields(bytes.slice(layoutAt), littleEndian, 'the header').int32();
		if (layout === 2 || layout === 3) return littleEndian;
	}
	throw new DataError(`layout code is neither 2 nor 3 in any byte order: byte ${layoutAt}`);
}

function compressionOf(code: number, signature: string): SavHeader['compression'] {
	const compression = compressions[code];
	if (compression === undefined)
		throw new DataError(`compression is unknown, only 0, 1 and 2 are read: ${code}`);
	if ((compression === 'zlib') !== (signature === '$FL3'))
		throw new DataError(`compression does not fit a file that begins with ${signature}: ${code}`);
	return compression;
}
