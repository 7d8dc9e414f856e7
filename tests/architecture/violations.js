import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { cruise } from 'dependency-cruiser';
import { common, generated, rooms } from './rooms.js';
import { forbidden } from './rules.js';

/** @typedef {{ rule: string, from: string, to: string }} Violation */

/**
 * What breaks the room table under `root`, in `src` and `pipelines`; a file in no room is one too.
 *
 * @param {string} root
 * @returns {Promise<{ files: number, violations: Violation[] }>}
 */
export async function violationsIn(root) {
	const folders = ['src', 'pipelines'].filter((folder) => existsSync(join(root, folder)));
	const { output } = await cruise(folders, {
		baseDir: root,
		ruleSet: { forbidden: forbidden() },
		validate: true,
		doNotFollow: { path: ['(^|/)node_modules/', generated] },
		tsPreCompilationDeps: true,
		moduleSystems: ['es6'],
		enhancedResolveOptions: {
			exportsFields: ['exports'],
			conditionNames: ['types', 'svelte', 'browser', 'import', 'default']
		}
	});
	if (typeof output === 'string') throw new Error(`dependency-cruiser answered text: ${output}`);
	const files = output.modules.map(({ source }) => source).filter(isOurs);
	const homeless = files.filter(isHomeless);
	return {
		files: files.length,
		violations: [
			...homeless.map((from) => ({ rule: 'homeless', from, to: '' })),
			...output.summary.violations.map(({ rule, from, to }) => ({ rule: rule.name, from, to }))
		]
	};
}

/** @param {string} path */
function isOurs(path) {
	return /^(src|pipelines)\//.test(path);
}

/** @param {string} path */
function isHomeless(path) {
	const known = [common, '^src/app\\.d\\.ts$', ...Object.values(rooms).map(({ folder }) => folder)];
	return !known.some((pattern) => new RegExp(pattern).test(path));
}
