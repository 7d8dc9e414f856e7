/** Bytes that can be read in any order. A `Blob`, such as a file chosen in the browser, is one. */
export interface ByteSource {
	readonly size: number;
	/** Bytes from `start` up to, but without, `end`. */
	slice(start: number, end: number): { arrayBuffer(): Promise<ArrayBuffer> };
	/** All bytes from the first. */
	stream(): ReadableStream<Uint8Array<ArrayBuffer>>;
}
