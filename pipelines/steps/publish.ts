import { createHash } from 'node:crypto';
import {
	existsSync,
	mkdirSync,
	readFileSync,
	readdirSync,
	renameSync,
	rmSync,
	statSync
} from 'node:fs';
import { join } from 'node:path';
import { DataError } from '#lib/errors.ts';
import { type Current, current, manifest } from '#lib/model/manifest.ts';
import type { ReleaseDeclaration } from '#lib/model/release.ts';
import type { Paths } from '../paths.ts';
import { fingerprint } from '../release/release-files.ts';
import { writeWhole } from '../release/write-whole.ts';

/** Releases that stay: the one that stands, and the one before. */
const kept = 2;

/**
 * Puts a whole release beside those that stand, compares every byte with its manifest, and then
 * switches `current.json` to it, by one renaming. What stood before stays whole until then.
 * @throws DataError where a file of the release is not what its manifest says.
 */
export function putInPlace(
	{ data, work }: Pick<Paths, 'data' | 'work'>,
	folder: string,
	offline: readonly string[] = []
): void {
	const read = readFileSync(join(folder, 'manifest.json'));
	const { release, artefacts } = manifest.parse(JSON.parse(read.toString()));
	for (const { path, sha256, bytes } of artefacts) {
		const found = fingerprint(join(folder, path));
		if (found.sha256 !== sha256 || found.bytes !== bytes)
			throw new DataError(`written otherwise than listed, is the disk full or broken: ${path}`);
	}
	const hash = createHash('sha256').update(read).digest('hex').slice(0, 12);
	const path = `${release}.${hash}`;
	mkdirSync(data, { recursive: true });
	const before = standing(data);
	if (before?.path !== path) {
		rmSync(join(data, path), { recursive: true, force: true });
		renameSync(folder, join(data, path));
	}
	writeWhole(join(data, 'current.json'), `${JSON.stringify({ release, path })}\n`);
	removeOthers({ data, work }, { release, path }, offline);
}

/** Which release stands; none where there is none, or where the pointer cannot be read. */
export function standing(data: string): Current | undefined {
	const pointer = join(data, 'current.json');
	if (!existsSync(pointer)) return undefined;
	const found = current.safeParse(JSON.parse(readFileSync(pointer, 'utf8')));
	return found.success ? found.data : undefined;
}

export interface Standing {
	/** Of the release. */
	readonly folder: string;
	readonly name: string;
}

type Named = Pick<ReleaseDeclaration, 'id' | 'offline'>;

/** The releases that stay online beside one that is being made, newest first. */
export function otherReleases(data: string, { id, offline }: Named): Standing[] {
	return releasesIn(data)
		.filter(({ name }) => name !== id && !offline.includes(name))
		.slice(0, kept - 1);
}

/** Newest first. */
function releasesIn(data: string): Standing[] {
	if (!existsSync(data)) return [];
	return readdirSync(data, { withFileTypes: true })
		.filter((entry) => entry.isDirectory())
		.map(({ name }) => join(data, name))
		.filter((folder) => existsSync(join(folder, 'manifest.json')))
		.sort((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs)
		.flatMap((folder) => {
			const text = readFileSync(join(folder, 'manifest.json'), 'utf8');
			const read = manifest.safeParse(JSON.parse(text));
			return read.success ? [{ folder, name: read.data.release }] : [];
		});
}

/** Leaves the release that stands and the last one of another name that is online, whole, and nothing else. */
function removeOthers(
	{ data, work }: Pick<Paths, 'data' | 'work'>,
	{ release, path }: Current,
	offline: readonly string[]
): void {
	const others = otherReleases(data, { id: release, offline: [...offline] });
	const staying = new Set([
		'current.json',
		path,
		...others.map(({ folder }) => folder.slice(data.length + 1))
	]);
	const away = join(work, 'removed');
	mkdirSync(away, { recursive: true });
	// Moved first, so that no release that is half removed lies where a server could give it away.
	for (const name of readdirSync(data).filter((name) => !staying.has(name)))
		renameSync(join(data, name), join(away, name));
	rmSync(away, { recursive: true, force: true });
}
