import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { DataError } from '#lib/errors.ts';
import { current, type Manifest, manifest } from '#lib/model/manifest.ts';

const root = join(__ATALAYA_ASSETS__, 'data');

const manifests = new Map<string, Manifest>();

/** The manifest of the release this site is built from, read once for its hundreds of pages. */
export function releaseManifest(): Manifest {
	if (!existsSync(join(root, 'current.json'))) throw new DataError(`no release in: ${root}`);
	const path = releasePath();
	const read = manifests.get(path) ?? manifest.parse(json(join(path, 'manifest.json')));
	manifests.set(path, read);
	if (read.profile !== __ATALAYA_PROFILE__) {
		throw new DataError(`release of the other profile in ${root}: ${read.profile}`);
	}
	return read;
}

/** A JSON file of that release, such as `catalogue.json`, for its schema to read. */
export function releaseFile(path: string): unknown {
	return json(join(releasePath(), path));
}

/** Where its files lie below `/data`. */
export function releasePath(): string {
	return current.parse(json('current.json')).path;
}

/** The release before the one that stands, where it is still there. */
export function previousRelease(): Pick<Manifest, 'release' | 'date'> | undefined {
	const { path: standing } = current.parse(json('current.json'));
	const [before] = readdirSync(root)
		.filter((name) => name !== standing && existsSync(join(root, name, 'manifest.json')))
		.map((name) => manifest.parse(json(join(name, 'manifest.json'))));
	return before && { release: before.release, date: before.date };
}

function json(path: string): unknown {
	return JSON.parse(readFileSync(join(root, path), 'utf8'));
}
