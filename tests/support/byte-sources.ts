import type { ByteSource } from '#lib/readers/byte-source.ts';

export type Bytes = Uint8Array<ArrayBuffer>;

/** Bytes as a file; its stream comes in pieces of `piece` bytes. */
export function bytesSource(bytes: Bytes, piece = bytes.length): ByteSource {
	return {
		size: bytes.length,
		slice: (start, end) => new Blob([bytes.subarray(start, end)]),
		stream: () => piecesStream(bytes, piece)
	};
}

export const textSource = (text: string) => bytesSource(utf8(text));

export const utf8 = (text: string): Bytes => Uint8Array.from(Buffer.from(text, 'utf8'));

function piecesStream(bytes: Bytes, piece: number): ReadableStream<Bytes> {
	let at = 0;
	return new ReadableStream({
		pull(controller) {
			if (at >= bytes.length) controller.close();
			else controller.enqueue(bytes.slice(at, (at += piece)));
		}
	});
}
