import { defineConfig } from 'vitest/config';

/** The built site in Chromium: two files at a time, because each waits for much of its time. */
export default defineConfig({
	define: { __ATALAYA_PROFILE__: '"public"' },
	test: {
		include: ['tests/browser/**/*.test.ts'],
		setupFiles: ['tests/support/to-agree-with.ts'],
		env: { TZ: 'UTC' },
		expect: { requireAssertions: true },
		maxWorkers: 2,
		testTimeout: 90_000,
		hookTimeout: 180_000
	}
});
