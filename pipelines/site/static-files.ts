import { cpSync, existsSync, readFileSync, readdirSync, rmSync, rmdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Paths } from '../paths.ts';

/** Releases lie there; they are no static files. */
const releases = /^data(\/|$)/;

/**
 * Makes the local folder of assets hold the fonts and icons of `static`, and no others: the local
 * profile has a folder of its own, so that no build can mix the two. Files that are the same are
 * left alone.
 */
export function refreshStaticFiles({
	staticFiles,
	assets
}: Pick<Paths, 'staticFiles' | 'assets'>): void {
	const wanted = entriesBelow(staticFiles);
	for (const { path, isFolder } of entriesBelow(assets).reverse())
		if (!wanted.some((one) => one.path === path && one.isFolder === isFolder)) {
			if (isFolder) rmdirSync(join(assets, path));
			else rmSync(join(assets, path));
		}
	for (const { path, isFolder } of wanted) {
		const [from, to] = [join(staticFiles, path), join(assets, path)];
		if (!isFolder && !isSame(from, to)) cpSync(from, to);
	}
}

interface Entry {
	/** Relative, with slashes. */
	readonly path: string;
	readonly isFolder: boolean;
}

/** Folders stand before what is in them. */
function entriesBelow(root: string, folder = ''): Entry[] {
	if (!existsSync(join(root, folder))) return [];
	return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
		const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
		if (releases.test(path)) return [];
		const isFolder = entry.isDirectory();
		return [{ path, isFolder }, ...(isFolder ? entriesBelow(root, path) : [])];
	});
}

function isSame(from: string, to: string): boolean {
	return existsSync(to) && readFileSync(to).equals(readFileSync(from));
}
