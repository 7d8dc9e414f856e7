import { existsSync, linkSync, mkdirSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';

const made = join(import.meta.dirname, '../../.atalaya/cache');

/**
 * Lays ready for a build below `root`, a folder in that of temporary files, what builds of the
 * project made: of the same declarations the same artefacts need not be made again. They are
 * linked, and a cache never writes into a file that it has. Nothing, where nothing was built or
 * temporary files lie on another disk.
 */
export function layReady(root: string): void {
	if (!existsSync(made)) return;
	for (const entry of readdirSync(made, { recursive: true, withFileTypes: true })) {
		if (!entry.isFile() || entry.parentPath.includes('aside-')) continue;
		const path = join(entry.parentPath, entry.name);
		const to = join(root, '.atalaya/cache', path.slice(made.length));
		mkdirSync(dirname(to), { recursive: true });
		try {
			linkSync(path, to);
		} catch (error) {
			if ((error as NodeJS.ErrnoException).code === 'EXDEV') return;
			throw error;
		}
	}
}
