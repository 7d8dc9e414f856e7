import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { z } from 'zod';
import { current } from '#lib/model/manifest.ts';
import type { Paths } from '../paths.ts';
import { writeWhole } from './write-whole.ts';

const root = resolve(import.meta.dirname, '../..');
const code = ['pipelines', 'src/lib/model', 'src/lib/stats', 'src/lib/readers', 'src/lib/estimate'];

/** A source file as it was when the release was made; without size where there was none. */
const sourceState = z.strictObject({
	path: z.string(),
	size: z.number().optional(),
	modified: z.number().optional()
});
type SourceState = z.infer<typeof sourceState>;

const stamp = z.strictObject({ hash: z.string(), sources: z.array(sourceState) });

/** What a release was made from, in short. */
export type Stamp = z.infer<typeof stamp>;

function files(folder: string): string[] {
	if (!existsSync(folder)) return [];
	return readdirSync(folder, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile() && !entry.name.endsWith('.md'))
		.map((entry) => join(entry.parentPath, entry.name))
		.sort();
}

function hashOf(folder: string, paths: readonly string[]): string {
	const hash = createHash('sha256');
	for (const path of paths.filter(existsSync))
		hash.update(`${relative(folder, path)}\n`).update(readFileSync(path));
	return hash.digest('hex');
}

/** Of every program that makes artefacts. */
export const codeHash = (): string =>
	hashOf(root, [
		...code.flatMap((room) => files(join(root, room))),
		join(root, 'package-lock.json')
	]);

/** Of the declarations, the programs, and the files of this machine that a build reads. */
export function inputStamp(paths: Paths, sources: readonly string[]): Stamp {
	return { hash: inputHash(paths), sources: [...sources].sort().map(stateOf) };
}

function inputHash({ declarations, sources }: Paths): string {
	const declared = hashOf(declarations, files(declarations));
	return createHash('sha256')
		.update([declared, codeHash(), declarations, sources ?? ''].join('\n'))
		.digest('hex');
}

function stateOf(path: string): SourceState {
	if (!existsSync(path)) return { path };
	const { size, mtimeMs: modified } = statSync(path);
	return { path, size, modified };
}

/** The release that stands, if it was made from what is there now. */
export function unchangedRelease(paths: Paths): string | undefined {
	const pointer = join(paths.data, 'current.json');
	if (!existsSync(pointer) || !existsSync(paths.stamp)) return undefined;
	const kept = stamp.safeParse(parsedJson(paths.stamp));
	const standing = current.safeParse(parsedJson(pointer));
	if (!kept.success || !standing.success) return undefined;
	const { release, path } = standing.data;
	const isThere = existsSync(join(paths.data, path, 'manifest.json'));
	const isSame =
		kept.data.hash === inputHash(paths) &&
		kept.data.sources.every(
			(one) => JSON.stringify(stateOf(one.path)) === JSON.stringify(sourceState.parse(one))
		);
	return isThere && isSame ? release : undefined;
}

function parsedJson(path: string): unknown {
	try {
		return JSON.parse(readFileSync(path, 'utf8'));
	} catch {
		return undefined;
	}
}

export const keepStamp = (paths: Paths, made: Stamp): void =>
	writeWhole(paths.stamp, JSON.stringify(made));
