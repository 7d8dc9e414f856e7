import { sha256 } from 'js-sha256';

/** SHA-256, 32 bytes. */
export async function contentDigest(
	bytes: Uint8Array<ArrayBuffer>
): Promise<Uint8Array<ArrayBuffer>> {
	// Browsers keep it from pages that came over plain http from another machine.
	const subtle = (globalThis.crypto as Partial<Crypto> | undefined)?.subtle;
	return subtle
		? new Uint8Array(await subtle.digest('SHA-256', bytes))
		: Uint8Array.from(sha256.array(bytes));
}

/** The same in hexadecimal. */
export const contentHash = async (bytes: Uint8Array<ArrayBuffer>): Promise<string> =>
	Array.from(await contentDigest(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('');
