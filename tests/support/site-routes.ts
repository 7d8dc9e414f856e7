import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** A route of `src/routes` with the pages that were built of it. */
export interface BuiltRoute {
	/** Such as `[lang]/boards/[board]`; empty for the root. */
	readonly route: string;
	/** Below the folder of the site, with slashes, the largest first. */
	readonly pages: readonly string[];
}

/** Every route that has a page, from the folder of the routes itself: a new one is in it by itself. */
const routesIn = (folder: string): string[] =>
	readdirSync(folder, { recursive: true, encoding: 'utf8' })
		.map((path) => path.replaceAll('\\', '/'))
		.filter((path) => /(^|\/)\+page(@[^/]*)?\.svelte$/.test(path))
		.map((path) => path.split('/').slice(0, -1).join('/'));

const segmentsOf = (path: string) => path.split('/').filter((one) => one !== '');

const matches = (route: readonly string[], page: readonly string[]): boolean =>
	route.length === page.length &&
	route.every((segment, i) => segment.startsWith('[') || segment === page[i]);

/** As Kit decides it: a name goes before a parameter, from the left. */
const byNames = (a: readonly string[], b: readonly string[]): number => {
	const signs = (route: readonly string[]) =>
		route.map((segment) => (segment.startsWith('[') ? '1' : '0')).join('');
	return signs(a) < signs(b) ? -1 : 1;
};

/** The pages of a built site by their routes, and those that no route explains. */
export function builtRoutes(
	routes: string,
	site: string
): { readonly routes: readonly BuiltRoute[]; readonly strays: readonly string[] } {
	const known = routesIn(routes).map((route) => ({ route, segments: segmentsOf(route) }));
	const found = new Map<string, string[]>(known.map(({ route }) => [route, []]));
	const strays: string[] = [];
	const pages = readdirSync(site, { recursive: true, encoding: 'utf8' })
		.map((path) => path.replaceAll('\\', '/'))
		.filter((path) => path.endsWith('.html'))
		.map((path) => ({ path, size: statSync(join(site, path)).size }))
		.sort((a, b) => b.size - a.size || (a.path < b.path ? -1 : 1));
	for (const { path } of pages) {
		// Hosts want the page of what is not there under this name.
		const segments = path === '404.html' ? ['404'] : segmentsOf(path.replace(/index\.html$/, ''));
		const [best] = known
			.filter((one) => matches(one.segments, segments))
			.sort((a, b) => byNames(a.segments, b.segments));
		if (best) found.get(best.route)!.push(path);
		else strays.push(path);
	}
	return { routes: [...found].map(([route, own]) => ({ route, pages: own })), strays };
}
