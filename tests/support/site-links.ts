import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** An element that names another file, and whether the browser fetches it by itself. */
export interface Reference {
	readonly tag: string;
	readonly href: string;
	readonly isLoaded: boolean;
}

/** What a crawler reads of a page. */
export interface CrawledPage {
	/** Below the folder of the site, with slashes: `es/boards/index.html`. */
	readonly path: string;
	readonly lang: string;
	readonly title: string;
	readonly headings: number;
	readonly isIndexed: boolean;
	readonly ids: ReadonlySet<string>;
	readonly alternates: readonly { readonly lang: string; readonly href: string }[];
	readonly references: readonly Reference[];
}

const words: Readonly<Record<string, string>> = {
	amp: '&',
	lt: '<',
	gt: '>',
	quot: '"',
	'#39': "'"
};
const decoded = (text: string) =>
	text.replace(/&(#39|[a-z]+);/g, (all, name: string) => words[name] ?? all);

/** Elements with their attributes. What Svelte and linkedom write quotes every value. */
function elements(html: string): { tag: string; attributes: Map<string, string> }[] {
	const bare = html
		.replace(/<!--[^]*?-->/g, '')
		.replace(/(<(script|style)\b[^>]*>)[^]*?<\/\2>/g, '$1');
	return [...bare.matchAll(/<([a-z][\w-]*)((?:\s+[^\s=>"'/]+(?:="[^"]*")?)*)\s*\/?>/gi)].map(
		([, tag = '', rest = '']) => ({
			tag: tag.toLowerCase(),
			attributes: new Map(
				[...rest.matchAll(/([^\s=]+)(?:="([^"]*)")?/g)].map(([, name = '', value = '']) => [
					name.toLowerCase(),
					decoded(value)
				])
			)
		})
	);
}

/** Relations of `link` that name an address without fetching it. */
const named = new Set(['alternate', 'canonical', 'license', 'author', 'help', 'next', 'prev']);

function referencesOf({ tag, attributes }: ReturnType<typeof elements>[number]): Reference[] {
	const isLoaded = !['a', 'area', 'form'].includes(tag) && !named.has(attributes.get('rel') ?? '');
	const own = ['href', 'src', 'poster', 'action', 'data'].flatMap((name) => {
		const value = attributes.get(name);
		return value === undefined || (name === 'data' && tag !== 'object') ? [] : [value];
	});
	const sets = (attributes.get('srcset') ?? '')
		.split(',')
		.map((one) => one.trim().split(/\s+/)[0]!)
		.filter((one) => one !== '');
	return [...own, ...sets].map((href) => ({ tag, href, isLoaded }));
}

function crawled(path: string, html: string): CrawledPage {
	const all = elements(html);
	const valuesOf = (tag: string, name: string) =>
		all.flatMap((one) => (one.tag === tag ? (one.attributes.get(name) ?? []) : []));
	const isHidden = all.some(
		({ tag, attributes }) =>
			tag === 'meta' &&
			attributes.get('name') === 'robots' &&
			/noindex/.test(attributes.get('content') ?? '')
	);
	return {
		...{ path, lang: valuesOf('html', 'lang')[0] ?? '', isIndexed: !isHidden },
		title: decoded(/<title>([^]*?)<\/title>/.exec(html)?.[1] ?? ''),
		headings: all.filter(({ tag }) => tag === 'h1').length,
		ids: new Set(all.flatMap(({ attributes }) => attributes.get('id') ?? [])),
		alternates: all.flatMap(({ tag, attributes }) => {
			const lang = attributes.get('hreflang');
			const href = attributes.get('href');
			return tag === 'link' && lang !== undefined && href !== undefined ? [{ lang, href }] : [];
		}),
		references: all.flatMap(referencesOf)
	};
}

/** Every page of a built site. */
export const crawledPages = (folder: string): CrawledPage[] =>
	readdirSync(folder, { recursive: true, encoding: 'utf8' })
		.map((path) => path.replaceAll('\\', '/'))
		.filter((path) => path.endsWith('.html'))
		.sort()
		.map((path) => crawled(path, readFileSync(join(folder, path), 'utf8')));

interface Site {
	readonly folder: string;
	/** What it was built under, such as `/sub`. */
	readonly basePath: string;
	readonly pages: readonly CrawledPage[];
}

/**
 * What is wrong with the addresses on the pages of a site: nothing there, no such place on the page,
 * outside the folder of the site, or fetched from somebody else.
 */
export function brokenLinks({ folder, basePath, pages }: Site): string[] {
	const byPath = new Map(pages.map((page) => [page.path, page]));
	const known = new Map<string, string | undefined>();
	const fileOf = (path: string): string | undefined => {
		if (!known.has(path)) known.set(path, lookedUp(folder, path));
		return known.get(path);
	};
	return pages.flatMap((page) => {
		const own = new URL(`http://site${basePath}/${page.path.replace(/index\.html$/, '')}`);
		const faults = page.references.map(({ tag, href, isLoaded }): string | undefined => {
			if (/^(data|blob|mailto|tel):/.test(href)) return undefined;
			const url = new URL(href, own);
			if (url.origin !== own.origin)
				return isLoaded ? `${tag} fetched from elsewhere: ${href}` : undefined;
			const path = decodeURIComponent(url.pathname);
			if (!path.startsWith(`${basePath}/`)) return `${tag} outside the site: ${href}`;
			const file = fileOf(path.slice(basePath.length + 1));
			if (file === undefined) return `${tag} leads nowhere: ${href}`;
			const anchor = decodeURIComponent(url.hash.slice(1));
			const target = byPath.get(file);
			if (anchor === '' || target === undefined || target.ids.has(anchor)) return undefined;
			return `${tag} leads to no such place: ${href}`;
		});
		return faults.filter((one) => one !== undefined).map((fault) => `${page.path}: ${fault}`);
	});
}

/** The file behind a path; a folder needs its slash, or every click costs a redirection. */
function lookedUp(folder: string, path: string): string | undefined {
	const file = path === '' || path.endsWith('/') ? `${path}index.html` : path;
	const at = join(folder, file);
	return existsSync(at) && statSync(at).isFile() ? file : undefined;
}

/** What every page has to say of itself. */
export function unnamedPages(pages: readonly CrawledPage[]): string[] {
	const titles = new Map<string, string>();
	return pages.flatMap(({ path, lang, title, headings, alternates, isIndexed }) => {
		const faults: string[] = [];
		const [folder = ''] = path.split('/');
		const isOfLanguage = path.includes('/');
		if (lang === '' || (isOfLanguage && folder !== lang)) faults.push(`lang: ${lang}`);
		if (headings !== 1) faults.push(`first-level headings: ${headings}`);
		const key = `${lang} ${title}`;
		const other = titles.get(key);
		if (title.trim() === '' || other !== undefined) faults.push(`title of ${other}: ${title}`);
		titles.set(key, path);
		if (isOfLanguage && isIndexed && alternates.length !== 5)
			faults.push(`other languages: ${alternates.map((one) => one.lang).join(' ')}`);
		return faults.map((fault) => `${path}: ${fault}`);
	});
}
