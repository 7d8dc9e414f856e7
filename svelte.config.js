import { existsSync, readFileSync } from 'node:fs';
import adapter from '@sveltejs/adapter-static';
import { vitePreprocess } from '@sveltejs/vite-plugin-svelte';
import { directives } from './pipelines/csp.js';
import { profileOf } from './pipelines/profile.js';

const profile = profileOf(process.env);
const sources = ['js', 'ts'].flatMap((extension) =>
	['pipelines', 'tests'].map((folder) => `../${folder}/**/*.${extension}`)
);

/** Code and data decide it, not the clock: the same input builds the same bytes. */
function siteVersion() {
	const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
	const current = `${profile.assets}/data/current.json`;
	if (!existsSync(current)) return version;
	return `${version}+${JSON.parse(readFileSync(current, 'utf8')).path}`;
}

/** @type {import('@sveltejs/kit').Config} */
export default {
	preprocess: vitePreprocess(),
	kit: {
		adapter: adapter({
			pages: profile.site,
			assets: profile.site,
			strict: true
		}),
		outDir: profile.kit,
		files: { assets: profile.assets },
		paths: {
			base: /** @type {'' | `/${string}`} */ (process.env['BASE_PATH'] ?? ''),
			relative: false
		},
		csp: { mode: 'hash', directives: structuredClone(directives) },
		version: { name: siteVersion() },
		typescript: {
			config: (config) => ({ ...config, include: [...config.include, ...sources] })
		}
	}
};
