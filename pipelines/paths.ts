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
	/** Scratch space, removed after a build. */
	readonly work: string;
	/** Artefacts of the steps, by what they were made from; both profiles share them. */
	readonly cache: string;
	/** Hashes of source files, by their size and date. */
	readonly sourceHashes: string;
	/** There while a build runs. */
	readonly lock: string;
	readonly rejects: string;
	/** Says what the standing release was made from. */
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
		work: join(hidden, 'work', profile),
		cache: join(hidden, 'cache'),
		sourceHashes: join(hidden, 'source-hashes.json'),
		lock: join(hidden, 'build.lock'),
		rejects: join(hidden, 'rejects'),
		stamp: join(hidden, `${profile}.stamp`),
		assets,
		data: join(assets, 'data'),
		staticFiles: join(root, 'static')
	};
}
