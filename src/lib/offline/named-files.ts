import { askedKind } from './asked-kind.ts';

const quoted = /["'`(]((?:\.{1,2}\/|\/)[\w./-]+\.(?:js|css|wasm|woff2|svg|png|webmanifest))["'`)]/g;
const releaseName = /\bpath:"([a-z0-9-]+\.[0-9a-f]{12})"/;
const releaseFile = /"((?:respondents|replicates|panels|shapes)\/[\w./-]+\.(?:parquet|json))"/g;
/** Names every page of the site: what a page needs of it stands in the page. */
const router = /\/entry\/app\.[^/]+\.js$/;

/**
 * Addresses of the files of this site that a page, script or style sheet names, and so may load. `at`
 * is its own address. Of scripts only what never changes: a page names the rest.
 */
export function namedFiles(text: string, at: string, site: string): string[] {
	if (router.test(at)) return [];
	const isPage = at.endsWith('/');
	const found = [...text.matchAll(quoted)].map(([, name = '']) => new URL(name, at).href);
	const own = found.filter((url) => {
		const kind = askedKind({ method: 'GET', url, mode: 'no-cors', destination: '' }, site);
		return kind === 'named' || (kind === 'file' && isPage);
	});
	return [...new Set([...own, ...(isPage ? releaseFiles(text, site) : [])])];
}

/** Tables and shapes that the data in a page name, of the release that it names. */
function releaseFiles(html: string, site: string): string[] {
	const release = releaseName.exec(html)?.[1];
	if (release === undefined) return [];
	return [...html.matchAll(releaseFile)].map(([, name = '']) => `${site}data/${release}/${name}`);
}
