declare module '@openpgp/unbzip2-stream/lib/bzip2.js' {
	/** Reads so many bits, the highest first; with null, goes on to the next whole byte. */
	type ReadBits = (count: number | null) => number;

	/** The decoder of the package without its stream. It ships no types. */
	interface Bzip2 {
		/** Reads the head of a stream: hundreds of kilobytes in a block, from 1 to 9. */
		header(bits: ReadBits): number;
		/** Gives the bytes of one block, and the checksum up to it; null after the last one. */
		decompress(
			bits: ReadBits,
			give: (byte: number) => void,
			block: Int32Array,
			blockBytes: number,
			checksum: number
		): number | null;
	}

	const bzip2: Bzip2;
	export default bzip2;
}
