import { defineConfig } from 'vitest/config';

const all = 'tests/browser/**/*.test.ts';
const quick = 'tests/browser/*.test.ts';

/** The built site in Chromium: one file at a time, which on two cores takes no longer than two. */
export default defineConfig(({ mode }) => ({
	define: { __ATALAYA_PROFILE__: '"public"' },
	test: {
		include: [mode === 'test' ? quick : all],
		setupFiles: ['tests/support/to-agree-with.ts'],
		env: { TZ: 'UTC' },
		expect: { requireAssertions: true },
		fileParallelism: false,
		testTimeout: 90_000,
		hookTimeout: 180_000
	}
}));
