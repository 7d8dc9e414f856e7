import { join } from 'node:path';
import { defineConfig } from 'vite';

export default defineConfig({
	root: join(import.meta.dirname, 'page'),
	logLevel: 'warn',
	build: {
		outDir: join(import.meta.dirname, 'site'),
		emptyOutDir: true,
		assetsInlineLimit: 0,
		target: 'es2022',
		chunkSizeWarningLimit: 2000
	}
});
