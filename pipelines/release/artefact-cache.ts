import { createHash, randomUUID } from 'node:crypto';
import {
	existsSync,
	mkdirSync,
	readFileSync,
	readdirSync,
	renameSync,
	rmSync,
	statSync,
	utimesSync,
	writeFileSync
} from 'node:fs';
import { join } from 'node:path';

/** One step of a build: what it depends on, and how its artefacts are made. */
export interface Work<Result> {
	readonly step: string;
	/** Everything the artefacts depend on, as JSON: declarations, and the hashes of files. */
	readonly inputs: unknown;
	/** Makes the artefacts in an empty folder; what it returns is kept beside them as JSON. */
	readonly run: (folder: string) => Promise<Result>;
}

export interface Made<Result> {
	readonly folder: string;
	/** Of every byte of the artefacts and of the result: the input of later steps. */
	readonly hash: string;
	readonly result: Result;
	/** False when it lay ready. */
	readonly made: boolean;
}

interface Kept<Result> {
	readonly hash: string;
	readonly result: Result;
}

const resultFile = 'result.json';
const keptDays = 14;

/**
 * Artefacts by the hash of what they were made from. An entry appears whole, by one renaming: a
 * build that stops in the middle leaves none that is half made.
 */
export class ArtefactCache {
	readonly #folder: string;
	readonly #code: string;

	/** `code` changes whenever a program changes that makes artefacts. */
	constructor(folder: string, code: string) {
		this.#folder = folder;
		this.#code = code;
	}

	async artefacts<Result>({ step, inputs, run }: Work<Result>): Promise<Made<Result>> {
		const key = hashOf(JSON.stringify([step, this.#code, inputs]));
		const folder = join(this.#folder, `${step}-${key.slice(0, 32)}`);
		const kept = this.#kept<Result>(folder);
		if (kept) return { folder, ...kept, made: false };
		const aside = join(this.#folder, `aside-${randomUUID()}`);
		mkdirSync(aside, { recursive: true });
		try {
			const result = await run(aside);
			const content = { hash: contentHash(aside, result), result };
			writeFileSync(join(aside, resultFile), JSON.stringify(content));
			rmSync(folder, { recursive: true, force: true });
			renameSync(aside, folder);
			return { folder, ...content, made: true };
		} finally {
			rmSync(aside, { recursive: true, force: true });
		}
	}

	/** Removes what a stopped build left, and entries that no build has used for two weeks. */
	sweep(now: Date): void {
		if (!existsSync(this.#folder)) return;
		const oldest = now.getTime() - keptDays * 24 * 3600 * 1000;
		for (const name of readdirSync(this.#folder)) {
			const path = join(this.#folder, name);
			if (name.startsWith('aside-') || statSync(path).mtimeMs < oldest)
				rmSync(path, { recursive: true, force: true });
		}
	}

	#kept<Result>(folder: string): Kept<Result> | undefined {
		const path = join(folder, resultFile);
		if (!existsSync(path)) return undefined;
		const now = new Date();
		utimesSync(folder, now, now);
		return JSON.parse(readFileSync(path, 'utf8')) as Kept<Result>;
	}
}

const hashOf = (text: string) => createHash('sha256').update(text).digest('hex');

function contentHash(folder: string, result: unknown): string {
	const hash = createHash('sha256').update(JSON.stringify([result]));
	const files = readdirSync(folder, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
		.sort();
	for (const file of files) hash.update(file).update(readFileSync(join(folder, file)));
	return hash.digest('hex');
}
