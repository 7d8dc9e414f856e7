import { contentHash } from './content-hash.ts';
import { EngineError } from './engine-error.ts';

/** What bytes of a file have to be. */
export interface Listed {
	/** What the file is called in an error. */
	readonly path: string;
	readonly bytes: number;
	readonly sha256: string;
	/** Which part of the file, for who reads the technical detail. */
	readonly part?: string;
}

/** @throws EngineError where they are fewer, more or others than the release lists. */
export async function expectListed(
	found: Uint8Array<ArrayBuffer>,
	{ path, bytes, sha256, part = '' }: Listed
): Promise<void> {
	const named = part === '' ? path : `${path}, ${part}`;
	if (found.length !== bytes)
		throw new EngineError(
			found.length < bytes ? 'file-cut' : 'file-changed',
			`${named}: ${found.length} bytes of ${bytes}`,
			{ file: { path, bytes: { expected: bytes, found: found.length } } }
		);
	const hash = await contentHash(found);
	if (hash !== sha256)
		throw new EngineError(
			'file-changed',
			`${named}: SHA-256 ${hash.slice(0, 12)}… and not ${sha256.slice(0, 12)}…`,
			{ file: { path } }
		);
}
