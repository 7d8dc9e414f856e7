import type { OwnDeclared } from '#lib/model/own-file-summary.ts';
import type { OwnDeclaration, OwnProblem } from '#lib/model/own-file.ts';
import type { HeldColumn, HeldTable } from './held-table.ts';
import { groupCodes } from './own-columns.ts';
import {
	type OwnColumnUse,
	columnsByName,
	mostCategories,
	ownConcepts,
	reasonOf
} from './own-concepts.ts';
import { isBlank, numberIn } from './own-numbers.ts';

/** What a declaration makes of a file: its concepts and design, or everything that is wrong with it. */
export function ownDeclared(table: HeldTable, declaration: OwnDeclaration): OwnDeclared {
	const uses = ownConcepts(table, declaration);
	const problems = [
		...designProblems(table, declaration),
		...columnProblems(table, declaration, uses)
	];
	const byName = columnsByName(table);
	const groups = (...names: (string | undefined)[]) =>
		new Set(
			groupCodes(
				names.flatMap((name) => (name === undefined ? [] : (byName.get(name) ?? []))),
				table.rows
			)
		).size;
	const { stratum, psu, weight, decimal } = declaration;
	const weights = weight === undefined ? undefined : byName.get(weight);
	return {
		problems,
		concepts: uses.map(({ concept }) => concept),
		rows: table.rows,
		strata: groups(stratum),
		psus: psu === undefined ? table.rows : groups(stratum, psu),
		sumOfWeights: weights ? sumOf(weights, decimal) : null
	};
}

const sumOf = ({ values, counts }: HeldColumn, decimal: '.' | ',') =>
	values.reduce((sum, value, i) => sum + (numberIn(value, decimal) ?? 0) * counts[i]!, 0);

type Field = 'weight' | 'stratum' | 'psu' | 'fpc';

/** What would make a wrong variance: the same as `declaredDesign` of estimate refuses. */
function designProblems(table: HeldTable, declaration: OwnDeclaration): OwnProblem[] {
	const byName = columnsByName(table);
	const { weight, unweighted, decimal } = declaration;
	const problems: OwnProblem[] = [];
	const columns: Partial<Record<Field, HeldColumn>> = {};
	for (const field of ['weight', 'stratum', 'psu', 'fpc'] as const) {
		const name = declaration[field];
		if (name === undefined) continue;
		const column = byName.get(name);
		if (column) columns[field] = column;
		else problems.push({ kind: 'absent', column: name, first: [] });
	}
	if (weight === undefined && !unweighted) problems.push({ kind: 'no-weight', first: [] });
	const { stratum, psu } = columns;
	const noNumber = (text: string) => numberIn(text, decimal) === undefined;
	if (columns.weight) {
		const negative = (text: string) => (numberIn(text, decimal) ?? 0) < 0;
		problems.push(...rowsWhere(table, columns.weight, 'weight-text', noNumber));
		problems.push(...rowsWhere(table, columns.weight, 'weight-negative', negative));
		if (problems.length === 0 && sumOf(columns.weight, decimal) === 0)
			problems.push({ kind: 'weight-zero', column: columns.weight.variable.name, first: [] });
	}
	if (stratum) problems.push(...rowsWhere(table, stratum, 'stratum-blank', isBlank));
	if (psu) problems.push(...rowsWhere(table, psu, 'psu-blank', isBlank));
	if (stratum && psu && !declaration.nested) problems.push(...nestingProblem(table, stratum, psu));
	if (columns.fpc)
		problems.push(...populationProblems(table, columns.fpc, { ...columns, decimal }));
	return problems;
}

const shown = 5;

/** One problem that counts the rows at fault and shows the first. */
function rowsWhere(
	table: HeldTable,
	{ variable, values, counts, codes }: HeldColumn,
	kind: OwnProblem['kind'],
	isWrong: (text: string) => boolean
): OwnProblem[] {
	const wrong = values.map((value, i) => counts[i]! > 0 && isWrong(value));
	const rows = wrong.reduce((sum, is, i) => sum + (is ? counts[i]! : 0), 0);
	if (rows === 0) return [];
	const first: OwnProblem['first'] = [];
	for (let row = 0; row < codes.length && first.length < shown; row++)
		if (wrong[codes[row]!]) first.push({ place: table.places[row]!, value: values[codes[row]!]! });
	return [{ kind, column: variable.name, rows, first }];
}

/** A unit belongs to one stratum, unless its id counts anew in every stratum. */
function nestingProblem(table: HeldTable, stratum: HeldColumn, psu: HeldColumn): OwnProblem[] {
	const seen = new Map<number, number>();
	const twice = new Map<number, number>();
	for (let row = 0; row < table.rows; row++) {
		const unit = psu.codes[row]!;
		if (isBlank(psu.values[unit]!) || isBlank(stratum.values[stratum.codes[row]!]!)) continue;
		const before = seen.get(unit);
		if (before === undefined) seen.set(unit, stratum.codes[row]!);
		else if (before !== stratum.codes[row] && !twice.has(unit)) twice.set(unit, row);
	}
	if (twice.size === 0) return [];
	const first = [...twice].slice(0, shown).map(([unit, row]) => ({
		place: table.places[row]!,
		value: psu.values[unit]!
	}));
	return [{ kind: 'psu-in-strata', column: psu.variable.name, rows: twice.size, first }];
}

interface Population extends Partial<Record<Field, HeldColumn>> {
	readonly decimal: '.' | ',';
}

/** One size a stratum, above 0, not below the units that were drawn of it. */
function populationProblems(
	table: HeldTable,
	fpc: HeldColumn,
	{ stratum, psu, decimal }: Population
): OwnProblem[] {
	const size = fpc.values.map((text) => numberIn(text, decimal) ?? 0);
	const texts = rowsWhere(table, fpc, 'fpc-text', (text) => !((numberIn(text, decimal) ?? 0) > 0));
	if (texts.length > 0) return texts;
	const drawn = new Map<number, { fpc: number; row: number; units: Set<number> }>();
	for (let row = 0; row < table.rows; row++) {
		const at = stratum?.codes[row] ?? 0;
		const found = drawn.get(at) ?? { fpc: fpc.codes[row]!, row, units: new Set() };
		found.units.add(psu?.codes[row] ?? row);
		drawn.set(at, found);
		if (size[found.fpc] !== size[fpc.codes[row]!])
			return [populationProblem('fpc-varies', table, fpc, row)];
	}
	const isShare = size.every((one, i) => fpc.counts[i] === 0 || one <= 1);
	const small = isShare
		? undefined
		: [...drawn.values()].find((one) => size[one.fpc]! < one.units.size);
	return small ? [populationProblem('fpc-small', table, fpc, small.row)] : [];
}

const populationProblem = (
	kind: 'fpc-varies' | 'fpc-small',
	{ places }: HeldTable,
	{ variable, values, codes }: HeldColumn,
	row: number
): OwnProblem => ({
	kind,
	column: variable.name,
	first: [{ place: places[row]!, value: values[codes[row]!]! }]
});

function columnProblems(
	table: HeldTable,
	declaration: OwnDeclaration,
	uses: readonly OwnColumnUse[]
): OwnProblem[] {
	const { decimal } = declaration;
	const problems = uses.flatMap(({ concept, column, declared }): OwnProblem[] => {
		const undecided = Object.keys(declared.codes).filter(
			(code) => declared.codes[code] === 'undecided'
		);
		const isUndecided = (text: string) => undecided.includes(text);
		return [
			...(undecided.length === 0 ? [] : rowsWhere(table, column, 'undecided', isUndecided)),
			...(concept.categories
				? manyCategories(concept.column, concept.categories.length)
				: rowsWhere(
						table,
						column,
						'number-text',
						(text) =>
							numberIn(text, decimal) === undefined && reasonOf(text, declared) === undefined
					))
		];
	});
	return [...(uses.length === 0 ? [{ kind: 'nothing' as const, first: [] }] : []), ...problems];
}

const manyCategories = (column: string, n: number): OwnProblem[] =>
	n > mostCategories ? [{ kind: 'too-many-categories', column, rows: n, first: [] }] : [];
