import { svelte, vitePreprocess } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';

/** The matrix of the product and its search on a page of their own, with metadata made there. */
export default defineConfig({
	root: import.meta.dirname,
	logLevel: 'warn',
	plugins: [svelte({ configFile: false, preprocess: vitePreprocess() })],
	build: { assetsInlineLimit: 0, target: 'es2022' }
});
