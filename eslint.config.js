import js from '@eslint/js';
import { defineConfig, globalIgnores } from 'eslint/config';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';
import { closedRooms } from './tests/architecture/closed-rooms.js';
import { bans, house } from './tests/architecture/lint-rules.js';

/** `npm test` asks for the types of what is published, `npm run lint` for those of every file. */
const isQuick = process.env.ATALAYA_LINT === 'quick';
const typed = ['**/*.ts', '**/*.svelte'];
const untyped = ['**/*.js', ...(isQuick ? ['tests/**', '**/*.svelte', '*.ts'] : [])];
const pure = ['src/lib/{stats,model,estimate,impact}/**/*.ts'];
/** Where a tool demands a default export. */
const configurations = ['*.config.{js,ts}', 'tests/**/*.config.{js,ts}', '**/*.d.ts'];

export default defineConfig(
	globalIgnores([
		...['build/', '.svelte-kit/', '.atalaya/', 'static/', 'src/lib/i18n/paraglide/'],
		...['**/project.inlang/', 'tests/bench/results/', 'tests/browser/screenshots/'],
		// Another project, for comparison only.
		'tests/bench/mosaic/'
	]),
	{
		linterOptions: { reportUnusedDisableDirectives: 'error', reportUnusedInlineConfigs: 'error' }
	},
	// A rule that needs types is disabled there in vain.
	...(isQuick ? [{ files: untyped, linterOptions: { reportUnusedDisableDirectives: 'off' } }] : []),
	js.configs.recommended,
	{ files: typed, extends: [ts.configs.strictTypeChecked] },
	svelte.configs.recommended,
	svelte.configs.prettier,
	{
		plugins: { house },
		languageOptions: { globals: globals.node },
		rules: {
			'house/disable-needs-reason': 'error',
			'house/todo-needs-issue': 'error',
			'max-lines': ['error', 400],
			'max-lines-per-function': ['error', { max: 60 }],
			'max-params': ['error', 4],
			'no-restricted-syntax': ['error', ...bans.everywhere, ...bans.indexed, ...bans.defaultExport],
			eqeqeq: 'error',
			'object-shorthand': 'error',
			'prefer-const': 'error'
		}
	},
	{
		files: typed,
		languageOptions: {
			parserOptions: {
				projectService: true,
				tsconfigRootDir: import.meta.dirname,
				extraFileExtensions: ['.svelte']
			}
		},
		rules: {
			'no-undef': 'off',
			'@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
			'@typescript-eslint/no-import-type-side-effects': 'error',
			'@typescript-eslint/no-confusing-void-expression': 'off',
			'@typescript-eslint/no-non-null-assertion': 'off',
			'@typescript-eslint/no-unnecessary-condition': [
				'error',
				{ allowConstantLoopConditions: 'only-allowed-literals' }
			],
			// Slow, about what there is none of: enums, and classes that only look the same.
			'@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
			'@typescript-eslint/no-unsafe-enum-assignment': 'off',
			'@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true }],
			'@typescript-eslint/parameter-properties': 'error',
			'@typescript-eslint/restrict-template-expressions': [
				'error',
				{ allowNumber: true, allowBoolean: true }
			],
			'@typescript-eslint/switch-exhaustiveness-check': [
				'error',
				{ considerDefaultExhaustiveForUnions: true }
			]
		}
	},
	{
		files: ['**/*.svelte', '**/*.svelte.ts'],
		languageOptions: { globals: globals.browser, parserOptions: { parser: ts.parser } },
		rules: {
			'prefer-const': 'off',
			'svelte/prefer-const': 'error',
			// There are no stores.
			'svelte/require-store-reactive-access': 'off',
			// Links are made by the locale's own function; only routes may import `resolve`.
			'svelte/no-navigation-without-resolve': 'off'
		}
	},
	{
		files: ['src/**'],
		languageOptions: { globals: globals.browser },
		rules: { 'no-console': 'error' }
	},
	{
		files: ['src/**'],
		ignores: ['**/*.server.ts'],
		rules: { 'no-restricted-globals': ['error', 'process', 'Buffer', 'require', '__dirname'] }
	},
	{
		files: pure,
		rules: {
			'no-restricted-syntax': [
				'error',
				...bans.everywhere,
				...bans.indexed,
				...bans.defaultExport,
				...bans.clock
			]
		}
	},
	...closedRooms(),
	{
		files: ['tests/**'],
		rules: {
			'max-lines-per-function': 'off',
			'@typescript-eslint/no-non-null-assertion': 'off',
			'@typescript-eslint/unbound-method': 'off',
			'no-restricted-syntax': ['error', ...bans.everywhere, ...bans.defaultExport]
		}
	},
	{ files: configurations, rules: { 'no-restricted-syntax': ['error', ...bans.everywhere] } },
	{ files: untyped, extends: [ts.configs.disableTypeChecked] }
);
