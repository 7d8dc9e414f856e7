import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { DataError, DomainError } from '#lib/errors.ts';
import type { Profile } from '#lib/model/manifest.ts';
import { buildRelease } from '../release/build.ts';
import { repository } from '../install.js';
import { buildSite } from './build-site.ts';
import { profileOf } from '../profile.js';
import { serve } from './serve.ts';

const usage = `npm start -- [--port 4173]   build the local profile and serve it (also PORT, BASE_PATH)
npm run build                build the public profile into build/`;

const firstPort = 4173;
const portsToTry = 10;

const say = (text: string) => void process.stdout.write(text);

/** What `npm start` and `npm run build` do once the packages are there; the exit code. */
export async function start(parameters: readonly string[]): Promise<number> {
	try {
		const { values } = parseArgs({
			args: [...parameters],
			options: {
				port: { type: 'string' },
				public: { type: 'boolean', default: false },
				help: { type: 'boolean', default: false }
			}
		});
		if (values.help) say(`${usage}\n`);
		else if (values.public) await build('public');
		else await serveLocal(values.port ?? process.env['PORT']);
		return 0;
	} catch (error) {
		console.error(readable(error));
		return 1;
	}
}

async function build(profile: Profile): Promise<void> {
	const isTerminal = process.stdout.isTTY;
	const { changed, release } = await buildRelease({ profile, progress: say, isTerminal });
	say(`Data, release ${release}: ${changed ? 'built' : 'nothing changed'}.\n`);
	const env = { ...process.env, BASE_PATH: basePath() };
	const { built } = await buildSite({ profile, log: say, env });
	say(`Pages: ${built ? 'built' : 'nothing changed'}.\n`);
}

async function serveLocal(port: string | undefined): Promise<void> {
	const asked = port === undefined ? undefined : portFrom(port);
	await build('local');
	const site = await serveAt(asked);
	say(`\nAtalaya is at ${site.url}\nOnly this machine can open it. Stop it with Ctrl+C.\n`);
	for (const signal of ['SIGINT', 'SIGTERM'] as const)
		process.once(signal, () => void site.close().then(() => process.exit(0)));
}

/** The port asked for, or the first free one of a few. */
async function serveAt(asked: number | undefined): ReturnType<typeof serve> {
	const folder = join(repository, profileOf({ ATALAYA_PROFILE: 'local' }).site);
	const last = asked ?? firstPort + portsToTry - 1;
	for (let port = asked ?? firstPort; ; port++) {
		try {
			return await serve({ folder, port, basePath: basePath(), isKept: false });
		} catch (error) {
			if (!isPortTaken(error)) throw error;
			if (port >= last) throw new DataError(`port taken, choose another with --port: ${port}`);
		}
	}
}

function isPortTaken(error: unknown): boolean {
	return codeOf(error) === 'EADDRINUSE';
}

function codeOf(error: unknown): string {
	return error instanceof Error && 'code' in error ? String(error.code) : '';
}

/** The message where it says all; an error nobody expected keeps its stack. */
function readable(error: unknown): unknown {
	if (error instanceof DataError || error instanceof DomainError) return error.message;
	const isMistyped = error instanceof Error && codeOf(error).startsWith('ERR_PARSE_ARGS');
	return isMistyped ? `${error.message}\n${usage}` : error;
}

function portFrom(text: string): number {
	const port = Number(text);
	if (!(Number.isInteger(port) && port >= 0 && port < 65536))
		throw new DomainError(`not a port: ${text}`);
	return port;
}

/** '' or '/folder': where the site lies on its host. */
function basePath(): string {
	const path = (process.env['BASE_PATH'] ?? '').replace(/\/+$/, '');
	return path === '' || path.startsWith('/') ? path : `/${path}`;
}
