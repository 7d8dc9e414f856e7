import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from './install.js';

/**
 * Where developers keep real microdata and R's answers: `../shared`, unless the environment says
 * otherwise. Sets ATALAYA_SHARED and ATALAYA_SOURCES and returns what it chose, to be said aloud.
 *
 * @param {Record<string, string | undefined>} env
 */
export function adoptSharedFolder(env) {
	const shared = join(repository, '..', 'shared');
	const found = [
		{ name: 'ATALAYA_SHARED', folder: shared },
		{ name: 'ATALAYA_SOURCES', folder: join(shared, 'data') }
	].filter(({ name, folder }) => env[name] === undefined && existsSync(folder));
	for (const { name, folder } of found) env[name] = folder;
	return found;
}
