import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Programme } from '#lib/model/programme.ts';
import type { Paths } from '../paths.ts';
import { writeProgramme } from '../simulate/programmes/programme-simulation.ts';
import type { ArtefactCache } from './artefact-cache.ts';

/**
 * Where the files of a programme lie, simulated where they are not official; undefined where they are
 * not there, and of a programme that is seen through surveys or series, which has none.
 */
export async function programmeFolder(
	{ origin, files }: Programme,
	paths: Paths,
	cache: ArtefactCache
): Promise<string | undefined> {
	if (origin.kind === 'surveys' || origin.kind === 'series') return undefined;
	if (origin.kind === 'official') {
		const { sources } = paths;
		const isThere = (folder: string) => files.every(({ path }) => existsSync(join(folder, path)));
		return sources !== undefined && isThere(sources) ? sources : undefined;
	}
	const { scenario } = origin;
	const { folder } = await cache.artefacts({
		step: 'programme-files',
		inputs: [scenario],
		run: (folder) => writeProgramme(folder, scenario)
	});
	return folder;
}
