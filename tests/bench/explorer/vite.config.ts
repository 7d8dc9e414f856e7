import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vite';
import { assets } from './pool.ts';

/** As that of the product. */
export default defineConfig({
	logLevel: 'warn',
	plugins: [sveltekit()],
	define: {
		__ATALAYA_PROFILE__: '"public"',
		__ATALAYA_ASSETS__: JSON.stringify(assets),
		__ATALAYA_ORIGIN__: '""'
	},
	build: { assetsInlineLimit: 0, cssTarget: ['chrome123', 'firefox120', 'safari17.5'] },
	worker: { format: 'es' }
});
