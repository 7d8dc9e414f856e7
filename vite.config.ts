import { paraglideVitePlugin } from '@inlang/paraglide-js';
import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vitest/config';
import { profileOf } from './pipelines/profile.js';

const profile = profileOf(process.env);

// Keeps a test run from ending (2.25.4); tests read what `npm run messages` compiled.
const messages = process.env['VITEST']
	? []
	: paraglideVitePlugin({
			project: './src/lib/i18n/project.inlang',
			outdir: './src/lib/i18n/paraglide',
			strategy: ['globalVariable', 'baseLocale']
		});

export default defineConfig({
	plugins: [messages, sveltekit()],
	define: {
		__ATALAYA_PROFILE__: JSON.stringify(profile.name),
		__ATALAYA_ASSETS__: JSON.stringify(profile.assets),
		__ATALAYA_ORIGIN__: JSON.stringify(process.env['ATALAYA_ORIGIN'] ?? '')
	},
	// The policy refuses data: for fonts and workers, and DuckDB's 34 MB are no text.
	build: { assetsInlineLimit: 0, cssTarget: ['chrome123', 'firefox120', 'safari17.5'] },
	worker: { format: 'es' },
	test: {
		environment: 'node',
		include: ['tests/**/*.test.ts'],
		exclude: ['tests/browser/**', 'tests/bench/**'],
		// By default one processor is left idle, which on two is half of them.
		maxWorkers: '100%',
		// Files share what they import, a fifth of the time; what a test changes of it, it puts back.
		isolate: false,
		// A guard against waiting for ever, no measure of speed.
		testTimeout: 60_000,
		hookTimeout: 180_000,
		env: { TZ: 'UTC' },
		setupFiles: ['tests/support/to-agree-with.ts', 'tests/support/seeded-chance.ts'],
		expect: { requireAssertions: true }
	}
});
