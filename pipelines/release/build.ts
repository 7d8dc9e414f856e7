import { whileLocked } from './build-lock.ts';
import type { BuildOptions } from './build-options.ts';
import { unchangedRelease } from './build-stamp.ts';
import { pathsFor } from '../paths.ts';
import { refreshStaticFiles } from '../site/static-files.ts';

export interface BuildResult {
	/** False when the inputs are those of the release that stands already. */
	readonly changed: boolean;
	readonly release: string;
}

/**
 * Declarations and source files to one whole release. It is made beside the one that stands, which
 * stays whole until the new one takes its place: a build that fails or is killed changes nothing.
 */
export async function buildRelease(options: BuildOptions): Promise<BuildResult> {
	const paths = pathsFor(options);
	return whileLocked(paths.lock, async () => {
		const standing = unchangedRelease(paths);
		const release = standing ?? (await madeRelease(options));
		if (options.profile === 'local') refreshStaticFiles(paths);
		return { changed: standing === undefined, release };
	});
}

/** What a build needs is loaded only where there is something to build. */
async function madeRelease(options: BuildOptions): Promise<string> {
	const { makeRelease } = await import('./make-release.ts');
	return makeRelease(options);
}
