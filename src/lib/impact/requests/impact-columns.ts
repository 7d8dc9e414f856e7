import { DataError, DomainError } from '#lib/errors.ts';
import type { ImpactTerm } from '#lib/model/impact-fields.ts';
import type { Term } from '#lib/stats/regression/design-matrix.ts';
import type { Factor } from '#lib/stats/statistics/factor.ts';
import type { ImpactRole } from './impact-roles.ts';

/** The columns that a request names, one value a row of the file. Plain data: a worker can have it. */
export interface ImpactColumns {
	readonly rows: number;
	/** NaN is a blank. */
	readonly numbers: ReadonlyMap<string, Float64Array>;
	/** '' is a blank. */
	readonly labels: ReadonlyMap<string, readonly string[]>;
	/** Where rows stand in their file; absent: counted from 1. */
	readonly places?: ArrayLike<number> | undefined;
	readonly counts?: 'line' | 'row' | 'record' | undefined;
}

/** Rows that a request cannot use, and the column that is blank in them. */
export interface BlankRows {
	readonly code: 'rows-left-out';
	readonly reason: 'blank';
	readonly column: string;
	readonly rows: number;
}

/** The rows of a request that are used, and their columns. */
export class ImpactRows {
	readonly columns: ImpactColumns;
	#kept: Int32Array | undefined;
	#warnings: readonly BlankRows[] = [];

	constructor(columns: ImpactColumns) {
		this.columns = columns;
	}

	/** From now on only rows without a blank in any of these; told by the first that is blank. */
	keepComplete(roles: readonly ImpactRole[]) {
		const counts = new Map<string, number>();
		const kept: number[] = [];
		const all = roles.map(({ column, kind }) => ({ column, isBlank: this.#blank(column, kind) }));
		for (let row = 0; row < this.columns.rows; row++) {
			const blank = all.find(({ isBlank }) => isBlank(row));
			if (blank) counts.set(blank.column, (counts.get(blank.column) ?? 0) + 1);
			else kept.push(row);
		}
		if (kept.length === 0)
			throw new DataError(`rows without a blank in ${[...counts.keys()].join(', ')}: 0`);
		this.#kept = Int32Array.from(kept);
		this.#warnings = [...counts].map(([column, rows]) => ({
			code: 'rows-left-out',
			reason: 'blank',
			column,
			rows
		}));
	}

	/** The same rows in ascending order of a column. */
	sortBy(name: string) {
		const values = this.#all('numbers', name);
		const kept = this.#kept ?? Int32Array.from({ length: this.columns.rows }, (_, row) => row);
		this.#kept = kept.sort((a, b) => values[a]! - values[b]! || a - b);
	}

	/** What was left out by `keepComplete`. */
	get warnings(): readonly BlankRows[] {
		return this.#warnings;
	}

	get size(): number {
		return this.#kept?.length ?? this.columns.rows;
	}

	/** The row of the file, from 1, of a row that an estimator numbers from 1. */
	rowOf(number: number): number {
		return (this.#kept?.[number - 1] ?? number - 1) + 1;
	}

	numbers(name: string): Float64Array {
		const all = this.#all('numbers', name);
		return this.#kept ? Float64Array.from(this.#kept, (row) => all[row]!) : all;
	}

	labels(name: string): readonly string[] {
		const all = this.#all('labels', name);
		return this.#kept ? Array.from(this.#kept, (row) => all[row]!) : all;
	}

	/** Levels in alphabetical order, unless one is to be the first; a blank has none. */
	factor(name: string, reference?: string): Factor {
		const texts = this.labels(name);
		const levels = [...new Set(texts)].filter((text) => text !== '').sort(byCode);
		if (reference !== undefined && !levels.includes(reference))
			throw new DataError(`no such category of ${name} in the rows that are used: ${reference}`);
		const ordered =
			reference === undefined
				? levels
				: [reference, ...levels.filter((level) => level !== reference)];
		const codes = new Map(ordered.map((level, code) => [level, code]));
		return { codes: Int32Array.from(texts, (text) => codes.get(text) ?? -1), levels: ordered };
	}

	terms(terms: readonly ImpactTerm[]): Term[] {
		return terms.map((term) =>
			typeof term === 'string'
				? { name: term, values: this.numbers(term) }
				: { name: term.category, factor: this.factor(term.category, term.reference) }
		);
	}

	#all<Kind extends 'numbers' | 'labels'>(kind: Kind, name: string) {
		const found = this.columns[kind].get(name);
		if (found === undefined) throw new DomainError(`column not among the ${kind}: ${name}`);
		return found as Kind extends 'numbers' ? Float64Array : readonly string[];
	}

	#blank(name: string, kind: ImpactRole['kind']): (row: number) => boolean {
		if (kind === 'number') {
			const values = this.#all('numbers', name);
			return (row) => Number.isNaN(values[row]);
		}
		const texts = this.#all('labels', name);
		return (row) => texts[row] === '';
	}
}

const byCode = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

const numeral = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/;

/** The number that a text is; undefined where it is none. */
export function numberIn(text: string, decimal: '.' | ',' = '.'): number | undefined {
	const plain = decimal === ',' ? text.replace(',', '.') : text;
	return numeral.test(plain) ? Number(plain) : undefined;
}

/**
 * First treated periods from texts, Infinity for those declared to mean never.
 * @throws DataError naming the row of a blank that is not declared, and of a text that is no period.
 */
export function treatmentStarts(texts: readonly string[], never: readonly string[]): Float64Array {
	const isNever = new Set(never);
	return Float64Array.from(texts, (text, row) => {
		if (isNever.has(text)) return Infinity;
		if (text === '')
			throw new DataError(
				`blank treatment start, row ${row + 1}; if blanks are never treated, "never" has to hold: ""`
			);
		const start = numberIn(text);
		if (start === undefined)
			throw new DataError(
				`treatment start neither a period nor one of ${never.join(', ')}, row ${row + 1}: ${text}`
			);
		if (start === 0)
			throw new DataError(
				`treatment start 0, row ${row + 1}; if 0 is never treated, "never" has to hold: "0"`
			);
		return start;
	});
}
