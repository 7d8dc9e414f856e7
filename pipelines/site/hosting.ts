import { readdir, readFile, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import {
	anyFrames,
	isEmbedded,
	ownFrames,
	policyHeader,
	scriptHashes,
	securityHeaders
} from '../csp.js';

export interface HostingOptions {
	/** A built site. */
	readonly folder: string;
	/** What the site was built under, such as `/sub`. */
	readonly basePath?: string;
}

/** The feed of releases in each language, and what it is sent as. */
export const feedFile = 'feed.xml';
export const feedType = 'application/atom+xml; charset=utf-8';

const forever = 'public, max-age=31536000, immutable';

/**
 * Writes host samples into a built site: `_headers` (Netlify, Cloudflare) and `nginx.conf`. Their
 * policy lets through the inline scripts of all pages; each page's own meta tag narrows it again.
 * Returns the policy: Cloudflare ignores a line of `_headers` over 2,000 characters, about 30 hashes.
 */
export async function writeHostSamples({ folder, basePath = '' }: HostingOptions): Promise<string> {
	const names = await readdir(folder, { recursive: true });
	const pages = names.filter((name) => name.endsWith('.html'));
	const texts = await Promise.all(pages.map((page) => readFile(join(folder, page), 'utf8')));
	const policy = policyHeader([...new Set(texts.flatMap(scriptHashes))].sort());
	const headers = { ...securityHeaders, 'Content-Security-Policy': policy };
	const framed = [...new Set(pages.map(sectionOf))].filter((one) => !isEmbedded(one)).sort();
	const tables = tablesIn(names);
	const feeds = names.filter((name) => basename(name) === feedFile).sort();
	const samples = { basePath, framed, tables, feeds };
	await writeFile(join(folder, '_headers'), headersFile(headers, samples));
	await writeFile(join(folder, 'nginx.conf'), nginxFile(headers, basePath));
	return policy;
}

/** What `_headers` calls a page with those below it: `/es/explore/*`, of an upper one itself alone. */
function sectionOf(page: string): string {
	const [language, section, ...below] = page.split('/');
	if (section === undefined) return `/${page.replace('index.html', '')}`;
	return below.length === 0 ? `/${language}/` : `/${language}/${section}/*`;
}

/** Where Parquet files lie, as `_headers` calls it: a folder as a whole, at the top of a release each. */
const tablesIn = (names: readonly string[]): string[] =>
	[
		...new Set(
			names
				.filter((name) => name.startsWith('data/') && name.endsWith('.parquet'))
				.map((name) => (name.split('/').length > 3 ? `/${dirname(name)}/*` : `/${name}`))
		)
	].sort();

type Headers = Readonly<Record<string, string>>;

interface HeadersOptions {
	readonly basePath: string;
	/** Pages that nobody else may show in a frame: a second policy narrows the first. */
	readonly framed: readonly string[];
	/** Nobody on the way may pack or change them: a page asks for some of their bytes. */
	readonly tables: readonly string[];
	/** Paths below the site. */
	readonly feeds: readonly string[];
}

function headersFile(
	headers: Headers,
	{ basePath, framed, tables, feeds }: HeadersOptions
): string {
	const everywhere = Object.entries(headers).map(([name, value]) => `  ${name}: ${value}`);
	return `${basePath}/*
${everywhere.join('\n')}

${basePath}/_app/immutable/*
  Cache-Control: ${forever}

${basePath}/service-worker.js
  Cache-Control: no-cache

${basePath}/:language/manifest.webmanifest
  Cache-Control: no-cache
  Content-Type: application/manifest+json

${tables.map((path) => `${basePath}${path}\n  Cache-Control: no-cache, no-transform`).join('\n')}

${feeds.map((path) => `${basePath}/${path}\n  Content-Type: ${feedType}`).join('\n')}

${framed.map((page) => `${basePath}${page}\n  Content-Security-Policy: ${ownFrames}`).join('\n')}
`;
}

function nginxFile(headers: Headers, basePath: string): string {
	const everywhere = Object.entries(headers).map(
		([name, value]) => `\tadd_header ${name} "${value}" always;`
	);
	return `# A sample for nginx: put it into the http block, and this folder at /srv/atalaya${basePath}
map $uri $atalaya_cache {
	~^${basePath}/_app/immutable/ "${forever}";
	default "no-cache";
}
map $uri $atalaya_frames {
	~^${basePath}/[^/]+/embed/ "${anyFrames}";
	default "${ownFrames}";
}

server {
	listen 80;
	server_name _;
	root /srv/atalaya;
	index index.html;
	error_page 404 ${basePath}/404.html;
	absolute_redirect off;

	include mime.types;
	types {
		text/javascript mjs;
		application/manifest+json webmanifest;
		application/wasm wasm;
		application/vnd.apache.parquet parquet;
	}
	gzip_static on;
	# brotli_static on;  # with ngx_brotli: every file lies ready as .br too

	add_header Cache-Control $atalaya_cache always;
	add_header Content-Security-Policy $atalaya_frames always;
${everywhere.join('\n')}

	location / {
		try_files $uri $uri/ =404;
	}

	location ~ /feed\\.xml$ {
		types { }
		default_type "${feedType}";
		try_files $uri =404;
	}

	# A page asks for ranges of the bytes that lie on the disk: never packed on the way.
	location ~ \\.parquet$ {
		gzip off;
		gzip_static off;
		try_files $uri =404;
	}
}
`;
}
