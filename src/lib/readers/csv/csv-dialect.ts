import { DataError } from '#lib/errors.ts';

const delimiters = [',', ';', '\t', '|'] as const;
/** What may stand between two fields. */
export type Delimiter = (typeof delimiters)[number];

/** The delimiter that the first record has most of, outside quotes; a comma where it has none. */
export function delimiterOf(head: string): Delimiter {
	const counts = new Map<string, number>();
	let quoted = false;
	for (const character of head) {
		if (character === '"') quoted = !quoted;
		else if (!quoted && /[\r\n]/.test(character) && counts.size > 0) break;
		else if (!quoted) counts.set(character, (counts.get(character) ?? 0) + 1);
	}
	const count = (delimiter: string) => counts.get(delimiter) ?? 0;
	return delimiters.reduce((best, next) => (count(next) > count(best) ? next : best));
}

/**
 * The encoding of a text file whose producer does not say it: UTF-8 where every byte fits, which no
 * other text does by chance, else windows-1252.
 * @throws DataError where it is no text in either: UTF-16, or zero bytes.
 */
export async function encodingOf(
	chunks: AsyncIterable<Uint8Array>
): Promise<'utf-8' | 'windows-1252'> {
	const utf8 = new TextDecoder('utf-8', { fatal: true });
	let fits = true;
	let first = true;
	for await (const chunk of chunks) {
		if (first && isUtf16(chunk)) throw new DataError('not a text in UTF-8: it begins as UTF-16');
		if (chunk.includes(0)) throw new DataError('not a text file: it holds bytes that are zero');
		first = false;
		fits &&= decodes(utf8, chunk);
	}
	return fits && decodes(utf8, undefined) ? 'utf-8' : 'windows-1252';
}

const isUtf16 = ([a, b]: Uint8Array) => (a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff);

function decodes(decoder: TextDecoder, chunk: Uint8Array | undefined): boolean {
	try {
		decoder.decode(chunk, { stream: chunk !== undefined });
		return true;
	} catch {
		return false;
	}
}
