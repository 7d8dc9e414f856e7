import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
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

/**
 * Compiles the messages of all languages; false when there are none afterwards, because Paraglide
 * calls it a success when it cannot load its plugin. Vite compiles them too, but a Vite that did so
 * ends 25 seconds late and Vitest 10: something in Paraglide stays open.
 */
export function compileMessages() {
	const index = join(repository, compiled, 'messages', '_index.js');
	const { status } = spawnSync(process.execPath, [command, ...parameters], {
		cwd: repository,
		stdio: 'inherit'
	});
	return status === 0 && existsSync(index) && /^export/m.test(readFileSync(index, 'utf8'));
}
