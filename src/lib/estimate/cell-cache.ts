import { identifier, type Identifier, type Statement, sql, withLiterals } from './sql.ts';
import type { QueryEngine, QueryOptions, Row } from './query-engine.ts';

/**
 * Temporary tables of one engine, named by what made them, and the few rows asked of them: a question
 * asked again, or with another treatment of "don't know", does not read the microdata again. The
 * oldest goes first.
 */
export class CellCache {
	readonly #engine: QueryEngine;
	readonly #size: number;
	readonly #tables = new Map<string, Identifier>();
	readonly #rows = new Map<string, Row[]>();
	#made = 0;

	constructor(engine: QueryEngine, { size = 24 }: { readonly size?: number } = {}) {
		this.#engine = engine;
		this.#size = size;
	}

	/** The table that holds the rows of `statement`, and the statement that made it, as text. */
	async table(
		statement: Statement,
		options: QueryOptions
	): Promise<{ name: Identifier; made: string }> {
		const text = withLiterals(statement);
		const known = this.#tables.get(text);
		if (known) {
			this.#tables.delete(text);
			this.#tables.set(text, known);
			return { name: known, made: withLiterals(creation(known, statement)) };
		}
		const name = identifier(`cells_${++this.#made}`);
		const made = creation(name, statement);
		await this.#engine.query(made, options);
		this.#tables.set(text, name);
		await this.#trim();
		return { name, made: withLiterals(made) };
	}

	/** The rows of a statement about those tables; a table keeps its name, so they cannot grow old. */
	async rows(statement: Statement, options: QueryOptions): Promise<Row[]> {
		const text = withLiterals(statement);
		const known = this.#rows.get(text);
		if (known) return known;
		const rows = await this.#engine.query(statement, options);
		this.#rows.set(text, rows);
		const oldest = this.#rows.keys().next().value;
		if (this.#rows.size > 8 * this.#size && oldest !== undefined) this.#rows.delete(oldest);
		return rows;
	}

	async #trim() {
		const oldest = this.#tables.entries().next().value;
		if (this.#tables.size <= this.#size || !oldest) return;
		this.#tables.delete(oldest[0]);
		await this.#engine.query(sql`DROP TABLE IF EXISTS ${oldest[1]}`);
	}
}

const creation = (name: Identifier, rows: Statement) => sql`CREATE TEMP TABLE ${name} AS ${rows}`;
