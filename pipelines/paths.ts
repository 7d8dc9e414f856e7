import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Profile } from '#lib/model/manifest.ts';

const root = resolve(import.meta.dirname, '..');

/** Every place a build reads or writes. Nothing else in the pipelines names a folder. */
export interface Paths {
	/** Declarations: surveys, concepts, indicators. */
	readonly declarations: string;
	/** Official source files; absent when nobody said where they are. */
	readonly sources: string | undefined;
	/** Simulated surveys. */
	readonly simulated: string;
	/** Scratch space, removed after a build. */
	readonly work: string;
	readonly rejects: string;
	/** Holds the hash of what the standing release was made from. */
	readonly stamp: string;
	/** What is served beside the pages; `data` inside it holds the releases. */
	readonly assets: string;
	readonly data: string;
	/** Fonts and icons, the same in both profiles. */
	readonly staticFiles: string;
}

export interface PathsOptions {
	readonly profile: Profile;
	/** Where everything generated lies; defaults to the project itself. */
	readonly root?: string;
	readonly env?: Readonly<Record<string, string | undefined>>;
}

export function pathsFor({ profile, root: at = root, env = process.env }: PathsOptions): Paths {
	const hidden = join(at, '.atalaya');
	const assets = profile === 'public' ? join(at, 'static') : join(hidden, 'local', 'static');
	const sources = env['ATALAYA_SOURCES'];
	return {
		declarations: resolve(env['ATALAYA_DATA'] ?? join(root, 'data')),
		sources: sources && existsSync(sources) ? resolve(sources) : undefined,
		simulated: join(hidden, 'simulated'),
		work: join(hidden, 'work', profile),
		rejects: join(hidden, 'rejects'),
		stamp: join(hidden, `${profile}.stamp`),
		assets,
		data: join(assets, 'data'),
		staticFiles: join(root, 'static')
	};
}
