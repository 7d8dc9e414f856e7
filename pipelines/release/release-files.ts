import { createHash } from 'node:crypto';
import { constants, copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, extname, join } from 'node:path';
import type { Artefact } from '#lib/model/manifest.ts';
import { largeFile, parquetParts } from './parquet-parts.ts';

type Fingerprint = Pick<Artefact, 'bytes' | 'sha256' | 'parts'>;

/** Content hash and size of a file; of a large Parquet file a hash of each column too. */
export function fingerprint(path: string): Fingerprint {
	const content = readFileSync(path);
	const isParted = extname(path) === '.parquet' && content.length > largeFile;
	return {
		bytes: content.length,
		sha256: createHash('sha256').update(content).digest('hex'),
		...(isParted ? { parts: parquetParts(content) } : {})
	};
}

/** Writes a text artefact. */
export const writeText = (folder: string, path: string, text: string): Fingerprint =>
	writeFile(folder, path, text);

/** Writes an artefact of text or of bytes. */
export function writeFile(folder: string, path: string, content: string | Uint8Array): Fingerprint {
	const at = join(folder, path);
	mkdirSync(dirname(at), { recursive: true });
	writeFileSync(at, content);
	return fingerprint(at);
}

/** Copies an artefact that lies ready; where the disk can, without copying its bytes. */
export function copyArtefact(from: string, folder: string, path: string): Fingerprint {
	const at = join(folder, path);
	mkdirSync(dirname(at), { recursive: true });
	copyFileSync(from, at, constants.COPYFILE_FICLONE);
	return fingerprint(at);
}

/** What the project itself writes, rather than a producer of data. */
export const own = { tier: 'open', licence: 'CC-BY-4.0', source: 'Atalaya', rows: 0 } as const;

/** Writes an artefact of the project's own as JSON. */
export function ownArtefact(
	folder: string,
	named: Pick<Artefact, 'path' | 'kind'>,
	content: unknown
): Artefact {
	return { ...own, ...named, ...writeText(folder, named.path, JSON.stringify(content)) };
}
