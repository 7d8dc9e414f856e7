import type { OwnDeclared } from '#lib/model/own-file-summary.ts';
import type { OwnDeclaration, OwnProblem } from '#lib/model/own-file.ts';
import type { HeldTable } from './held-table.ts';
import { type OwnColumnUse, mostCategories, ownConcepts, reasonOf } from './own-concepts.ts';
import { designProblems, designWarnings, sumOf } from './own-design-problems.ts';
import { ownDesign, rowsWhere } from './own-design.ts';
import { numberIn } from './own-numbers.ts';

/** What a declaration makes of a file: its concepts and design, or everything that is wrong with it. */
export function ownDeclared(table: HeldTable, declaration: OwnDeclaration): OwnDeclared {
	const uses = ownConcepts(table, declaration);
	const design = ownDesign(table, declaration);
	const check = { table, declaration, design };
	const units = design.drawn.map((one) => one.units);
	return {
		problems: [...designProblems(check), ...columnProblems(table, declaration, uses)],
		warnings: designWarnings(check),
		concepts: uses.map(({ concept }) => concept),
		rows: table.rows,
		strata: units.length,
		psus: units.reduce((sum, one) => sum + one, 0),
		psusOfStratum: {
			fewest: units.reduce((least, one) => Math.min(least, one), Infinity),
			most: units.reduce((most, one) => Math.max(most, one), 0)
		},
		sumOfWeights: design.weight ? sumOf(design.weight, declaration.decimal) : null
	};
}

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
		const noNumber = (text: string) =>
			numberIn(text, decimal) === undefined && reasonOf(text, declared) === undefined;
		return [
			...(undecided.length === 0 ? [] : rowsWhere(table, column, 'undecided', isUndecided)),
			...(concept.categories
				? manyCategories(concept.column, concept.categories.length)
				: rowsWhere(table, column, 'number-text', noNumber))
		];
	});
	return [...(uses.length === 0 ? [{ kind: 'nothing' as const, first: [] }] : []), ...problems];
}

const manyCategories = (column: string, n: number): OwnProblem[] =>
	n > mostCategories ? [{ kind: 'too-many-categories', column, rows: n, first: [] }] : [];
