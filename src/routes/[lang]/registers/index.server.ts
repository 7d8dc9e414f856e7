import { type RegisterIndex, registerIndex } from '#lib/model/registers/register-index.ts';
import {
	type EntryOf,
	type RegisterName,
	entriesOf,
	registerFile
} from '#lib/model/registers/registers.ts';
import { released } from '../../released.server.ts';

/** Which registers the release has; undefined where it has none. */
export const releasedRegisters = (): RegisterIndex | undefined =>
	released('pages/registers.json', registerIndex);

/** The entries of a register of the release; none where it is not there. */
export function releasedEntries<Name extends RegisterName>(name: Name): readonly EntryOf<Name>[] {
	const found = released(`pages/registers/${name}.json`, registerFile);
	return found ? entriesOf([found], name) : [];
}
