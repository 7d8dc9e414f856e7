import { defineConfig } from 'vitest/config';

/** The built site in Chromium: one file at a time, which on two cores takes no longer than two. */
export default defineConfig({
	define: { __ATALAYA_PROFILE__: '"public"' },
	test: {
		include: ['tests/browser/**/*.test.ts'],
		setupFiles: ['tests/support/to-agree-with.ts'],
		env: { TZ: 'UTC' },
		expect: { requireAssertions: true },
		fileParallelism: false,
		testTimeout: 90_000,
		hookTimeout: 180_000
	}
});
