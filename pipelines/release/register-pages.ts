import type { Artefact } from '#lib/model/manifest.ts';
import { type RegisterIndex, registerIndex } from '#lib/model/registers/register-index.ts';
import {
	type RegisterFile,
	isFilled,
	registerFields,
	registerFile
} from '#lib/model/registers/registers.ts';
import type { Declarations } from '../declarations/declarations.ts';
import { ownArtefact } from './release-files.ts';
import { withheldLivelihoods } from './withheld-livelihoods.ts';

/** The registers as declared, a file each, and their index; none where none is declared. */
export function registerPages(declarations: Declarations, folder: string): Artefact[] {
	const registers = declarations.registers.map((one) => publishedRegister(one, declarations));
	if (registers.length === 0) return [];
	const page = (path: string, content: unknown) =>
		ownArtefact(folder, { path, kind: 'page' }, content);
	return [
		...registers.map((one) => page(`pages/registers/${one.id}.json`, registerFile.parse(one))),
		page('pages/registers.json', registerIndex.parse(indexOf({ ...declarations, registers })))
	];
}

/** As it may be read by everybody: without figures that tell of too few people. */
const publishedRegister = (file: RegisterFile, { disclosure }: Declarations): RegisterFile =>
	file.id === 'livelihoods'
		? { ...file, entries: [...withheldLivelihoods(file.entries, disclosure)] }
		: file;

function indexOf({ registers, territories, programmes }: Declarations): RegisterIndex {
	const entries = registers.flatMap((one): readonly Named[] => one.entries);
	const named = new Set(entries.flatMap(({ country, territory }) => [country, territory]));
	const evaluated = new Set(entries.map(({ programme }) => programme));
	return {
		registers: registers.map(fullness),
		territories: territories
			.flatMap((list) => list.territories)
			.filter(({ id }) => named.has(id))
			.map(({ id, name }) => ({ id, name })),
		programmes: programmes
			.filter(({ id }) => evaluated.has(id))
			.map(({ id, title }) => ({ id, title }))
	};
}

/** What of an entry other declarations have. */
interface Named {
	readonly country?: string | undefined;
	readonly territory?: string | undefined;
	readonly programme?: string | undefined;
}

function fullness({ id, entries }: RegisterFile): RegisterIndex['registers'][number] {
	const lastChecked = entries
		.map((entry) => entry.lastChecked)
		.sort()
		.at(-1);
	return {
		...{ id, entries: entries.length },
		synthetic: entries.filter(({ synthetic }) => synthetic).length,
		fields: registerFields(id).map((field) => ({
			field,
			filled: entries.filter((entry) => isFilled(entry, field)).length
		})),
		...(lastChecked === undefined ? {} : { lastChecked })
	};
}
