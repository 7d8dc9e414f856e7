import { createHash } from 'node:crypto';
import { createReadStream, existsSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { writeWhole } from './write-whole.ts';

interface Known {
	readonly size: number;
	readonly modified: number;
	readonly sha256: string;
}

/** SHA-256 of a file, in hexadecimal, after a text that makes it another hash. */
export async function fileHash(path: string, before = ''): Promise<string> {
	const hash = createHash('sha256').update(before);
	await pipeline(createReadStream(path), hash);
	return hash.digest('hex');
}

/** Hashes of source files, computed again only for a file whose size or date changed. */
export class SourceHashes {
	readonly #file: string;
	readonly #known: Map<string, Known>;

	/** `file` keeps them from one build to the next. */
	constructor(file: string) {
		this.#file = file;
		this.#known = new Map(existsSync(file) ? entriesOf(readFileSync(file, 'utf8')) : []);
	}

	async of(path: string): Promise<string> {
		const { size, mtimeMs: modified } = statSync(path);
		const known = this.#known.get(path);
		if (known?.size === size && known.modified === modified) return known.sha256;
		const sha256 = await fileHash(path);
		this.#known.set(path, { size, modified, sha256 });
		return sha256;
	}

	keep(): void {
		mkdirSync(dirname(this.#file), { recursive: true });
		writeWhole(this.#file, JSON.stringify(Object.fromEntries(this.#known)));
	}
}

/** Nothing of a file that cannot be understood: the hashes are then computed. */
function entriesOf(text: string): [string, Known][] {
	try {
		return Object.entries(JSON.parse(text) as Record<string, Known>);
	} catch {
		return [];
	}
}
