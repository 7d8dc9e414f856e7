import { createReadStream, statSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { Readable } from 'node:stream';
import type { ByteSource } from '#lib/readers/byte-source.ts';

/** A file of this machine. Each slice opens it anew, so that none is left open. */
export function fileSource(path: string): ByteSource {
	return {
		size: statSync(path).size,
		slice: (start, end) => ({ arrayBuffer: () => bytesOf(path, start, end) }),
		stream: () =>
			Readable.toWeb(createReadStream(path, { highWaterMark: 1 << 20 })) as ReadableStream<
				Uint8Array<ArrayBuffer>
			>
	};
}

async function bytesOf(path: string, start: number, end: number): Promise<ArrayBuffer> {
	const file = await open(path);
	try {
		const bytes = new Uint8Array(Math.max(0, end - start));
		let filled = 0;
		while (filled < bytes.length) {
			const { bytesRead } = await file.read(bytes, filled, bytes.length - filled, start + filled);
			if (bytesRead === 0) break;
			filled += bytesRead;
		}
		return bytes.slice(0, filled).buffer;
	} finally {
		await file.close();
	}
}
