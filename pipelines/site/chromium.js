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
