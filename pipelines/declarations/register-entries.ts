import { type EntryOf, type RegisterName, entriesOf } from '#lib/model/registers/registers.ts';
import type { References } from './declaration-references.ts';

/** The entries of a register; none where it is not there, undefined where it has errors. */
export function declaredEntries<Name extends RegisterName>(
	{ read }: References,
	name: Name
): readonly EntryOf<Name>[] | undefined {
	if (read.registers.broken.has(name)) return undefined;
	return entriesOf(
		[...read.registers.declared.values()].map(({ value }) => value),
		name
	);
}
