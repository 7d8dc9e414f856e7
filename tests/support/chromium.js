import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { findChromium } from '../../pipelines/site/chromium.js';

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
