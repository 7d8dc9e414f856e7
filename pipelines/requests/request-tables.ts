import { DataError } from '#lib/errors.ts';
import {
	type DeclaredColumn,
	categoryColumn,
	numberColumn
} from '#lib/estimate/declared-column.ts';
import { type DeclaredTable, declaredTable } from '#lib/estimate/declared-table.ts';
import { derivedColumn } from '#lib/estimate/derived-column.ts';
import { missingColumn } from '#lib/estimate/estimate-table.ts';
import type { RawTable } from '#lib/estimate/raw-table.ts';
import {
	type ColumnUse,
	type DeclaredKind,
	calibrationUses,
	requestColumns,
	unknownCategories
} from '#lib/estimate/request-columns.ts';
import type { FieldProblem } from '#lib/model/problems.ts';
import type { FileRequest, RequestFile } from '#lib/model/request-file.ts';
import type { NodeEngine } from '../duckdb.ts';

export interface RequestTablesOptions {
	readonly engine: NodeEngine;
	readonly raw: RawTable;
	readonly file: RequestFile;
	readonly requests: readonly FileRequest[];
}

/** The table that answers a request, or what is wrong with the request. */
export type Found = DeclaredTable | { readonly problems: readonly FieldProblem[] };

/** What the file declares of its columns; derived ones are categories. */
const declaredKinds =
	({ columns, derived }: RequestFile): DeclaredKind =>
	(name) =>
		derived.some((one) => one.name === name) ? 'category' : columns[name]?.kind;

/** Every column of the file that its design, its derived columns or a request names. */
export function wantedColumns(file: RequestFile, requests: readonly FileRequest[]): Set<string> {
	const { weights, strata, ids, fpc, replicates, calibration } = file.design;
	const conditions = file.derived.flatMap(({ when = [], cases = [] }) => [
		...when,
		...cases.flatMap((one) => one.when)
	]);
	const uses = [
		...calibrationUses(calibration),
		...requests.flatMap((request) => requestColumns(request, declaredKinds(file)))
	];
	const named = [...conditions.map(({ column }) => column), ...uses.map(({ name }) => name)];
	return new Set([
		...(typeof weights === 'string' ? [weights] : []),
		...[strata, ids, fpc, replicates?.columns ?? []].flat(),
		...named,
		...named.map(missingColumn)
	]);
}

/**
 * The typed tables of a file of requests: one, unless some requests take for a number what others
 * take for a category. Columns are checked once; one at fault spoils only the requests that ask
 * about it.
 */
export class RequestTables {
	readonly #options: RequestTablesOptions;
	readonly #uses: readonly ColumnUse[];
	/** Names that are used as both kinds. */
	readonly #both: ReadonlySet<string>;
	readonly #columns = new Map<string, Promise<DeclaredColumn>>();
	readonly #tables = new Map<string, Promise<DeclaredTable>>();

	constructor(options: RequestTablesOptions) {
		const { file, requests } = options;
		this.#options = options;
		this.#uses = [
			...calibrationUses(file.design.calibration),
			...requests.flatMap((request) => requestColumns(request, declaredKinds(file)))
		];
		const numbers = new Set(this.#uses.filter(({ kind }) => kind === 'number').map((u) => u.name));
		const categories = this.#uses.filter(({ kind }) => kind === 'category');
		this.#both = new Set(categories.map(({ name }) => name).filter((name) => numbers.has(name)));
	}

	async of(request: FileRequest): Promise<Found> {
		const uses = requestColumns(request, declaredKinds(this.#options.file));
		const problems: FieldProblem[] = [];
		for (const use of uses)
			try {
				await this.#column(use);
			} catch (error) {
				if (!(error instanceof DataError)) throw error;
				problems.push({ field: use.field, message: error.message });
			}
		for (const { name, field } of uses.filter((use) => this.#isBoth(use, uses)))
			problems.push({ field, message: `used as a number and as a category: ${name}` });
		if (problems.length > 0) return { problems };
		const found = await this.table(uses);
		const unknown = unknownCategories(request, found.table.columns);
		return unknown.length > 0 ? { problems: unknown } : found;
	}

	/** The table in which these uses hold; without any, the one of most requests. */
	table(uses: readonly ColumnUse[] = []): Promise<DeclaredTable> {
		const asCategory = new Set(
			[...uses, ...calibrationUses(this.#options.file.design.calibration)]
				.filter(({ name, kind }) => kind === 'category' && this.#both.has(name))
				.map(({ name }) => name)
		);
		const key = JSON.stringify([...asCategory].sort());
		const known = this.#tables.get(key) ?? this.#made(asCategory);
		this.#tables.set(key, known);
		return known;
	}

	#isBoth({ name, kind }: ColumnUse, uses: readonly ColumnUse[]): boolean {
		const all = [...uses, ...calibrationUses(this.#options.file.design.calibration)];
		return all.some((other) => other.name === name && other.kind !== kind);
	}

	async #made(asCategory: ReadonlySet<string>): Promise<DeclaredTable> {
		const { engine, raw, file } = this.#options;
		const needed = new Set(calibrationUses(file.design.calibration).map(({ name }) => name));
		const columns = new Map<string, DeclaredColumn>();
		for (const use of this.#uses) {
			const { name } = use;
			if (columns.has(name)) continue;
			if (this.#both.has(name) && (use.kind === 'category') !== asCategory.has(name)) continue;
			try {
				columns.set(name, await this.#column(use));
			} catch (error) {
				if (!(error instanceof DataError) || needed.has(name)) throw error;
			}
		}
		const name = `table_${this.#tables.size + 1}`;
		const { design } = file;
		return declaredTable(name, { engine, raw, design, columns: [...columns.values()] });
	}

	#column(use: ColumnUse): Promise<DeclaredColumn> {
		const key = `${use.kind} ${use.name}`;
		const known = this.#columns.get(key) ?? this.#declared(use);
		this.#columns.set(key, known);
		return known;
	}

	async #declared({ name, kind }: ColumnUse): Promise<DeclaredColumn> {
		const { engine, raw, file } = this.#options;
		const derived = file.derived.find((one) => one.name === name);
		const declaration = file.columns[name];
		const declared = derived ? 'category' : declaration?.kind;
		if (declared !== undefined && declared !== kind)
			throw new DataError(`needs a ${kind}, and this column is a ${declared}: ${name}`);
		if (derived) return derivedColumn(derived, { engine, raw, declarations: file.columns });
		const options = { engine, raw, declaration };
		return kind === 'number' ? numberColumn(name, options) : categoryColumn(name, options);
	}
}
