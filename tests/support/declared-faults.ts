import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkedDeclarations } from '../../pipelines/declarations/declarations.ts';
import { problemLine } from '../../pipelines/declarations/declaration-problem.ts';
import { type Instance, makeInstance } from './instance.ts';

/** Stands in the text of a fault for the place where it has to be reported. */
const marker = '‸';

export interface Edit {
	/** Below the folder of declarations. */
	readonly file: string;
	/** A text that stands once in the file; absent: the whole of it, which need not be there. */
	readonly from?: string;
	readonly to: string;
}

export interface Faults {
	readonly lines: readonly string[];
	/** `file:line:column` of the marker. */
	readonly place: string;
}

/** What is wrong with a small observatory that was in order before the edit. */
export function faultsAfter(edit: Edit, prepare: (instance: Instance) => void = () => {}): Faults {
	let place = '';
	const lines = faultsOf((instance) => {
		prepare(instance);
		const path = `data/${edit.file}`;
		const marked = editedText(instance, path, edit);
		instance.write(path, marked.replace(marker, ''));
		const before = marked.slice(0, Math.max(marked.indexOf(marker), 0)).split('\n');
		place = `${edit.file}:${before.length}:${(before.at(-1)?.length ?? 0) + 1}`;
	});
	return { lines, place };
}

/** The same after any change, as `atalaya validate` prints it. */
export function faultsOf(change: (instance: Instance) => void): string[] {
	const instance = makeInstance();
	try {
		change(instance);
		return checkedDeclarations(join(instance.root, 'data')).problems.map(problemLine);
	} finally {
		instance.remove();
	}
}

function editedText({ root }: Instance, path: string, { from, to }: Edit): string {
	if (from === undefined) return to;
	const parts = readFileSync(join(root, path), 'utf8').split(from);
	if (parts.length !== 2) throw new Error(`stands ${parts.length - 1} times in ${path}: ${from}`);
	return parts.join(to);
}
