import adapter from '@sveltejs/adapter-static';
import { vitePreprocess } from '@sveltejs/vite-plugin-svelte';
import { directives } from '../../../pipelines/csp.js';

/** Ignored by git; pool.ts puts the release there. */
const folder = '../../../.atalaya/bench';

/**
 * The pages of the product, with the release of the pool: it has what the explorer needs, and nothing
 * for the others. Kit reads this in the folder that Vite runs in.
 */
export default {
	preprocess: vitePreprocess(),
	kit: {
		adapter: adapter({ pages: `${folder}/site`, assets: `${folder}/site`, strict: false }),
		outDir: `${folder}/kit`,
		files: { src: '../../../src', assets: `${folder}/static` },
		paths: { relative: false },
		csp: { mode: 'hash', directives: structuredClone(directives) },
		version: { name: 'bench' },
		prerender: {
			entries: ['/en/explore/'],
			crawl: false,
			handleHttpError: 'ignore',
			handleUnseenRoutes: 'ignore'
		}
	}
};
