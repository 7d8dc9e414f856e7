import { z } from 'zod';
import type { OwnSummary } from '#lib/model/own-file-summary.ts';
import { type OwnDeclaration, ownDeclaration } from '#lib/model/own-file.ts';

/** Where declarations lie on the device; rows never do. */
const place = 'atalaya.workbench';
const most = 20;

type Store = Pick<Storage, 'getItem' | 'setItem'>;
type File = OwnDeclaration['file'];

const isAlike = (one: File, other: File) =>
	one.name === other.name && one.columns === other.columns;

/** The same bytes; of what was saved before contents were told apart, the same name, size and columns. */
const isSame = (one: File, other: File) =>
	one.content === undefined || other.content === undefined
		? isAlike(one, other) && one.size === other.size
		: one.content === other.content && one.columns === other.columns;

/** How a file is known again. */
export const fileKey = ({ name, size, fingerprint, content }: OwnSummary): File => ({
	...{ name, size, content },
	columns: fingerprint
});

/** Declarations had one stratum before they had several. */
const earlier = z.looseObject({ version: z.literal(1), stratum: z.string().optional() });

function upToDate(saved: unknown): unknown {
	const read = earlier.safeParse(saved);
	if (!read.success) return saved;
	const { stratum, ...rest } = read.data;
	return { ...rest, version: 2, strata: stratum === undefined ? [] : [stratum] };
}

/** The latest first; what a former version wrote and this one cannot read is passed over. */
export function savedDeclarations(store: Store): OwnDeclaration[] {
	try {
		const all = z.array(z.unknown()).parse(JSON.parse(store.getItem(place) ?? '[]'));
		return all.flatMap((one) => {
			const read = ownDeclaration.safeParse(upToDate(one));
			return read.success ? [read.data] : [];
		});
	} catch {
		// A device that keeps nothing, or something else by this name: there is nothing to restore.
		return [];
	}
}

/** same: of these bytes; alike: of a file of this name and columns whose content was another. */
export interface SavedFor {
	readonly declaration: OwnDeclaration;
	readonly match: 'same' | 'alike';
}

export function savedFor(store: Store, file: File): SavedFor | undefined {
	const all = savedDeclarations(store);
	const same = all.find((one) => isSame(one.file, file));
	if (same) return { declaration: { ...same, file }, match: 'same' };
	const alike = all.find((one) => isAlike(one.file, file));
	return alike && { declaration: { ...alike, file, confirmed: false }, match: 'alike' };
}

/** How the file of these bytes was read when it was declared last. */
export const savedReading = (
	store: Store,
	content: string
): OwnDeclaration['reading'] | undefined =>
	savedDeclarations(store).find(({ file }) => file.content === content)?.reading;

/** Puts a declaration before all others; false where the device keeps nothing. */
export function saveDeclaration(store: Store, declaration: OwnDeclaration): boolean {
	const others = savedDeclarations(store).filter(({ file }) => !isSame(file, declaration.file));
	// What a device keeps is limited: the oldest make room, one after the other.
	for (let kept = Math.min(most - 1, others.length); kept >= 0; kept--)
		if (write(store, [declaration, ...others.slice(0, kept)])) return true;
	return false;
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
