import { z } from 'zod';
import type { OwnSummary } from '#lib/model/own-file-summary.ts';
import { type OwnDeclaration, ownDeclaration } from '#lib/model/own-file.ts';

/** Where declarations lie on the device; rows never do. */
const place = 'atalaya.workbench';
const most = 20;

type Store = Pick<Storage, 'getItem' | 'setItem'>;
type File = OwnDeclaration['file'];

const isSame = (one: File, other: File) =>
	one.name === other.name && one.size === other.size && one.columns === other.columns;

/** How a file is known again. */
export const fileKey = ({ name, size, fingerprint }: OwnSummary): File => ({
	...{ name, size },
	columns: fingerprint
});

/** The latest first; what a former version wrote and this one cannot read is passed over. */
export function savedDeclarations(store: Store): OwnDeclaration[] {
	try {
		const all = z.array(z.unknown()).parse(JSON.parse(store.getItem(place) ?? '[]'));
		return all.flatMap((one) => {
			const read = ownDeclaration.safeParse(one);
			return read.success ? [read.data] : [];
		});
	} catch {
		// A device that keeps nothing, or something else by this name: there is nothing to restore.
		return [];
	}
}

export const savedFor = (store: Store, file: File): OwnDeclaration | undefined =>
	savedDeclarations(store).find((one) => isSame(one.file, file));

/** Puts a declaration before all others; false where the device keeps nothing. */
export function saveDeclaration(store: Store, declaration: OwnDeclaration): boolean {
	const others = savedDeclarations(store).filter(({ file }) => !isSame(file, declaration.file));
	return write(store, [declaration, ...others].slice(0, most));
}

export function forgetDeclaration(store: Store, file: File): boolean {
	return write(
		store,
		savedDeclarations(store).filter((one) => !isSame(one.file, file))
	);
}

function write(store: Store, all: readonly OwnDeclaration[]): boolean {
	try {
		store.setItem(place, JSON.stringify(all));
		return true;
	} catch {
		return false;
	}
}
