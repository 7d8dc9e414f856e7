import type { TerritoryList } from '#lib/model/territory.ts';
import { unknownName } from '#lib/model/nearest-name.ts';
import type { References, Report } from './declaration-references.ts';
import { declaredEntries } from './register-entries.ts';

/** That blocs are codes of the registers, where there are any: they have no other name. */
export function checkBlocs({ blocs }: TerritoryList, references: References, report: Report) {
	const codes = declaredEntries(references, 'codes');
	if (!codes || codes.length === 0) return;
	const known = codes.filter(({ list }) => list === 'blocs').map(({ id }) => id);
	for (const bloc of Object.keys(blocs))
		if (!known.includes(bloc))
			report(['blocs', bloc], unknownName('code of blocs', bloc, known), 'key');
}

/** The bloc of a country by the lists of territories. */
export function blocOf(country: string, { read }: References): string | undefined {
	const lists = [...read.territories.declared.values()].map(({ value }) => value.blocs);
	return lists
		.flatMap((blocs) => Object.keys(blocs).filter((bloc) => blocs[bloc]?.includes(country)))
		.at(0);
}
