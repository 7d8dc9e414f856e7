import { DataError } from '#lib/errors.ts';
import { type RawTable, rawColumn, textOf } from '#lib/estimate/raw-table.ts';
import { identifier, joined, sql } from '#lib/estimate/sql.ts';
import { type ImpactColumns, numberIn } from '#lib/impact/requests/impact-columns.ts';
import { type ImpactRole, sharedColumns } from '#lib/impact/requests/impact-roles.ts';
import type { ImpactFile } from '#lib/model/impact-request.ts';
import type { FieldProblem } from '#lib/model/problems.ts';
import type { NodeEngine } from '../duckdb.ts';

export interface ImpactTableOptions {
	readonly engine: NodeEngine;
	readonly raw: RawTable;
	readonly file: ImpactFile;
	/** Columns that any request names. */
	readonly names: ReadonlySet<string>;
}

/** The columns of a data file that requests name, as texts; numbers are made of them when asked for. */
export class ImpactTable {
	readonly #raw: RawTable;
	readonly #file: ImpactFile;
	readonly #texts: ReadonlyMap<string, readonly string[]>;
	readonly #places: Float64Array;
	readonly #numbers = new Map<string, Float64Array>();

	private constructor(
		{ raw, file }: ImpactTableOptions,
		read: { texts: ReadonlyMap<string, readonly string[]>; places: Float64Array }
	) {
		this.#raw = raw;
		this.#file = file;
		this.#texts = read.texts;
		this.#places = read.places;
	}

	static async read(options: ImpactTableOptions): Promise<ImpactTable> {
		const { engine, raw, names } = options;
		const kept = [...names].filter((name) => raw.columns.has(name) && !raw.repeated?.has(name));
		const place = raw.line === undefined ? sql`rowid + 1` : sql`${identifier(raw.line)}`;
		const selected = kept.map(
			(name, i) => sql`coalesce(${textOf(raw, name)}, '') AS ${identifier(`c${i}`)}`
		);
		const rows = await engine.query(
			sql`SELECT ${joined([sql`(${place})::DOUBLE AS place`, ...selected], ', ')}
				FROM ${identifier(raw.name)} ORDER BY 1`
		);
		const texts = new Map(
			kept.map((name, i) => [name, rows.map((row) => String(row[`c${i}`]))] as const)
		);
		const places = Float64Array.from(rows, (row) => Number(row['place']));
		return new ImpactTable(options, { texts, places });
	}

	/** The columns of some roles, or what is wrong with them. */
	columns(roles: readonly ImpactRole[]): ImpactColumns | { problems: FieldProblem[] } {
		const problems: FieldProblem[] = sharedColumns(roles).map(({ role, with: other }) => ({
			field: role.field,
			message: `one column for two roles, it is ${other} already: ${role.column}`
		}));
		for (const role of roles)
			try {
				rawColumn(this.#raw, role.column);
				if (role.kind === 'number') this.#number(role.column);
			} catch (error) {
				if (!(error instanceof DataError)) throw error;
				problems.push({ field: role.field, message: error.message });
			}
		if (problems.length > 0) return { problems };
		const of = (kind: ImpactRole['kind']) => roles.filter((role) => role.kind === kind);
		return {
			rows: this.#places.length,
			numbers: new Map(of('number').map(({ column }) => [column, this.#number(column)])),
			labels: new Map(of('label').map(({ column }) => [column, this.#texts.get(column) ?? []])),
			places: this.#places,
			counts: this.#raw.line === undefined ? 'row' : 'line'
		};
	}

	#number(name: string): Float64Array {
		const known = this.#numbers.get(name);
		if (known) return known;
		const { numbers = {} } = this.#file.columns[name] ?? {};
		const codes = new Map(Object.entries(numbers));
		const texts = this.#texts.get(name) ?? [];
		const wrong: number[] = [];
		const values = Float64Array.from(texts, (text, row) => {
			const code = codes.get(text);
			if (code !== undefined) return code ?? NaN;
			if (text === '') return NaN;
			const value = numberIn(text, this.#raw.decimal);
			if (value === undefined) wrong.push(row);
			return value ?? NaN;
		});
		if (wrong.length > 0) throw this.#notNumbers(name, wrong);
		this.#numbers.set(name, values);
		return values;
	}

	#notNumbers(name: string, rows: readonly number[]): DataError {
		const word = this.#raw.line === undefined ? 'row' : 'line';
		const texts = this.#texts.get(name) ?? [];
		const shown = rows
			.slice(0, 10)
			.map((row) => `${word} ${this.#places[row]} ${JSON.stringify(texts[row])}`);
		const rest = rows.length > shown.length ? ', ...' : '';
		const count = `${rows.length} ${rows.length === 1 ? 'row' : 'rows'}`;
		return new DataError(
			`column ${name}: not a number (columns.${name}.numbers can say what texts stand for) in ${count}: ${shown.join(', ')}${rest}`
		);
	}
}
