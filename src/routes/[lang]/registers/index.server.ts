import { type RegisterIndex, registerIndex } from '#lib/model/registers/register-index.ts';
import {
	type EntryOf,
	type RegisterFile,
	type RegisterName,
	entriesOf,
	registerFile
} from '#lib/model/registers/registers.ts';
import { releaseFile, releaseManifest, releasePath } from '../../release.server.ts';

const path = 'pages/registers.json';

const isReleased = (wanted: string) =>
	releaseManifest().artefacts.some((one) => one.path === wanted);

/** Which registers the release has; undefined where it has none. */
export const releasedRegisters = (): RegisterIndex | undefined =>
	isReleased(path) ? registerIndex.parse(releaseFile(path)) : undefined;

/** What was read, by release and register: every name of an entry is looked up in them. */
const read = new Map<string, RegisterFile | undefined>();

/** The entries of a register of the release; none where it is not there. */
export function releasedEntries<Name extends RegisterName>(name: Name): readonly EntryOf<Name>[] {
	const file = `pages/registers/${name}.json`;
	const key = `${releasePath()}/${file}`;
	if (!read.has(key))
		read.set(key, isReleased(file) ? registerFile.parse(releaseFile(file)) : undefined);
	const found = read.get(key);
	return found ? entriesOf([found], name) : [];
}
