import { DomainError } from '#lib/errors.ts';
import type { Factor } from '../statistics/factor.ts';

/** A number or a category that the outcome is regressed on. */
export type Term =
	| { readonly name: string; readonly values: Float64Array }
	| { readonly name: string; readonly factor: Factor };

/** Columns of a model, one value an element; -1 or NaN in a term is NaN in its columns. */
export interface DesignMatrix {
	readonly size: number;
	/** Whether the first column is 1 throughout. */
	readonly intercept: boolean;
	readonly names: readonly string[];
	readonly columns: readonly Float64Array[];
	/** The term every column is of; undefined of the intercept. */
	readonly terms: readonly (string | undefined)[];
}

export interface DesignMatrixOptions {
	/** Defaults to true. */
	readonly intercept?: boolean;
}

/**
 * The columns of terms in their order: a number is one, a factor one for every level but the first,
 * its reference. Agrees with R `model.matrix` under treatment contrasts, without interactions; a
 * factor has its reference left out also without intercept.
 */
export function designMatrix(
	terms: readonly Term[],
	size: number,
	{ intercept = true }: DesignMatrixOptions = {}
): DesignMatrix {
	const named = terms.map(({ name }) => name);
	const twice = named.find((name, i) => named.indexOf(name) !== i);
	if (twice !== undefined) throw new DomainError(`term twice in a model: ${twice}`);
	const first = intercept
		? [{ name: '(Intercept)', term: undefined, values: new Float64Array(size).fill(1) }]
		: [];
	const all = [...first, ...terms.flatMap((term) => columnsOf(term, size))];
	return {
		size,
		intercept,
		names: all.map(({ name }) => name),
		columns: all.map(({ values }) => values),
		terms: all.map(({ term }) => term)
	};
}

interface Column {
	readonly name: string;
	readonly term: string | undefined;
	readonly values: Float64Array;
}

function columnsOf(term: Term, size: number): Column[] {
	const { length } = 'values' in term ? term.values : term.factor.codes;
	if (length !== size)
		throw new DomainError(`term ${term.name} not of ${size} elements: ${length}`);
	if ('values' in term) return [{ name: term.name, term: term.name, values: term.values }];
	const { codes, levels } = term.factor;
	return levels.slice(1).map((level, k) => ({
		name: `${term.name}${level}`,
		term: term.name,
		values: indicator(codes, k + 1)
	}));
}

function indicator(codes: Int32Array, level: number): Float64Array {
	const values = new Float64Array(codes.length);
	for (let i = 0; i < codes.length; i++)
		values[i] = codes[i] === level ? 1 : codes[i]! < 0 ? NaN : 0;
	return values;
}

/** The model without some of its terms. */
export function withoutTerms(matrix: DesignMatrix, terms: readonly string[]): DesignMatrix {
	const columns = termColumns(matrix, terms);
	const kept = <T>(values: readonly T[]) => values.filter((_, j) => !columns.includes(j));
	return {
		...matrix,
		names: kept(matrix.names),
		columns: kept(matrix.columns),
		terms: kept(matrix.terms)
	};
}

/** The numbers of the columns of some terms. */
export function termColumns({ terms }: DesignMatrix, asked: readonly string[]): number[] {
	const unknown = asked.find((term) => !terms.includes(term));
	if (unknown !== undefined) throw new DomainError(`no such term in the model: ${unknown}`);
	if (asked.length === 0) throw new DomainError(`no terms to test: ${asked.length}`);
	return terms.flatMap((term, j) => (term !== undefined && asked.includes(term) ? [j] : []));
}
