import { DataError } from '#lib/errors.ts';
import type { ByteCursor, Bytes } from '../byte-cursor.ts';

/** @throws DataError if the next bytes are not this tag. */
export async function expectTag(cursor: ByteCursor, tag: string): Promise<void> {
	const at = cursor.position;
	const found = asciiText(await cursor.bytes(tag.length, tag));
	if (found !== tag) throw new DataError(`no ${tag} at byte ${at}: ${JSON.stringify(found)}`);
}

/** Of a few bytes that say something about the file. */
export function asciiText(bytes: Bytes): string {
	return String.fromCharCode(...bytes);
}
