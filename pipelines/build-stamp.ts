import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Survey } from '#lib/model/survey.ts';
import type { Paths } from './paths.ts';

const root = resolve(import.meta.dirname, '..');
const code = ['pipelines', 'src/lib/model', 'src/lib/stats', 'src/lib/readers', 'src/lib/estimate'];

function files(folder: string): string[] {
	if (!existsSync(folder)) return [];
	return readdirSync(folder, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile() && !entry.name.endsWith('.md'))
		.map((entry) => join(entry.parentPath, entry.name))
		.sort();
}

/** One hash of everything a release is made from: declarations, code, source files. */
export function stampInputs(paths: Paths, surveys: readonly Survey[]): string {
	const hash = createHash('sha256');
	const read = [paths.declarations, ...code.map((room) => join(root, room))].flatMap(files);
	for (const file of [...read, join(root, 'package-lock.json')].filter(existsSync))
		hash.update(file).update(readFileSync(file));
	for (const { origin, files } of surveys)
		for (const { path } of origin.kind === 'official' ? files : []) {
			const at = join(paths.sources ?? '', path);
			const there = paths.sources !== undefined && existsSync(at);
			hash.update(
				there ? `${path} ${statSync(at).size} ${statSync(at).mtimeMs}` : `${path} absent`
			);
		}
	return hash.digest('hex');
}

/** Whether the release that stands was made from the same inputs. */
export function isUnchanged({ data, stamp: kept }: Paths, stamp: string): boolean {
	const stands = existsSync(join(data, 'current.json'));
	return stands && existsSync(kept) && readFileSync(kept, 'utf8') === stamp;
}
