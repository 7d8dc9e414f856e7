import { identifier, type Identifier, type Statement, sql, withLiterals } from './sql.ts';
import type { QueryEngine, QueryOptions } from './query-engine.ts';

/**
 * Temporary tables of one engine, named by what made them: a question asked again, with another
 * level or treatment of "don't know", reads its cells instead of the microdata. The oldest goes first.
 */
export class CellCache {
	readonly #engine: QueryEngine;
	readonly #size: number;
	readonly #tables = new Map<string, Identifier>();
	#made = 0;

	constructor(engine: QueryEngine, { size = 24 }: { readonly size?: number } = {}) {
		this.#engine = engine;
		this.#size = size;
	}

	/** The table that holds the rows of `statement`, and the text that made it. */
	async table(
		statement: Statement,
		options: QueryOptions
	): Promise<{ name: Identifier; made: string }> {
		const text = withLiterals(statement);
		const known = this.#tables.get(text);
		if (known) {
			this.#tables.delete(text);
			this.#tables.set(text, known);
			return { name: known, made: create(known, text) };
		}
		const name = identifier(`cells_${++this.#made}`);
		await this.#engine.query(sql`CREATE TEMP TABLE ${name} AS ${statement}`, options);
		this.#tables.set(text, name);
		await this.#trim();
		return { name, made: create(name, text) };
	}

	async #trim() {
		const oldest = this.#tables.entries().next().value;
		if (this.#tables.size <= this.#size || !oldest) return;
		this.#tables.delete(oldest[0]);
		await this.#engine.query(sql`DROP TABLE IF EXISTS ${oldest[1]}`);
	}
}

const create = (name: Identifier, text: string) => `CREATE TEMP TABLE ${name} AS ${text}`;
