import type { OwnDeclaration, OwnProblem } from '#lib/model/own-file.ts';
import type { HeldColumn, HeldTable } from './held-table.ts';
import { groupCodes } from './own-columns.ts';
import { columnsByName } from './own-concepts.ts';

/** The columns of a declared design, and what they make of every row. */
export interface OwnDesign {
	readonly weight?: HeldColumn | undefined;
	readonly psu?: HeldColumn | undefined;
	readonly fpc?: HeldColumn | undefined;
	readonly strata: readonly HeldColumn[];
	readonly replicates: readonly HeldColumn[];
	/** Named in the declaration, and not in the file. */
	readonly absent: readonly string[];
	/** By row. */
	readonly stratumCodes: Int32Array;
	/** Of every stratum, by code: its units, and a row of it. */
	readonly drawn: readonly { readonly units: number; readonly row: number }[];
}

/** With replicate weights neither strata nor units are looked at: the weights say how estimates spread. */
export function ownDesign(table: HeldTable, declaration: OwnDeclaration): OwnDesign {
	const byName = columnsByName(table);
	const absent: string[] = [];
	const columns = (names: readonly (string | undefined)[]) =>
		names.flatMap((name) => {
			const column = name === undefined ? undefined : byName.get(name);
			if (name !== undefined && !column) absent.push(name);
			return column ?? [];
		});
	const { replicates } = declaration;
	const [weight] = columns([declaration.weight]);
	const strata = replicates ? [] : columns(declaration.strata);
	const [psu] = replicates ? [] : columns([declaration.psu]);
	const [fpc] = replicates ? [] : columns([declaration.fpc]);
	const stratumCodes = groupCodes(strata, table.rows);
	return {
		...{ weight, strata, psu, fpc, absent, stratumCodes },
		replicates: columns(replicates?.columns ?? []),
		drawn: drawnOf(table, stratumCodes, psu)
	};
}

/** Without primary units every row is one. */
function drawnOf(
	{ rows }: HeldTable,
	stratumCodes: Int32Array,
	psu: HeldColumn | undefined
): OwnDesign['drawn'] {
	const drawn: { units: number; row: number }[] = [];
	const width = psu?.values.length ?? 1;
	const seen = new Set<number>();
	for (let row = 0; row < rows; row++) {
		const stratum = stratumCodes[row]!;
		const one = (drawn[stratum] ??= { units: 0, row });
		const unit = psu && stratum * width + psu.codes[row]!;
		if (unit !== undefined && seen.has(unit)) continue;
		if (unit !== undefined) seen.add(unit);
		one.units++;
	}
	return drawn;
}

/** What the stratum of a row is called: its texts side by side. */
export const stratumText = ({ strata }: OwnDesign, row: number): string =>
	strata.map(({ values, codes }) => values[codes[row]!]!).join(' / ');

/** How many problems of a kind are shown by their places. */
export const shownPlaces = 5;

/** One problem that counts the rows at fault and shows the first. */
export function rowsWhere(
	table: HeldTable,
	{ variable, values, counts, codes }: HeldColumn,
	kind: OwnProblem['kind'],
	isWrong: (text: string) => boolean
): OwnProblem[] {
	const wrong = values.map((value, i) => counts[i]! > 0 && isWrong(value));
	const rows = wrong.reduce((sum, is, i) => sum + (is ? counts[i]! : 0), 0);
	if (rows === 0) return [];
	const first: OwnProblem['first'] = [];
	for (let row = 0; row < codes.length && first.length < shownPlaces; row++)
		if (wrong[codes[row]!]) first.push({ place: table.places[row]!, value: values[codes[row]!]! });
	return [{ kind, column: variable.name, rows, first }];
}
