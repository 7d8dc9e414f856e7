import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { DataError } from '#lib/errors.ts';
import type { Profile } from '#lib/model/manifest.ts';
import { compressSite } from './compress.ts';
import { writeHostSamples } from './hosting.ts';
import { repository } from '../install.js';
import { compileMessages } from '../messages.js';
import { type Paths, pathsFor } from '../paths.ts';
import { profileOf } from '../profile.js';
import { standing } from '../steps/publish.ts';

export interface BuildSiteOptions {
	readonly profile: Profile;
	readonly log: (text: string) => void;
	/**
	 * Its BASE_PATH is '' or '/folder': where the site lies on its host. ATALAYA_COMPRESSION is `quick`
	 * for a site that nobody downloads.
	 */
	readonly env: Readonly<Record<string, string | undefined>>;
}

/** What the pages are made of, besides declarations and data. */
const sources = [
	...['src', 'static', 'pipelines/profile.js', 'pipelines/csp.js', 'pipelines/offline-list.js'],
	...['svelte.config.js', 'vite.config.ts', 'tsconfig.json', 'package.json', 'package-lock.json']
];
/** Written by a build: no source. */
const generated = /^static\/data\/|^src\/lib\/i18n\/(paraglide|project\.inlang\/(cache|\.lix))\//;
/** What the configuration of the site reads from the environment, besides the profile. */
const variables = ['BASE_PATH', 'ATALAYA_ORIGIN'];
const vite = join(repository, 'node_modules', 'vite', 'bin', 'vite.js');

/**
 * The pages of a profile as files, in `.atalaya/local/site` or `build`. Local ones stay as they are
 * when nothing they are made of changed; public ones always start from empty.
 */
export async function buildSite(options: BuildSiteOptions): Promise<{ built: boolean }> {
	const { profile, log, env } = options;
	const site = join(repository, profileOf({ ATALAYA_PROFILE: profile }).site);
	if (profile === 'public') {
		await rebuild(site, options);
		log('Compressing ...\n');
		const effort = env['ATALAYA_COMPRESSION'] === 'quick' ? 'quick' : 'best';
		await compressSite(site, join(repository, '.atalaya', 'compressed'), effort);
		await writeHostSamples({ folder: site, basePath: env['BASE_PATH'] ?? '' });
		return { built: true };
	}
	const stamp = `${site}.stamp`;
	const wanted = fingerprint(options);
	const isFresh = existsSync(site) && existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted;
	if (isFresh) return { built: false };
	rmSync(stamp, { force: true });
	await rebuild(site, options);
	writeFileSync(stamp, wanted);
	return { built: true };
}

/**
 * The explorer is a page of every site, and opens with an answer.
 * @throws DataError where the release that stands has none.
 */
export function expectOpening({ data, declarations }: Pick<Paths, 'data' | 'declarations'>): void {
	const { path = '', release = '' } = standing(data) ?? {};
	if (existsSync(join(data, path, 'pages', 'explore.json'))) return;
	throw new DataError(
		`no pages without a survey: the release answers no view of ${join(declarations, 'explore.yaml')}; ` +
			`declare a survey and say in ATALAYA_SOURCES where its files are: release ${release}`
	);
}

async function rebuild(site: string, { profile, log, env }: BuildSiteOptions): Promise<void> {
	expectOpening(pathsFor({ profile, env }));
	log('Building the pages ...\n');
	rmSync(site, { recursive: true, force: true });
	if (!compileMessages()) throw new DataError('no messages compiled in: src/lib/i18n/paraglide');
	const { output, exitCode } = await runVite({ ...env, ATALAYA_PROFILE: profile }, log);
	if (exitCode !== 0) throw new DataError(`${output}\nvite build failed, exit code: ${exitCode}`);
	if (!existsSync(site)) throw new DataError(`${output}\nvite build left no pages in: ${site}`);
}

/** Its output is shown when it fails; while it runs, a line every ten seconds says so. */
function runVite(
	env: Readonly<Record<string, string | undefined>>,
	log: (text: string) => void
): Promise<{ output: string; exitCode: number }> {
	const started = performance.now();
	const elapsed = () => Math.round((performance.now() - started) / 1000);
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

/** One hash of everything local pages are made of. */
function fingerprint({ profile, env }: BuildSiteOptions): string {
	const { data, declarations } = pathsFor({ profile, env });
	const hash = createHash('sha256').update(process.version);
	for (const name of variables) hash.update(`${name}=${env[name] ?? ''}\n`);
	const places = [
		...sources.map((place) => join(repository, place)),
		// It names the folder of the release, and that the content.
		...[declarations, join(data, 'current.json')]
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
