import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

// Node's own modules only: `npm test` looks for the browser before it runs anything else.

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];
const elsewhere = [
	'/snap/bin/chromium',
	'/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
	'/Applications/Chromium.app/Contents/MacOS/Chromium',
	'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
	'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
	'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe'
];

/**
 * The path of a Chromium: CHROME_PATH, else one in PATH or in the usual places.
 *
 * @param {Record<string, string | undefined>} [env]
 * @returns {string | undefined}
 */
export function findChromium(env = process.env) {
	const asked = env.CHROME_PATH;
	if (asked !== undefined && asked !== '') return existsSync(asked) ? asked : undefined;
	const folders = [...(env.PATH ?? '').split(delimiter), '/usr/bin', '/usr/local/bin'];
	const suffix = process.platform === 'win32' ? '.exe' : '';
	const inPath = names.flatMap((name) => folders.map((folder) => join(folder, name + suffix)));
	return [...inPath, ...elsewhere].find((path) => existsSync(path));
}

/**
 * As `findChromium`; on Debian as root it installs one when there is none and nobody named one.
 *
 * @param {Record<string, string | undefined>} [env]
 * @param {(line: string) => void} [say]
 * @returns {string | undefined}
 */
export function provideChromium(env = process.env, say = console.log) {
	const found = findChromium(env);
	if (found !== undefined) return found;
	if (env.CHROME_PATH) {
		say(`CHROME_PATH names no file: ${env.CHROME_PATH}`);
		return undefined;
	}
	const isDebianRoot = existsSync('/etc/debian_version') && process.getuid?.() === 0;
	if (!isDebianRoot) return undefined;
	say('No Chromium found: installing it (apt-get update && apt-get install -y chromium) ...');
	for (const parameters of [['update'], ['install', '-y', 'chromium']]) {
		const { status } = spawnSync('apt-get', ['-qq', ...parameters], {
			stdio: ['ignore', 'ignore', 'inherit'],
			env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
		});
		if (status !== 0) say(`apt-get ${parameters[0]} failed, exit code: ${status}`);
	}
	return findChromium(env);
}
