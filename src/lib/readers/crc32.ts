const polynomial = 0xedb88320;
const width = 8;

/** Tables for eight bytes at a time: table k advances a byte over k further zero bytes. */
const tables = sliced();

function sliced(): readonly Uint32Array[] {
	const all = Array.from({ length: width }, () => new Uint32Array(256));
	for (let byte = 0; byte < 256; byte++) {
		let crc = byte;
		for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ polynomial : crc >>> 1;
		all[0]![byte] = crc;
	}
	for (let k = 1; k < width; k++)
		for (let byte = 0; byte < 256; byte++) {
			const before = all[k - 1]![byte]!;
			all[k]![byte] = (before >>> 8) ^ all[0]![before & 0xff]!;
		}
	return all;
}

/**
 * The checksum of gzip (RFC 1952, section 8) and zip, as an unsigned number; `before` is that of the
 * bytes that came before.
 */
export function crc32(bytes: Uint8Array, before = 0): number {
	const [t0, t1, t2, t3, t4, t5, t6, t7] = tables as [
		...[Uint32Array, Uint32Array, Uint32Array, Uint32Array],
		...[Uint32Array, Uint32Array, Uint32Array, Uint32Array]
	];
	let crc = ~before;
	let i = 0;
	for (; i + width <= bytes.length; i += width) {
		crc ^= bytes[i]! | (bytes[i + 1]! << 8) | (bytes[i + 2]! << 16) | (bytes[i + 3]! << 24);
		crc =
			t7[crc & 0xff]! ^
			t6[(crc >>> 8) & 0xff]! ^
			t5[(crc >>> 16) & 0xff]! ^
			t4[crc >>> 24]! ^
			t3[bytes[i + 4]!]! ^
			t2[bytes[i + 5]!]! ^
			t1[bytes[i + 6]!]! ^
			t0[bytes[i + 7]!]!;
	}
	for (; i < bytes.length; i++) crc = (crc >>> 8) ^ t0[(crc ^ bytes[i]!) & 0xff]!;
	return ~crc >>> 0;
}
