import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { DataError } from '#lib/errors.ts';
import type { Profile } from '#lib/model/manifest.ts';
import { repository } from './install.js';
import { pathsFor } from './paths.ts';

export interface BuildSiteOptions {
	readonly profile: Profile;
	readonly release: string;
	/** '' or '/folder': where the site lies on its host. */
	readonly basePath: string;
	readonly log: (text: string) => void;
}

/** What the pages are made of, besides declarations and data. */
const sources = [
	...['src', 'static', 'messages', 'project.inlang/settings.json', 'svelte.config.js'],
	...['vite.config.ts', 'tsconfig.json', 'package.json', 'package-lock.json']
];
/** Written by a build: no source. */
const generated = /^(src\/lib\/i18n\/paraglide|static\/data)\//;
const local = join(repository, '.atalaya', 'local');
const vite = join(repository, 'node_modules', 'vite', 'bin', 'vite.js');

/**
 * The pages of a profile as files, in `.atalaya/local/site` or `build`. Local ones stay as they are
 * when nothing they are made of changed; public ones always start from empty.
 */
export async function buildSite(options: BuildSiteOptions): Promise<{ built: boolean }> {
	if (options.profile === 'public') {
		await rebuild(join(repository, 'build'), options);
		return { built: true };
	}
	const site = join(local, 'site');
	const stamp = join(local, 'site.stamp');
	const wanted = fingerprint(options);
	const isFresh = existsSync(site) && existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted;
	if (isFresh) return { built: false };
	rmSync(stamp, { force: true });
	await rebuild(site, options);
	writeFileSync(stamp, wanted);
	return { built: true };
}

async function rebuild(site: string, { profile, basePath, log }: BuildSiteOptions): Promise<void> {
	rmSync(site, { recursive: true, force: true });
	const { output, exitCode } = await runVite(
		{ ...process.env, ATALAYA_PROFILE: profile, BASE_PATH: basePath },
		log
	);
	if (exitCode !== 0) throw new DataError(`${output}\nvite build failed, exit code: ${exitCode}`);
	if (!existsSync(site)) throw new DataError(`${output}\nvite build left no pages in: ${site}`);
}

/** Its output is shown when it fails; while it runs, a line every ten seconds says so. */
function runVite(
	env: NodeJS.ProcessEnv,
	log: (text: string) => void
): Promise<{ output: string; exitCode: number }> {
	const started = performance.now();
	const elapsed = () => Math.round((performance.now() - started) / 1000);
	log('Building the pages ...\n');
	const timer = setInterval(() => log(`  still building, ${elapsed()} s\n`), 10_000);
	const child = spawn(process.execPath, [vite, 'build'], { cwd: repository, env });
	let output = '';
	for (const stream of [child.stdout, child.stderr])
		stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
	return new Promise((resolve, reject) => {
		child.once('error', reject);
		child.once('close', (code) => {
			clearInterval(timer);
			log(`Vite ran ${elapsed()} s.\n`);
			resolve({ output, exitCode: code ?? 1 });
		});
	});
}

/** One hash of everything local pages are made of; the manifest holds those of the data. */
function fingerprint({ profile, release, basePath }: BuildSiteOptions): string {
	const { data, declarations } = pathsFor({ profile });
	const hash = createHash('sha256').update(`${process.version} ${basePath}\n`);
	const places = [
		...sources.map((place) => join(repository, place)),
		...[declarations, join(data, 'current.json'), join(data, release, 'manifest.json')]
	];
	for (const file of places.flatMap(filesAt))
		hash.update(`${relative(repository, file)}\n`).update(readFileSync(file));
	return hash.digest('hex');
}

function filesAt(place: string): string[] {
	if (!existsSync(place)) return [];
	if (statSync(place).isFile()) return [place];
	return readdirSync(place, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map((entry) => join(entry.parentPath, entry.name))
		.filter((file) => !generated.test(relative(repository, file).replaceAll('\\', '/')))
		.sort();
}
