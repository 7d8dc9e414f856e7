/**
 * Who may import whom: the room table of the design (section 2), once, for dependency-cruiser and
 * for ESLint. A room may always import itself and `src/lib/errors.ts`.
 *
 * @typedef {object} Room
 * @property {string} folder pattern of the paths of its files, from the root of the repository
 * @property {readonly string[]} imports rooms it may import
 * @property {readonly string[]} [types] rooms of which it may import types only
 */

const lib = [
	...['model', 'stats', 'format', 'i18n', 'readers', 'estimate', 'impact', 'results', 'boards'],
	...['offline', 'engine', 'workers', 'export', 'state', 'charts', 'components']
];

/** @type {Readonly<Record<string, Room>>} */
export const rooms = {
	model: { folder: '^src/lib/model/', imports: [] },
	stats: { folder: '^src/lib/stats/', imports: [] },
	format: { folder: '^src/lib/format/', imports: [] },
	i18n: { folder: '^src/lib/i18n/', imports: [] },
	readers: { folder: '^src/lib/readers/', imports: ['model'] },
	estimate: { folder: '^src/lib/estimate/', imports: ['model', 'stats'] },
	impact: { folder: '^src/lib/impact/', imports: ['model', 'stats'] },
	results: { folder: '^src/lib/results/', imports: ['model', 'stats'] },
	boards: { folder: '^src/lib/boards/', imports: ['model', 'stats', 'results'] },
	offline: { folder: '^src/lib/offline/', imports: ['model', 'readers'] },
	engine: { folder: '^src/lib/engine/', imports: ['model', 'readers', 'estimate'] },
	workers: {
		folder: '^src/lib/workers/',
		imports: ['model', 'stats', 'readers', 'estimate', 'impact', 'engine']
	},
	export: {
		folder: '^src/lib/export/',
		imports: ['model', 'stats', 'estimate', 'impact', 'format', 'i18n']
	},
	state: { folder: '^src/lib/state/', imports: ['model'] },
	components: {
		folder: '^src/lib/components/',
		imports: ['model', 'format', 'i18n', 'state'],
		types: ['estimate', 'impact']
	},
	charts: {
		folder: '^src/lib/charts/',
		imports: ['model', 'format', 'i18n', 'state', 'components'],
		types: ['estimate', 'impact']
	},
	routes: {
		folder: '^src/(routes|params)/|^src/hooks(\\.|/)|^src/service-worker\\.ts$',
		imports: lib
	},
	pipelines: {
		folder: '^pipelines/',
		imports: ['model', 'stats', 'readers', 'estimate', 'impact', 'export', 'format']
	}
};

/** Files that every room may import and that import nothing of ours. */
export const common = '^src/lib/errors\\.ts$';

/** Written by a tool: neither followed nor judged. */
export const generated = '^src/lib/i18n/paraglide/';

/**
 * What lies outside the repository and is let in by one door only. `what` is a pattern of the
 * resolved path; Node's own modules are named by `core`.
 *
 * @type {readonly { name: string, what?: string, core?: true, only: string }[]}
 */
export const doors = [
	{ name: 'duckdb-wasm', what: npm('@duckdb/duckdb-wasm'), only: '^src/lib/engine/' },
	{ name: 'arrow', what: npm('apache-arrow'), only: '^src/lib/engine/' },
	{ name: 'hyparquet', what: npm('hyparquet(-compressors)?'), only: '^src/lib/readers/' },
	{
		name: 'file-writers',
		what: npm('(write-excel-file|hyparquet-writer)'),
		only: '^src/lib/export/tables/'
	},
	{ name: 'plot', what: npm('@observablehq/plot'), only: '^src/lib/charts/' },
	{ name: 'linkedom', what: npm('linkedom'), only: '^src/(routes|lib/charts)/.*\\.server\\.ts$' },
	{
		name: 'kit',
		what: `^\\$(app|env)/|${npm('@sveltejs/kit')}`,
		only: '^src/((routes|params)/|hooks\\.)'
	},
	{
		name: 'highs',
		what: npm('highs'),
		only: '^pipelines/steps/protect/linked/linear-program\\.ts$'
	},
	{ name: 'node-duckdb', what: npm('@duckdb/node-api'), only: '^pipelines/' },
	{ name: 'node-builtins', core: true, only: '^pipelines/|^src/(routes/.*|hooks)\\.server\\.ts$' }
];

/**
 * Also as it stands in the import: Vite's `?url` is not resolved.
 * @param {string} name
 */
function npm(name) {
	return `(^|/)node_modules/${name}/|^${name}(/|$)`;
}
