import { sha256 } from 'js-sha256';

/** SHA-256 in hexadecimal. */
export async function contentHash(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
	// Browsers keep it from pages that came over plain http from another machine.
	const subtle = (globalThis.crypto as Partial<Crypto> | undefined)?.subtle;
	if (!subtle) return sha256(bytes);
	const digest = new Uint8Array(await subtle.digest('SHA-256', bytes));
	return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
