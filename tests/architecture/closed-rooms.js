import { rooms } from './rooms.js';

/** @import { Linter } from 'eslint' */

/**
 * The room table once more, for the script of `.svelte` files: dependency-cruiser sees them
 * compiled, when their type imports are gone.
 * @returns {Linter.Config[]}
 */
export function closedRooms() {
	return Object.entries(rooms)
		.filter(([name]) => isInLib(name))
		.map(([name, { imports, types = [] }]) => {
			const open = new Set([name, ...imports, ...types]);
			const closed = Object.keys(rooms).filter((other) => !open.has(other));
			const group = closed.flatMap((other) =>
				isInLib(other) ? [`#lib/${other}/**`, `**/${other}/**`] : [`**/${other}/**`]
			);
			const message = `${name} may import: ${[...open, 'errors.ts'].join(', ')}`;
			return {
				files: [`src/lib/${name}/**/*.svelte`],
				rules: { 'no-restricted-imports': ['error', { patterns: [{ group, message }] }] }
			};
		});
}

/** @param {string} name */
function isInLib(name) {
	return rooms[name]?.folder.startsWith('^src/lib/') ?? false;
}
