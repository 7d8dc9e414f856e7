/** What a request asks for, as far as keeping a copy of it goes. */
export type AskedKind =
	/** A page in a window of its own. */
	| 'page'
	/** A file whose name tells its content: it never changes. */
	| 'named'
	/** A font, an icon, a small script: the name stays when the content changes. */
	| 'file'
	/** Nothing of ours, nothing to keep, or what only the host may answer. */
	| 'other';

export interface Asked {
	readonly method: string;
	readonly url: string;
	readonly mode: string;
	readonly destination: string;
}

const named = /^_app\/immutable\/|^data\/[a-z0-9-]+\.[0-9a-f]{12}\/.+\.(parquet|json)$/;
const page = /(^|\/)([^./]+)?$/;
const file = /^(?!data\/|_app\/)[^?]+\.(woff2|svg|png|js|webmanifest)$/;
/** The worker itself, and the data of pages beside pages: always from the host. */
const hosted = /^service-worker\.js$|(^|\/)__data\.json$/;

/**
 * `site` is the address of the site with a slash at its end. Frames of other sites, sent forms and
 * files that are taken away are nobody's copy.
 */
export function askedKind({ method, url, mode, destination }: Asked, site: string): AskedKind {
	const path = pathBelow(url, site);
	if (path === undefined || hosted.test(path)) return 'other';
	if (mode === 'navigate')
		return method === 'GET' && destination === 'document' && page.test(path) ? 'page' : 'other';
	if (named.test(path)) return method === 'GET' || method === 'HEAD' ? 'named' : 'other';
	return method === 'GET' && file.test(path) ? 'file' : 'other';
}

/** Without query and hash: what somebody asked is no part of a copy. Undefined: not of this site. */
export function pathBelow(url: string, site: string): string | undefined {
	const { origin, pathname } = new URL(url);
	const address = origin + pathname;
	return address.startsWith(site) ? address.slice(site.length) : undefined;
}
