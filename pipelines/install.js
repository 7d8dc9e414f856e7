import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

// Runs on a bare machine, before any package is there: Node's own modules only.

/** The folder of the repository. */
export const repository = join(dirname(fileURLToPath(import.meta.url)), '..');

const parameters = ['install', '--no-save', '--include=dev', '--no-audit', '--no-fund'];
/** @type {import('node:child_process').SpawnSyncOptions} */
const settings = { cwd: repository, stdio: 'inherit' };

/**
 * Ends the process with a readable line when Node is older than package.json asks for, and installs
 * the packages when they are not those of package-lock.json.
 */
export function install() {
	refuseOldNode();
	const stamp = join(repository, 'node_modules', '.atalaya-lock');
	const wanted = fingerprint();
	if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
	if (!hasLockedPackages()) runNpm();
	writeFileSync(stamp, wanted);
}

function refuseOldNode() {
	const { engines } = readJson('package.json');
	const [major = 0, minor = 0] = numbers(engines.node);
	const [ownMajor = 0, ownMinor = 0] = numbers(process.versions.node);
	if (ownMajor > major || (ownMajor === major && ownMinor >= minor)) return;
	console.error(`Atalaya needs Node ${major}.${minor} or later; this is ${process.versions.node}.`);
	console.error('Install a newer one from https://nodejs.org and run the command again.');
	process.exit(1);
}

function fingerprint() {
	const lock = readFileSync(join(repository, 'package-lock.json'));
	const hash = createHash('sha256').update(lock).digest('hex');
	return `${hash} ${process.platform} ${process.arch}\n`;
}

/** Whether what a developer installed by hand is what the lock file asks for. */
function hasLockedPackages() {
	const kept = join('node_modules', '.package-lock.json');
	if (!existsSync(join(repository, kept))) return false;
	const installed = readJson(kept).packages;
	return Object.entries(readJson('package-lock.json').packages)
		.filter(([path]) => path !== '')
		.every(([path, { version, optional, devOptional }]) => {
			const found = installed[path];
			return found === undefined
				? optional === true || devOptional === true
				: found.version === version;
		});
}

/**
 * Not `npm ci`: from version 11.16 on it rejects a lock file that lacks an optional package which the
 * registry did not have when the file was written (https://github.com/npm/cli/issues/9846).
 * `npm install --no-save` takes the same versions and checksums and writes neither file.
 */
function runNpm() {
	const started = Date.now();
	console.log('Installing packages, the first time a minute or so ...');
	const cli = process.env.npm_execpath;
	const { status, error } =
		cli !== undefined && /\.c?js$/.test(cli)
			? spawnSync(process.execPath, [cli, ...parameters], settings)
			: spawnSync('npm', parameters, { ...settings, shell: process.platform === 'win32' });
	if (status !== 0) {
		console.error(`npm install failed: ${error ? error.message : `exit code ${status}`}`);
		console.error('The packages are not complete; check the network and run the command again.');
		process.exit(1);
	}
	console.log(`Packages installed in ${Math.round((Date.now() - started) / 1000)} s.`);
}

/** @param {string} path from the root of the repository */
function readJson(path) {
	return JSON.parse(readFileSync(join(repository, path), 'utf8'));
}

/** @param {string} version */
function numbers(version) {
	return (version.match(/\d+/g) || []).map(Number);
}
