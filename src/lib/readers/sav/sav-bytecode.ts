import { DataError } from '#lib/errors.ts';
import { type Bytes, viewOf } from '../byte-cursor.ts';

export interface BytecodeOptions {
	readonly bias: number;
	readonly littleEndian: boolean;
	readonly systemMissing: number;
	/** For every eight bytes of a case, whether they belong to a text. */
	readonly isText: readonly boolean[];
}

const padding = 0;
const endOfData = 252;
const literal = 253;
const blanks = 254;
const systemMissing = 255;

const commandBytes = 8;

/**
 * Cases as they would stand in an uncompressed file. Eight commands of one byte are followed by
 * the values that they could not express.
 * Format: PSPP developers' guide, "System File Format", Data Record.
 */
export async function* unpackedBytecode(
	pieces: AsyncIterable<Bytes>,
	options: BytecodeOptions
): AsyncGenerator<Bytes> {
	const unpacker = new Unpacker(options);
	let rest: Bytes = new Uint8Array(0);
	for await (const piece of pieces) {
		if (unpacker.hasEnded) break;
		const bytes = rest.length === 0 ? piece : joined(rest, piece);
		const { unpacked, used } = unpacker.unpack(bytes);
		rest = bytes.slice(used);
		yield unpacked;
	}
	if (!unpacker.hasEnded && rest.length > 0)
		throw new DataError(`file ends inside a block of compressed data of ${rest.length} bytes`);
}

class Unpacker {
	hasEnded = false;
	readonly #options: BytecodeOptions;
	/** Which eight bytes of a case come next. */
	#element = 0;

	constructor(options: BytecodeOptions) {
		this.#options = options;
	}

	/** All whole blocks of these bytes. */
	unpack(bytes: Bytes): { unpacked: Bytes; used: number } {
		const target = new Uint8Array(commandBytes * bytes.length);
		const view = viewOf(target);
		let used = 0;
		let length = 0;
		while (!this.hasEnded) {
			const size = blockSize(bytes, used);
			if (used + size > bytes.length) break;
			length = this.#unpackBlock(bytes.subarray(used, used + size), view, length);
			used += size;
		}
		return { unpacked: target.subarray(0, length), used };
	}

	#unpackBlock(block: Bytes, target: DataView<ArrayBuffer>, from: number): number {
		let to = from;
		let literalAt = commandBytes;
		for (let i = 0; i < commandBytes; i++) {
			const command = block[i]!;
			if (command === padding) continue;
			if (command === endOfData) {
				this.hasEnded = true;
				break;
			}
			if (command === literal) {
				new Uint8Array(target.buffer, to, 8).set(block.subarray(literalAt, literalAt + 8));
				literalAt += 8;
			} else this.#write(command, target, to);
			this.#element = (this.#element + 1) % this.#options.isText.length;
			to += 8;
		}
		return to;
	}

	#write(command: number, target: DataView<ArrayBuffer>, at: number): void {
		const { bias, littleEndian, isText } = this.#options;
		const value = command === systemMissing ? this.#options.systemMissing : command - bias;
		// Zero in a text is eight zero bytes, as real files have them.
		if (isText[this.#element] !== (command === blanks) && value !== 0)
			throw new DataError(
				`compressed data do not fit the variables: command ${command} for ` +
					(command === blanks ? 'a number' : 'a text')
			);
		if (command === blanks) for (let i = 0; i < 8; i++) target.setUint8(at + i, 0x20);
		else target.setFloat64(at, value, littleEndian);
	}
}

/** Eight commands from `at` on and the values that follow them; endless if commands are cut off. */
function blockSize(bytes: Bytes, at: number): number {
	if (at + commandBytes > bytes.length) return Infinity;
	let size = commandBytes;
	for (let i = at; i < at + commandBytes; i++) {
		if (bytes[i] === endOfData) break;
		if (bytes[i] === literal) size += 8;
	}
	return size;
}

function joined(first: Bytes, second: Bytes): Bytes {
	const all = new Uint8Array(first.length + second.length);
	all.set(first);
	all.set(second, first.length);
	return all;
}
