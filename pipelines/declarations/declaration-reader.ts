import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathProblems } from '#lib/model/problems.ts';
import { type PositionOf, declarationDocument } from '#lib/readers/yaml/declaration-document.ts';
import { start } from '#lib/readers/yaml/position.ts';
import { type FoundFile, foundFiles } from './declaration-folder.ts';
import {
	type DeclaredOf,
	type KindName,
	declarationKinds,
	kindNamed,
	kindNames
} from './declaration-kinds.ts';
import { type Problem, problemAt } from './declaration-problem.ts';

/** A file that keeps to its schema. */
export interface Declared<Value> {
	/** What the star of its pattern stands for; empty for a single file. */
	readonly id: string;
	/** Relative to the folder of the declarations. */
	readonly file: string;
	readonly value: Value;
	readonly positionOf: PositionOf;
}

export interface ReadKind<Value> {
	/** By id. */
	readonly declared: ReadonlyMap<string, Declared<Value>>;
	/** Files that are there and cannot be taken, by id. */
	readonly broken: ReadonlyMap<string, string>;
}

export type ReadKinds = { readonly [Name in KindName]: ReadKind<DeclaredOf<Name>> };

/** What a schema alone can say of the files below `folder`, kind by kind; of kinds not wanted nothing. */
export function readKinds(
	folder: string,
	wanted: readonly KindName[] = kindNames
): { read: ReadKinds; problems: Problem[] } {
	const { found, misplaced, problems } = foundFiles(folder, declarationKinds);
	const all = [...problems];
	const read = kindNames.map((name) => {
		const own = (files: readonly FoundFile<KindName>[]) =>
			files.filter(({ kind }) => kind === name);
		const declared = new Map<string, Declared<unknown>>();
		const broken = new Map(own(misplaced).map(({ id, file }) => [id, file]));
		for (const file of wanted.includes(name) ? own(found) : []) {
			const { declaration, ids } = readFile(folder, file, all);
			if (declaration) declared.set(file.id, declaration);
			else for (const id of ids) broken.set(id, file.file);
		}
		return [name, { declared, broken }];
	});
	return { read: Object.fromEntries(read) as ReadKinds, problems: all };
}

interface ReadFile {
	/** Absent when the file has problems. */
	readonly declaration?: Declared<unknown>;
	/** What references may call it: the name of the file, and the id in it. */
	readonly ids: readonly string[];
}

function readFile(
	folder: string,
	{ kind, file, id }: FoundFile<KindName>,
	problems: Problem[]
): ReadFile {
	const { schema, anonymous = id === '' } = kindNamed(kind);
	const bytes = bytesOf(join(folder, file));
	if (typeof bytes === 'string') {
		problems.push(problemAt(file, start, `cannot be read: ${bytes}`));
		return { ids: [id] };
	}
	const { problems: own, positionOf, ...read } = declarationDocument(bytes);
	for (const { position, message, path } of own)
		problems.push(problemAt(file, position, message, path));
	if (!('value' in read)) return { ids: [id] };
	const { value: input } = read;
	const parsed = schema.safeParse(input);
	if (!parsed.success)
		for (const { path, message, isKey } of pathProblems(parsed.error, { input, schema }))
			problems.push(problemAt(file, positionOf(path, isKey ? 'key' : 'value'), message, path));
	const other = anonymous ? undefined : otherId(input, id);
	if (other !== undefined) {
		const message = `not what its file is named after, ${id}: ${other}`;
		problems.push(problemAt(file, positionOf(['id']), message, ['id']));
	}
	if (!parsed.success || own.length > 0 || other !== undefined) return { ids: [id, other ?? id] };
	return { declaration: { id, file, value: parsed.data, positionOf }, ids: [id] };
}

/** The id that a file gives itself, if it is not its name; what is no id, its schema reports. */
function otherId(input: unknown, expected: string): string | undefined {
	const { id } = (input ?? {}) as { readonly id?: unknown };
	return typeof id === 'string' && id !== expected ? id : undefined;
}

function bytesOf(path: string): Uint8Array | string {
	try {
		return readFileSync(path);
	} catch (error) {
		return (error as NodeJS.ErrnoException).code ?? String(error);
	}
}
