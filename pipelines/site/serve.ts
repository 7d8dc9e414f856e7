import { createReadStream } from 'node:fs';
import { readFile, realpath } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { basename, extname, join, relative } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { askedRange } from '#lib/readers/asked-range.ts';
import {
	anyFrames,
	isEmbedded,
	ownFrames,
	pagePolicyHeader,
	policyHeader,
	securityHeaders
} from '../csp.js';
import { feedFile, feedType } from './hosting.ts';
import { locate, type LocateOptions, variantOf } from './site-files.ts';

export interface ServeOptions {
	/** A built site. */
	readonly folder: string;
	/** 0 takes any free one. */
	readonly port?: number;
	/** What the site was built under, such as `/sub`. */
	readonly basePath?: string;
	/** As a public host does, lets everybody show embedded pages in a frame; else nobody. */
	readonly letsFrame?: boolean;
	/** Whether a browser may keep pages and data; of the local profile never. Defaults to true. */
	readonly isKept?: boolean;
}

export interface Site {
	readonly url: string;
	close(): Promise<void>;
}

const types: Readonly<Record<string, string>> = {
	'.css': 'text/css; charset=utf-8',
	'.csv': 'text/csv; charset=utf-8',
	'.html': 'text/html; charset=utf-8',
	'.js': 'text/javascript; charset=utf-8',
	'.json': 'application/json',
	'.md': 'text/plain; charset=utf-8',
	'.mjs': 'text/javascript; charset=utf-8',
	'.parquet': 'application/vnd.apache.parquet',
	'.pdf': 'application/pdf',
	'.png': 'image/png',
	'.svg': 'image/svg+xml',
	'.txt': 'text/plain; charset=utf-8',
	'.webmanifest': 'application/manifest+json',
	'.wasm': 'application/wasm',
	'.woff2': 'font/woff2',
	'.xml': 'application/xml'
};

/**
 * Serves a built site to this machine only, with the headers a public host should send too. Fails
 * with EADDRINUSE when the port is taken: whether another will do is for the caller to say.
 */
export async function serve(options: ServeOptions): Promise<Site> {
	const { folder, port = 4173, basePath = '', letsFrame = false, isKept = true } = options;
	const site = { root: await realpath(folder), basePath, letsFrame, isKept };
	const server = createServer((request, response) => {
		answer(request, response, site).catch(() => {
			// The reader left, or a new build took the file away.
			if (response.headersSent) response.destroy();
			else plain(response, 500);
		});
	});
	const taken = await listen(server, port);
	return {
		url: `http://127.0.0.1:${taken}${basePath}/`,
		close: () =>
			new Promise((closed) => {
				server.close(() => closed());
				server.closeAllConnections();
			})
	};
}

function listen(server: Server, port: number): Promise<number> {
	return new Promise((listening, failed) => {
		server.once('error', failed);
		server.listen(port, '127.0.0.1', () => {
			const address = server.address();
			listening(typeof address === 'object' && address ? address.port : port);
		});
	});
}

async function answer(
	request: IncomingMessage,
	response: ServerResponse,
	site: Served
): Promise<void> {
	for (const [name, value] of Object.entries(securityHeaders)) response.setHeader(name, value);
	response.setHeader('Content-Security-Policy', `${policyHeader()}; ${ownFrames}`);
	if (!isThisMachine(request.headers.host)) return plain(response, 421);
	if (request.method !== 'GET' && request.method !== 'HEAD') {
		response.setHeader('Allow', 'GET, HEAD');
		return plain(response, 405);
	}
	const url = request.url ?? '/';
	const query = url.includes('?') ? url.slice(url.indexOf('?')) : '';
	const found = await locate(url.slice(0, url.length - query.length), site);
	if ('file' in found) return send(request, response, { ...found, ...site });
	if ('location' in found) response.setHeader('Location', found.location + query);
	plain(response, found.status);
}

/** Under another name a hostile page could read the local profile (DNS rebinding). */
function isThisMachine(host: string | undefined): boolean {
	return /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/.test(host ?? '');
}

interface Served extends LocateOptions {
	readonly letsFrame: boolean;
	readonly isKept: boolean;
}

interface Answer extends Served {
	readonly file: string;
	readonly status: 200 | 404;
}

async function send(
	request: IncomingMessage,
	response: ServerResponse,
	{ file, status, root, letsFrame, isKept }: Answer
): Promise<void> {
	const variant = await variantOf(file, request.headers['accept-encoding']?.toString() ?? '');
	const { size, modified, encoding } = variant;
	const etag = `"${size.toString(36)}-${Math.round(modified).toString(36)}-${encoding ?? 'as-is'}"`;
	const inside = relative(root, file);
	const isImmutable = inside.startsWith(join('_app', 'immutable'));
	response.setHeader('Content-Type', typeOf(file));
	response.setHeader('ETag', etag);
	response.setHeader('Vary', 'Accept-Encoding');
	response.setHeader(
		'Cache-Control',
		isImmutable ? 'public, max-age=31536000, immutable' : isKept ? 'no-cache' : 'no-store'
	);
	if (extname(file) === '.html') {
		const policy = pagePolicyHeader(await readFile(file, 'utf8'));
		const isOpen = letsFrame && isEmbedded(`/${inside.replaceAll('\\', '/')}`);
		const frames = isOpen ? anyFrames : ownFrames;
		response.setHeader('Content-Security-Policy', `${policy}; ${frames}`);
	}
	if (status === 200 && isKnown(etag, request.headers['if-none-match'])) {
		response.writeHead(304).end();
		return;
	}
	if (encoding) response.setHeader('Content-Encoding', encoding);
	else response.setHeader('Accept-Ranges', 'bytes');
	const { range, 'if-range': known = etag } = request.headers;
	const asked = status === 200 && !encoding && known === etag ? askedRange(range, size) : undefined;
	if (asked === 'none') {
		response.setHeader('Content-Range', `bytes */${size}`);
		return plain(response, 416);
	}
	const { start, end } = asked ?? { start: 0, end: size };
	if (asked) response.setHeader('Content-Range', `bytes ${start}-${end - 1}/${size}`);
	response.writeHead(asked ? 206 : status, { 'Content-Length': end - start });
	if (request.method === 'HEAD' || end === start) response.end();
	else await pipeline(createReadStream(variant.file, { start, end: end - 1 }), response);
}

/** A feed has a type of its own, though it ends like any XML. */
const typeOf = (file: string): string =>
	basename(file) === feedFile ? feedType : (types[extname(file)] ?? 'application/octet-stream');

function isKnown(etag: string, known: string | undefined): boolean {
	const tags = (known ?? '').split(',').map((tag) => tag.trim().replace(/^W\//, ''));
	return tags.includes(etag) || tags.includes('*');
}

function plain(response: ServerResponse, status: number): void {
	response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8' }).end(`${status}\n`);
}
