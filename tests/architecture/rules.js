import { common, doors, rooms } from './rooms.js';

/** @import { IRegularForbiddenRuleType } from 'dependency-cruiser' */

const ours = '^(src|pipelines|tests|data)/';
/** Modules that exist only while Vite or the Svelte compiler run. */
const virtual = [
	...['^\\$(app|env)/', '^\\$service-worker$', '/\\$types(\\.js)?$'],
	...['\\?(url|raw|inline|worker)$', '^svelte/internal/']
];

/**
 * The room table as rules of dependency-cruiser.
 * @returns {IRegularForbiddenRuleType[]}
 */
export function forbidden() {
	return [...roomRules(), ...doorRules(), ...generalRules()];
}

/** @returns {IRegularForbiddenRuleType[]} */
function roomRules() {
	return Object.entries(rooms).flatMap(([name, { folder, imports, types = [] }]) => {
		const open = [name, ...imports].map(folderOf);
		const typesOnly = types.map(folderOf);
		const from = { path: folder };
		return [
			rule(`room:${name}`, from, { path: ours, pathNot: [common, ...open, ...typesOnly] }),
			...(typesOnly.length === 0
				? []
				: [
						rule(`types-only:${name}`, from, { path: typesOnly, dependencyTypesNot: ['type-only'] })
					])
		];
	});
}

/** @returns {IRegularForbiddenRuleType[]} */
function doorRules() {
	return doors.map(({ name, what, only }) =>
		rule(
			`door:${name}`,
			{ path: ours, pathNot: only },
			what === undefined ? { dependencyTypes: ['core'] } : { path: what }
		)
	);
}

/** @returns {IRegularForbiddenRuleType[]} */
function generalRules() {
	return [
		rule('common', { path: common }, { path: ours }),
		rule('no-cycle', {}, { circular: true }),
		rule('found', {}, { couldNotResolve: true, pathNot: virtual })
	];
}

/**
 * @param {string} name
 * @param {IRegularForbiddenRuleType['from']} from
 * @param {IRegularForbiddenRuleType['to']} to
 * @returns {IRegularForbiddenRuleType}
 */
function rule(name, from, to) {
	return { name, severity: 'error', from, to };
}

/** @param {string} name */
function folderOf(name) {
	const room = rooms[name];
	if (room === undefined) throw new Error(`unknown room: ${name}`);
	return room.folder;
}
