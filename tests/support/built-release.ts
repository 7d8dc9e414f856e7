import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Profile, current } from '#lib/model/manifest.ts';
import { drawWave } from '../../pipelines/simulate/simulate.ts';

const dataFolders: Readonly<Record<Profile, string>> = {
	local: '.atalaya/local/static/data',
	public: 'static/data'
};

/** Where a build below `root` puts its releases. */
export const dataFolder = (root: string, profile: Profile = 'local') =>
	join(root, dataFolders[profile]);

/** The folder of the release that stands. */
export function releaseFolder(root: string, profile: Profile = 'local'): string {
	const data = dataFolder(root, profile);
	const { path } = current.parse(JSON.parse(readFileSync(join(data, 'current.json'), 'utf8')));
	return join(data, path);
}

/** Where a build below `root` keeps the files of a wave of the demonstration survey. */
export function simulationFolder(root: string, wave: string): string {
	const cache = join(root, '.atalaya/cache');
	const drawn = drawWave({ scenario: 'demo', wave });
	const isWave = (folder: string) =>
		drawn.every(({ name, text }) => {
			const path = join(folder, name);
			return existsSync(path) && readFileSync(path, 'utf8') === text;
		});
	const found = readdirSync(cache)
		.filter((name) => name.startsWith('simulate-'))
		.map((name) => join(cache, name))
		.find(isWave);
	if (found === undefined) throw new Error(`no simulation of the wave ${wave} in ${cache}`);
	return found;
}

/** Files below a folder, in order. */
export function filesBelow(folder: string): string[] {
	if (!existsSync(folder)) return [];
	return readdirSync(folder, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
		.sort();
}

/** The path of a file of a release without the hash in the name of its folder. */
export const withoutHash = (path: string) => path.replace(/\.[0-9a-f]{12}\//, '/');

/** Files below a folder, by names that the content of a release does not change. */
export const namesBelow = (folder: string): string[] => filesBelow(folder).map(withoutHash).sort();

/** A JSON file of a release. */
export const jsonOf = (folder: string, path: string): unknown =>
	JSON.parse(readFileSync(join(folder, path), 'utf8'));
