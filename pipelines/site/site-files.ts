import { realpath, stat } from 'node:fs/promises';
import { isAbsolute, join, relative, sep } from 'node:path';

/** What a path of a site stands for: a file, another path, or nothing. */
export type Located =
	| { readonly status: 200 | 404; readonly file: string }
	| { readonly status: 308; readonly location: string }
	| { readonly status: 400 | 404 };

export interface LocateOptions {
	/** The folder of a built site, without links in its path. */
	readonly root: string;
	/** What the site was built under, such as `/sub`. */
	readonly basePath: string;
}

/** Looks up a path as it came in a request, without its query. */
export async function locate(path: string, { root, basePath }: LocateOptions): Promise<Located> {
	if (basePath && (path === '/' || path === basePath)) return sentTo(`${basePath}/`);
	if (!path.startsWith(`${basePath}/`)) return missing(root);
	const inside = decoded(path.slice(basePath.length));
	if (inside === undefined) return { status: 400 };
	const target = await existing(root, inside);
	if (!target) return missing(root);
	const isFolderPath = inside.endsWith('/');
	if (!target.isFolder) return isFolderPath ? missing(root) : { status: 200, file: target.path };
	// Two slashes at the front would name another host.
	if (!isFolderPath) return sentTo(`${path.replace(/^\/+/, '/')}/`);
	const index = await existing(root, join(inside, 'index.html'));
	return index ? { status: 200, file: index.path } : missing(root);
}

function sentTo(location: string): Located {
	return { status: 308, location };
}

async function missing(root: string): Promise<Located> {
	const page = await existing(root, '404.html');
	return page ? { status: 404, file: page.path } : { status: 404 };
}

function decoded(path: string): string | undefined {
	try {
		const text = decodeURIComponent(path);
		return text.includes('\0') ? undefined : text;
	} catch {
		return undefined;
	}
}

/** Nothing outside the root exists, whether reached by `..` or by a link. */
async function existing(root: string, inside: string) {
	const path = await realpath(join(root, inside)).catch(() => undefined);
	if (path === undefined) return undefined;
	const way = relative(root, path);
	if (way === '..' || way.startsWith(`..${sep}`) || isAbsolute(way)) return undefined;
	return { path, isFolder: (await stat(path)).isDirectory() };
}

export interface Variant {
	readonly file: string;
	readonly encoding: 'br' | 'gzip' | undefined;
	readonly size: number;
	readonly modified: number;
}

const encodings = [
	{ encoding: 'br', suffix: '.br' },
	{ encoding: 'gzip', suffix: '.gz' },
	{ encoding: undefined, suffix: '' }
] as const;

/** The smallest form of a file that lies ready and that an `Accept-Encoding` lets through. */
export async function variantOf(path: string, accepted: string): Promise<Variant> {
	const parts = accepted.toLowerCase().split(',');
	const refused = /;\s*q=0(\.0*)?\s*$/;
	const wanted = parts.filter((part) => !refused.test(part)).map((part) => part.split(';')[0]);
	for (const { encoding, suffix } of encodings) {
		if (encoding && !wanted.some((name) => name?.trim() === encoding)) continue;
		const file = path + suffix;
		const found = await stat(file).catch(() => undefined);
		if (found?.isFile()) return { file, encoding, size: found.size, modified: found.mtimeMs };
	}
	throw new Error(`no such file: ${path}`);
}
