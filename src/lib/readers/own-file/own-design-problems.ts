import type { OwnDeclaration, OwnProblem } from '#lib/model/own-file.ts';
import type { HeldColumn, HeldTable } from './held-table.ts';
import { type OwnDesign, rowsWhere, shownPlaces, stratumText } from './own-design.ts';
import { isBlank, numberIn } from './own-numbers.ts';

export interface DesignCheck {
	readonly table: HeldTable;
	readonly declaration: OwnDeclaration;
	readonly design: OwnDesign;
}

/** The sum of a column of numbers. */
export const sumOf = ({ values, counts }: HeldColumn, decimal: '.' | ',') =>
	values.reduce((sum, value, i) => sum + (numberIn(value, decimal) ?? 0) * counts[i]!, 0);

/**
 * What would make a wrong variance or none at all: the same as `declaredDesign` of estimate refuses,
 * and strata that would leave every figure without an interval.
 */
export function designProblems(check: DesignCheck): OwnProblem[] {
	const { table, design } = check;
	const { strata, psu } = design;
	const problems = [
		...design.absent.map((column): OwnProblem => ({ kind: 'absent', column, first: [] })),
		...weightProblems(check),
		...strata.flatMap((one) => rowsWhere(table, one, 'stratum-blank', isBlank)),
		...(psu ? rowsWhere(table, psu, 'psu-blank', isBlank) : []),
		...nestingProblem(check),
		...populationProblems(check),
		...replicateProblems(check)
	];
	return problems.length > 0 ? problems : lonelyProblems(check, true);
}

/** What a person should know before anything is asked, and may leave as it is. */
export function designWarnings(check: DesignCheck): OwnProblem[] {
	const { table, design, declaration } = check;
	const isZero = (text: string) => numberIn(text, declaration.decimal) === 0;
	const { blankRows } = table;
	return [
		...(design.weight ? rowsWhere(table, design.weight, 'zero-weights', isZero) : []),
		...lonelyProblems(check, false),
		...(blankRows > 0 ? [{ kind: 'blank-rows' as const, rows: blankRows, first: [] }] : [])
	];
}

function weightProblems({ table, declaration, design: { weight } }: DesignCheck): OwnProblem[] {
	const { unweighted, decimal } = declaration;
	if (!weight)
		return declaration.weight === undefined && !unweighted
			? [{ kind: 'no-weight', first: [] }]
			: [];
	const noNumber = (text: string) => numberIn(text, decimal) === undefined;
	const negative = (text: string) => (numberIn(text, decimal) ?? 0) < 0;
	const problems = [
		...rowsWhere(table, weight, 'weight-text', noNumber),
		...rowsWhere(table, weight, 'weight-negative', negative)
	];
	if (problems.length > 0 || sumOf(weight, decimal) !== 0) return problems;
	return [{ kind: 'weight-zero', column: weight.variable.name, first: [] }];
}

/** A unit belongs to one stratum, unless its id counts anew in every stratum. */
function nestingProblem({ table, declaration, design }: DesignCheck): OwnProblem[] {
	const { psu, strata, stratumCodes } = design;
	if (!psu || strata.length === 0 || declaration.nested) return [];
	const hasStratum = (row: number) =>
		strata.every(({ values, codes }) => !isBlank(values[codes[row]!]!));
	const seen = new Map<number, number>();
	const twice = new Map<number, number>();
	for (let row = 0; row < table.rows; row++) {
		const unit = psu.codes[row]!;
		if (isBlank(psu.values[unit]!) || !hasStratum(row)) continue;
		const before = seen.get(unit);
		if (before === undefined) seen.set(unit, stratumCodes[row]!);
		else if (before !== stratumCodes[row] && !twice.has(unit)) twice.set(unit, row);
	}
	if (twice.size === 0) return [];
	const first = [...twice].slice(0, shownPlaces).map(([unit, row]) => ({
		place: table.places[row]!,
		value: psu.values[unit]!
	}));
	return [{ kind: 'psu-in-strata', column: psu.variable.name, rows: twice.size, first }];
}

/** One size a stratum, above 0, not below the units that were drawn of it. */
function populationProblems({ table, declaration, design }: DesignCheck): OwnProblem[] {
	const { fpc, stratumCodes, drawn } = design;
	if (!fpc) return [];
	const { decimal } = declaration;
	const size = fpc.values.map((text) => numberIn(text, decimal) ?? 0);
	const texts = rowsWhere(table, fpc, 'fpc-text', (text) => !((numberIn(text, decimal) ?? 0) > 0));
	if (texts.length > 0) return texts;
	const at = (row: number) => size[fpc.codes[row]!]!;
	const problem = (kind: 'fpc-varies' | 'fpc-small', row: number): OwnProblem => ({
		...{ kind, column: fpc.variable.name },
		first: [{ place: table.places[row]!, value: fpc.values[fpc.codes[row]!]! }]
	});
	for (let row = 0; row < table.rows; row++)
		if (at(row) !== at(drawn[stratumCodes[row]!]!.row)) return [problem('fpc-varies', row)];
	const isShare = size.every((one, i) => fpc.counts[i] === 0 || one <= 1);
	const small = isShare ? undefined : drawn.find(({ units, row }) => at(row) < units);
	return small ? [problem('fpc-small', small.row)] : [];
}

/** Values that fit into memory beside the table. */
const mostReplicateCells = 60_000_000;

function replicateProblems({ table, declaration, design }: DesignCheck): OwnProblem[] {
	const { replicates, decimal } = declaration;
	if (!replicates) return [];
	const noNumber = (text: string) => numberIn(text, decimal) === undefined;
	const texts = design.replicates.flatMap((one) =>
		rowsWhere(table, one, 'replicate-text', noNumber)
	);
	if (texts.length > 0) return texts;
	const { type, columns, combined, scale, rscales, rho } = replicates;
	const [column = ''] = columns;
	if (table.rows * columns.length > mostReplicateCells)
		return [{ kind: 'replicates-many', column, rows: columns.length, first: [] }];
	const isOpen =
		(type === 'Fay' && rho === undefined) ||
		(type === 'other' && scale === undefined) ||
		(type === 'JKn' && combined && rscales === undefined) ||
		(Array.isArray(rscales) && rscales.length !== columns.length);
	return isOpen ? [{ kind: 'replicate-scale', column, rows: columns.length, first: [] }] : [];
}

/** Strata of one unit: without an answer where the rule leaves none, and told where it does. */
function lonelyProblems(check: DesignCheck, isRefused: boolean): OwnProblem[] {
	const { table, declaration, design } = check;
	const { drawn, strata, psu } = design;
	if (declaration.replicates) return [];
	const lonely = drawn.filter((one) => one.units === 1 && !isCertain(check, one.row));
	if (lonely.length === 0) return [];
	const isOne = drawn.length === 1;
	const { lonely: rule } = declaration;
	const isEmpty =
		isOne || rule === 'fail' || (rule === 'average' && lonely.length === drawn.length);
	if (isEmpty !== isRefused) return [];
	const column = (psu ?? strata[0])?.variable.name ?? '';
	const first = lonely.slice(0, shownPlaces).map(({ row }) => ({
		...{ place: table.places[row]!, value: stratumText(design, row) }
	}));
	return [{ kind: isOne ? 'one-psu' : 'lonely', column, rows: lonely.length, first }];
}

/** All units of its stratum were drawn. */
function isCertain({ declaration, design: { fpc } }: DesignCheck, row: number): boolean {
	return fpc !== undefined && numberIn(fpc.values[fpc.codes[row]!]!, declaration.decimal) === 1;
}
