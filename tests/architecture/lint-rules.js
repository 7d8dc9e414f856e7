/** @import { AST, ESLint, Rule } from 'eslint' */

/**
 * A rule about the comments of a file, those in the markup of a `.svelte` file included.
 *
 * @param {(text: string) => string | undefined} complaint
 * @returns {Rule.RuleModule}
 */
function aboutComments(complaint) {
	return {
		meta: { type: 'problem', schema: [] },
		create(context) {
			/** @param {{ value: string, loc?: AST.SourceLocation | null | undefined }} comment */
			const judge = ({ value, loc }) => {
				const message = complaint(value.trim());
				if (message !== undefined && loc) context.report({ loc, message });
			};
			/** @type {Rule.RuleListener} */
			const listener = { Program: () => context.sourceCode.getAllComments().forEach(judge) };
			return Object.assign(listener, { SvelteHTMLComment: judge });
		}
	};
}

/** @type {ESLint.Plugin} */
export const house = {
	rules: {
		'todo-needs-issue': aboutComments((text) => {
			const open = /\b(TODO|FIXME|XXX|HACK)\b(?!\s*\(?#\d+)/.exec(text);
			return open === null ? undefined : `${open[0]} without its issue: write ${open[0]} #123`;
		}),
		'disable-needs-reason': aboutComments((text) =>
			/^eslint-disable\b/.test(text) && !/\s--\s+\S/.test(text)
				? 'say why: eslint-disable-next-line some/rule -- the reason'
				: undefined
		)
	}
};

/** What `no-restricted-syntax` forbids, by reason. */
export const bans = {
	everywhere: [
		ban('TSEnumDeclaration', 'use an `as const` array and a union'),
		ban(
			':matches(ImportDeclaration, ExportAllDeclaration, ExportNamedDeclaration)' +
				'[source.value=/^(\\.|#lib\\u002F)(?!.*\\.[a-z0-9]+(\\?.*)?$)/][source.value!="./$types"]',
			'import with the extension'
		)
	],
	/** With `noUncheckedIndexedAccess`, `rows[i]!` is how a loop says that it stays inside. */
	indexed: [
		ban(
			'TSNonNullExpression:not([expression.type="MemberExpression"][expression.computed=true])',
			'`!` only after an index: `rows[i]!`'
		)
	],
	defaultExport: [ban('ExportDefaultDeclaration', 'export by name')],
	clock: [
		ban('MemberExpression[object.name="Math"][property.name="random"]', 'pass a generator in'),
		ban('MemberExpression[object.name="crypto"]', 'pass a generator in'),
		ban(
			'MemberExpression[object.name=/^(Date|performance)$/][property.name="now"]',
			'pass the time in'
		),
		ban('NewExpression[callee.name="Date"][arguments.length=0]', 'pass the time in'),
		ban('CallExpression[callee.name="Date"]', 'pass the time in'),
		ban('MemberExpression[property.name=/^(toLocale.+|localeCompare)$/]', 'depends on the locale')
	]
};

/** @param {string} selector @param {string} message */
function ban(selector, message) {
	return { selector, message };
}
