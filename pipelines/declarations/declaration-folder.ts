import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { DataError } from '#lib/errors.ts';
import { nearestName } from '#lib/model/nearest-name.ts';
import { start } from '#lib/readers/yaml/position.ts';
import { type Problem, problemAt } from './declaration-problem.ts';

/** Where the files of a kind lie. */
export interface FilePattern {
	/** Such as `release.yaml` or `concepts/*.yaml`, the star being the id; it may be a folder, too. */
	readonly files: string;
	/** Endings of what may lie in the folder besides, such as `.csv`. */
	readonly beside?: readonly string[];
	/** May be missing: the one file, or the file of a folder. */
	readonly optional?: boolean;
	/** The file of the same folder that may stand there instead of it. */
	readonly instead?: string;
}

export interface FoundFile<Name extends string = string> {
	readonly kind: Name;
	readonly file: string;
	/** What stands for the star; empty without one. */
	readonly id: string;
}

export interface FoundFiles<Name extends string> {
	readonly found: readonly FoundFile<Name>[];
	/** There, but not where or how they are read: references to them are no errors of their own. */
	readonly misplaced: readonly FoundFile<Name>[];
	readonly problems: readonly Problem[];
}

interface Entry {
	readonly path: string;
	readonly type: 'file' | 'folder' | 'neither';
}

const maxLevels = 4;

/** What may lie anywhere and says nothing: notes, hidden files, droppings of Windows. */
const isAside = (name: string) => /^\.|\.md$|^(thumbs\.db|desktop\.ini)$/i.test(name);
const looksLikeYaml = (path: string) => /\.ya?ml[^/]*$/i.test(path);
const folderOf = (path: string) => path.split('/').slice(0, -1).join('/');

function entryType(path: string): Entry['type'] {
	try {
		const status = statSync(path);
		return status.isDirectory() ? 'folder' : status.isFile() ? 'file' : 'neither';
	} catch {
		return 'neither';
	}
}

/** Everything in a folder and its folders, in the order of names; links are followed. */
function entriesOf(root: string, folder = '', level = 1): Entry[] {
	const names = readdirSync(join(root, folder)).filter((name) => !isAside(name));
	return names.sort().flatMap((name) => {
		const path = folder === '' ? name : `${folder}/${name}`;
		const type = entryType(join(root, path));
		const inside = type === 'folder' && level < maxLevels ? entriesOf(root, path, level + 1) : [];
		return [{ path, type }, ...inside];
	});
}

class Places<Name extends string> {
	readonly #kinds: readonly (readonly [Name, FilePattern])[];

	constructor(patterns: Readonly<Record<Name, FilePattern>>) {
		const all = Object.entries<FilePattern>(patterns) as [Name, FilePattern][];
		// A file with a place of its own is none of those that a star stands for.
		this.#kinds = all.sort(([, a], [, b]) => Number(isStarred(a)) - Number(isStarred(b)));
	}

	/** What a path would be, were it written as it is. */
	at(path: string): FoundFile<Name> | undefined {
		for (const [kind, { files }] of this.#kinds) {
			const [before = '', after] = files.split('*');
			if (after === undefined ? path !== files : !fits(path, before, after)) continue;
			const id = after === undefined ? '' : path.slice(before.length, path.length - after.length);
			return { kind, file: path, id };
		}
		return undefined;
	}

	/** The path that was probably meant: another ending, or a slip in the name of a folder or file. */
	meant(path: string): FoundFile<Name> | undefined {
		const ending = path.replace(/\.ya?ml[^/]*$/i, '.yaml');
		const parts = ending.split('/');
		const similar = this.#kinds
			.map(([, { files }]) => files.split('/'))
			.filter((pattern) => pattern.length === parts.length)
			.find((pattern) => pattern.every((part, i) => isSimilar(parts[i]!, part)));
		const filled = similar?.map((part, i) => (part.startsWith('*') ? parts[i]! : part));
		return this.at(ending) ?? (filled && this.at(filled.join('/')));
	}

	/** Folders that hold one file an id, and nothing else but what may lie beside it. */
	isFlat(folder: string): boolean {
		return this.#kinds.some(([, { files }]) => files === `${folder}/*.yaml`);
	}

	/** The declaration beside which a file may lie, such as `series/x.yaml` of `series/x.csv`. */
	besides(path: string): string | undefined {
		const ending = this.#kinds
			.filter(([, { files }]) => folderOf(files) === folderOf(path))
			.flatMap(([, { beside = [] }]) => beside)
			.find((one) => path.endsWith(one));
		return ending === undefined ? undefined : `${path.slice(0, -ending.length)}.yaml`;
	}

	/** Files that have to be there, given the folders that are; `isThere` says which files are. */
	needed(folders: readonly string[], isThere: (file: string) => boolean): string[] {
		return this.#kinds
			.filter(([, { optional = false }]) => !optional)
			.flatMap(([, { files, instead }]) => {
				if (!files.includes('*')) return [files];
				const [before, after = ''] = files.split('*');
				if (!after.startsWith('/')) return [];
				const own = folders.filter((path) => `${folderOf(path)}/` === before);
				return own
					.filter((folder) => instead === undefined || !isThere(`${folder}/${instead}`))
					.map((folder) => `${folder}${after}`);
			})
			.filter((file) => !isThere(file));
	}
}

const isStarred = ({ files }: FilePattern) => files.includes('*');

function fits(path: string, before: string, after: string): boolean {
	const star = path.slice(before.length, path.length - after.length);
	return path === `${before}${star}${after}` && star !== '' && !star.includes('/');
}

const isSimilar = (part: string, pattern: string) =>
	pattern.startsWith('*') || nearestName(part, [pattern]) !== undefined;

/** The declarations in a folder, and what looks as if it were one but would not be read. */
export function foundFiles<Name extends string>(
	root: string,
	patterns: Readonly<Record<Name, FilePattern>>
): FoundFiles<Name> {
	if (entryType(root) !== 'folder') throw new DataError(`no folder of declarations: ${root}`);
	const places = new Places(patterns);
	const entries = entriesOf(root);
	const known = new Set(entries.map(({ path }) => path));
	const found: FoundFile<Name>[] = [];
	const misplaced: FoundFile<Name>[] = [];
	const problems: Problem[] = [];
	for (const entry of entries) {
		const place = places.at(entry.path);
		if (place && entry.type === 'file') found.push(place);
		const message = place ? wrongType(entry) : strayMessage(entry, places, known);
		if (message !== undefined) {
			problems.push(problemAt(entry.path, start, message));
			misplaced.push(...[place ?? places.meant(entry.path)].filter((one) => one !== undefined));
		}
	}
	const folders = entries.filter(({ type }) => type === 'folder').map(({ path }) => path);
	const there = new Set([...found, ...misplaced].map(({ file }) => file));
	for (const file of places.needed(folders, (path) => there.has(path)))
		problems.push(problemAt(file, start, 'file not found'));
	return { found, misplaced, problems };
}

function wrongType({ type }: Entry): string | undefined {
	if (type === 'file') return undefined;
	return type === 'folder' ? 'a folder, expected a file' : 'cannot be read, expected a file';
}

function strayMessage<Name extends string>(
	{ path, type }: Entry,
	places: Places<Name>,
	known: ReadonlySet<string>
): string | undefined {
	const isInFlat = places.isFlat(folderOf(path));
	if (type === 'folder') return isInFlat ? 'a folder, expected files' : undefined;
	const besides = places.besides(path);
	if (besides !== undefined) return known.has(besides) ? undefined : `not read without ${besides}`;
	if (!isInFlat && !looksLikeYaml(path)) return undefined;
	const meant = places.meant(path)?.file;
	return `not read, ${meant === undefined ? 'no declaration has this place' : `expected ${meant}`}`;
}
