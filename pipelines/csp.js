/**
 * What a page and its workers may load: this host and nothing else. SvelteKit puts it into every
 * page as a meta tag, with the hashes of that page's scripts; `serve.ts` and `hosting.ts` send it as
 * a header too, because a meta tag does not bind workers.
 */
export const directives = /** @type {const} */ ({
	'default-src': ['self'],
	'script-src': ['self', 'wasm-unsafe-eval'],
	'style-src': ['self', 'unsafe-inline'],
	'img-src': ['self', 'data:', 'blob:'],
	'font-src': ['self'],
	'connect-src': ['self'],
	'worker-src': ['self'],
	'object-src': ['none'],
	'base-uri': ['self'],
	'form-action': ['self']
});

/** Who may show a page in a frame: this site. Browsers read it in a header only. */
export const ownFrames = "frame-ancestors 'self'";

/** Of an embedded view everybody may. */
export const anyFrames = 'frame-ancestors *';

/**
 * Whether a page is made for frames of other sites, by its path below the folder of the site.
 * @param {string} path such as `/es/embed/`
 */
export const isEmbedded = (path) => /^\/[^/]+\/embed\//.test(path);

/** What goes with every answer, whatever it is. */
export const securityHeaders = /** @type {const} */ ({
	'X-Content-Type-Options': 'nosniff',
	'Referrer-Policy': 'no-referrer',
	'Cross-Origin-Opener-Policy': 'same-origin',
	'Cross-Origin-Resource-Policy': 'same-origin',
	'Permissions-Policy':
		'camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()'
});

/**
 * The policy as a header, with the hashes of inline scripts that it also lets through.
 * @param {readonly string[]} [scriptHashes] such as `sha256-...`
 */
export function policyHeader(scriptHashes = []) {
	const parts = Object.entries(directives).map(([name, sources]) => {
		const allowed = name === 'script-src' ? [...sources, ...scriptHashes] : sources;
		return `${name} ${allowed.map(quoted).join(' ')}`;
	});
	return parts.join('; ');
}

/**
 * The policy of one page as a header: what its meta tag says, or the general one without a tag.
 * @param {string} html
 */
export function pagePolicyHeader(html) {
	return metaPolicy(html) ?? policyHeader();
}

/**
 * Hashes of the inline scripts that the meta tag of a page lets through.
 * @param {string} html
 * @returns {string[]}
 */
export function scriptHashes(html) {
	const script = /(?:^|;)\s*script-src ([^;]*)/.exec(metaPolicy(html) ?? '')?.[1] ?? '';
	return [...script.matchAll(/'(sha\d+-[^']+)'/g)].map(([, hash]) => /** @type {string} */ (hash));
}

/** @param {string} html */
function metaPolicy(html) {
	return /<meta http-equiv="content-security-policy" content="([^"]*)"/i.exec(html)?.[1];
}

/** @param {string} source */
function quoted(source) {
	return source.endsWith(':') ? source : `'${source}'`;
}
