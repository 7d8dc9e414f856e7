import { existsSync, readFileSync } from 'node:fs';
import adapter from '@sveltejs/adapter-static';
import { vitePreprocess } from '@sveltejs/vite-plugin-svelte';
import { directives } from './pipelines/csp.js';
import { writeOfflineList } from './pipelines/offline-list.js';
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

const files = adapter({ pages: profile.site, assets: profile.site, strict: true });

/**
 * Of a public site devices may keep a copy, of a local one never: without its list the worker takes
 * itself away.
 *
 * @type {import('@sveltejs/kit').Adapter}
 */
const withOfflineList = {
	...files,
	async adapt(builder) {
		await files.adapt(builder);
		if (profile.name === 'public') writeOfflineList(profile.site);
	}
};

/** @type {import('@sveltejs/kit').Config} */
export default {
	preprocess: vitePreprocess(),
	kit: {
		adapter: withOfflineList,
		outDir: profile.kit,
		files: { assets: profile.assets },
		paths: {
			base: /** @type {'' | `/${string}`} */ (process.env['BASE_PATH'] ?? ''),
			relative: false
		},
		// Nothing is drawn before styles are there: in the page they cost no journey of their own.
		inlineStyleThreshold: 16_384,
		csp: { mode: 'hash', directives: structuredClone(directives) },
		version: { name: siteVersion() },
		// Pages without any script of Kit need it too: static/offline.js does it for all.
		serviceWorker: { register: false },
		typescript: {
			// Kit leaves the worker out, for its types; ours names those it uses.
			config: ({ exclude, ...config }) => ({
				...config,
				include: [...config.include, ...sources],
				exclude: exclude.filter((/** @type {string} */ one) => !one.includes('service-worker'))
			})
		}
	}
};
