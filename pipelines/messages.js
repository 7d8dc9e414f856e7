import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from './install.js';

const i18n = join('src', 'lib', 'i18n');
const compiled = join(i18n, 'paraglide');
const command = join('node_modules', '@inlang', 'paraglide-js', 'bin', 'run.js');
const parameters = [
	...['compile', '--project', `./${join(i18n, 'project.inlang')}`, '--outdir', `./${compiled}`],
	// As in vite.config.ts: then Vite finds the work done.
	...['--strategy', 'globalVariable', 'baseLocale', '--silent']
];

/** Beside the messages: it goes with them when Vite compiles others. */
const stamp = join(repository, compiled, '.stamp');

/**
 * Compiles the messages of all languages, unless they are those that were compiled last; false when
 * there are none afterwards, because Paraglide calls it a success when it cannot load its plugin.
 * Vite compiles them too, but a Vite that did so ends 25 seconds late and Vitest 10: something in
 * Paraglide stays open.
 */
export function compileMessages() {
	const wanted = fingerprint();
	if (hasMessages() && existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return true;
	rmSync(stamp, { force: true });
	const { status } = spawnSync(process.execPath, [command, ...parameters], {
		cwd: repository,
		stdio: 'inherit'
	});
	if (status !== 0 || !hasMessages()) return false;
	writeFileSync(stamp, wanted);
	return true;
}

function hasMessages() {
	const index = join(repository, compiled, 'messages', '_index.js');
	return existsSync(index) && /^export/m.test(readFileSync(index, 'utf8'));
}

/** One hash of the messages, their settings and the compiler. */
function fingerprint() {
	const folder = join(repository, i18n, 'messages');
	const files = [
		...readdirSync(folder)
			.sort()
			.map((name) => join(folder, name)),
		join(repository, i18n, 'project.inlang', 'settings.json'),
		join(repository, 'node_modules', '@inlang', 'paraglide-js', 'package.json')
	];
	const hash = createHash('sha256').update(parameters.join(' '));
	for (const file of files) hash.update(readFileSync(file));
	return hash.digest('hex');
}
