import { join } from 'node:path';
import { defineConfig } from 'vite';

/** The harness as a site of its own; as in the product, nothing is inlined: its policy refuses data:. */
export default defineConfig({
	root: join(import.meta.dirname, 'harness'),
	logLevel: 'warn',
	build: { assetsInlineLimit: 0, target: 'es2022', chunkSizeWarningLimit: 2000 },
	worker: { format: 'es' }
});
