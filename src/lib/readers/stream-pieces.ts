import type { Bytes } from './byte-cursor.ts';

/** All pieces of a stream; whoever stops early cancels it, so that no file is left open. */
export async function* streamPieces(stream: ReadableStream<Bytes>): AsyncGenerator<Bytes> {
	const reader = stream.getReader();
	let isWhole = false;
	try {
		for (let next = await reader.read(); !next.done; next = await reader.read()) yield next.value;
		isWhole = true;
	} finally {
		if (!isWhole) await reader.cancel().catch(() => undefined);
		reader.releaseLock();
	}
}
