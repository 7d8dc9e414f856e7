import type { QueryEngine } from './query-engine.ts';

/**
 * What an engine was asked before, by the statement that asked it: a question asked again, or with
 * another numerator, filter or treatment of "don't know" over the same columns, does not read the
 * microdata again. The one used longest ago goes first.
 */
export class CellCache {
	readonly engine: QueryEngine;
	readonly #size: number;
	readonly #kept = new Map<string, Promise<unknown>>();

	constructor(engine: QueryEngine, { size = 24 }: { readonly size?: number } = {}) {
		this.engine = engine;
		this.#size = size;
	}

	/** What `make` gave for this key, made once. A failure is not kept. */
	kept<Value>(key: string, make: () => Promise<Value>): Promise<Value> {
		const known = this.#kept.get(key) as Promise<Value> | undefined;
		const value = known ?? make();
		this.#kept.delete(key);
		this.#kept.set(key, value);
		value.catch(() => this.#kept.delete(key));
		const oldest = this.#kept.keys().next().value;
		if (this.#kept.size > this.#size && oldest !== undefined) this.#kept.delete(oldest);
		return value;
	}
}
