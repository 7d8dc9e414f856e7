import { DataError } from '#lib/errors.ts';
import { type OwnDeclaration, ownNames } from '#lib/model/own-file.ts';
import type { Column } from '../parquet/parquet.ts';
import type { HeldColumn, HeldTable } from './held-table.ts';
import { type OwnColumnUse, columnsByName, reasonOf } from './own-concepts.ts';
import { numberIn } from './own-numbers.ts';

export interface OwnColumnsOptions {
	readonly table: HeldTable;
	readonly declaration: OwnDeclaration;
	readonly uses: readonly OwnColumnUse[];
}

const missingEnd = '__missing';

/**
 * Columns of the typed table, as the Parquet of a release has them: weights and numbers as numbers,
 * strata and units as codes from 0, answers as categories, and why there is none.
 * @throws DataError for a name that the declaration does not make.
 */
export function ownColumns(names: readonly string[], options: OwnColumnsOptions): Column[] {
	const made = new Map<string, Column>();
	const { table, declaration, uses } = options;
	const design = designColumns(options);
	for (const name of names) {
		const isBeside = name.endsWith(missingEnd);
		const id = isBeside ? name.slice(0, -missingEnd.length) : name;
		const use = uses.find(({ concept }) => concept.id === id);
		const values = use ? usedValues(use, isBeside, declaration) : design[name]?.();
		if (!values) throw new DataError(`no column of this declaration: ${name}`);
		made.set(name, { name, values });
	}
	if (table.rows === 0) throw new DataError('no rows: 0');
	return [...made.values()];
}

type Values = Column['values'];

function designColumns({ table, declaration }: OwnColumnsOptions): Record<string, () => Values> {
	const byName = columnsByName(table);
	const { weight, strata, psu, fpc, decimal, replicates } = declaration;
	const numbers = (name: string | undefined) => {
		const column = name === undefined ? undefined : byName.get(name);
		return column && byCode(column, (text) => numberIn(text, decimal) ?? null);
	};
	const codes = (...wanted: (string | undefined)[]) =>
		groupCodes(
			wanted.flatMap((name) => (name === undefined ? [] : (byName.get(name) ?? []))),
			table.rows
		);
	const repeated = (replicates?.columns ?? []).map((name, i): [string, () => Values] => [
		`${ownNames.replicate}${i + 1}`,
		() => numbers(name) ?? []
	]);
	return {
		...Object.fromEntries(repeated),
		[ownNames.weight]: () => numbers(weight) ?? new Float64Array(table.rows).fill(1),
		[ownNames.stratum]: () => codes(...strata),
		[ownNames.psu]: () => codes(...strata, psu),
		[ownNames.fpc]: () => numbers(fpc) ?? []
	};
}

function usedValues(
	{ concept, column, declared }: OwnColumnUse,
	isBeside: boolean,
	{ decimal }: OwnDeclaration
): Values {
	if (isBeside) return byCode(column, (code) => reasonOf(code, declared) ?? null);
	if (!concept.categories)
		return byCode(column, (code) =>
			reasonOf(code, declared) === undefined ? (numberIn(code, decimal) ?? null) : null
		);
	const ids = new Map(concept.categories.map(({ id, code }) => [code, id]));
	return byCode(column, (code) => reasonOf(code, declared) ?? ids.get(code) ?? null);
}

/** The same for every row that has the same value. */
function byCode<Value>({ values, codes }: HeldColumn, of: (value: string) => Value): Value[] {
	const made = values.map(of);
	return Array.from(codes, (code) => made[code]!);
}

/** Codes from 0 of what some columns say together, in the order of their texts. */
export function groupCodes(columns: readonly HeldColumn[], rows: number): Int32Array {
	const groups = new Int32Array(rows);
	for (const column of columns) {
		const ranks = ranksOf(column.values);
		const width = column.values.length;
		const pairs = Float64Array.from(groups, (group, i) => group * width + ranks[column.codes[i]!]!);
		const order = [...new Set(pairs)].sort((a, b) => a - b);
		const place = new Map(order.map((pair, i) => [pair, i]));
		pairs.forEach((pair, i) => (groups[i] = place.get(pair) ?? 0));
	}
	return groups;
}

function ranksOf(values: readonly string[]): Int32Array {
	const order = values.map((value, i) => ({ value, i }));
	order.sort((a, b) => (a.value < b.value ? -1 : a.value > b.value ? 1 : 0));
	const ranks = new Int32Array(values.length);
	order.forEach(({ i }, rank) => (ranks[i] = rank));
	return ranks;
}
