import { seededRandom } from '#lib/stats/replicates/seeded-random.ts';
import type { LinkedTables } from '../../pipelines/steps/protect/linked/linked-tables.ts';

/** Linked tables with the cells that a rule withholds. */
export interface LinkedSystem {
	readonly tables: LinkedTables;
	readonly primary: Uint8Array;
	/** Tables that are published about the one thing asked. */
	readonly published: number;
}

const territories = 32;
const categories = [2, 3, 4, 5, 6, 7, 8];
const variables = 6;

/**
 * What a national survey publishes about one question: by territory, by six breakdowns, by each of
 * them in each territory, and by each two of them. People are drawn one by one, so that all tables
 * are of the same people; one in fifty has no answer to a breakdown.
 */
export function linkedSystem(seed: number): LinkedSystem {
	const random = seededRandom(seed);
	const people = Math.round(5000 * 18 ** random());
	const share = 0.02 * 20 ** random();
	const sizes = [
		territories,
		...Array.from({ length: variables }, () => categories[Math.floor(random() * 7)]!)
	];
	const cells = new Cells(sizes);
	const draws = sizes.map((size) => skewed(random, size));
	const effects = sizes.map((size) => Array.from({ length: size }, () => 0.4 + 1.2 * random()));
	for (let person = 0; person < people; person++) {
		const values = draws.map((draw, at) => (at > 0 && random() < 0.02 ? -1 : draw()));
		const odds = values.reduce((product, value, at) => product * (effects[at]![value] ?? 1), share);
		cells.add(values, random() < Math.min(0.9, odds) ? 0 : 1);
	}
	return cells.system();
}

/** Shares fall from a common to a rare value, a tenth of it at most. */
function skewed(random: () => number, size: number): () => number {
	const weights = Array.from({ length: size }, (_, at) => 0.3 + (0.7 + random()) / (1 + at / 2));
	const total = weights.reduce((sum, weight) => sum + weight, 0);
	return () => {
		let rest = random() * total;
		for (const [at, weight] of weights.entries()) {
			rest -= weight;
			if (rest < 0) return at;
		}
		return size - 1;
	};
}

/** Cells by their variables: the total, then one-way, then two-way tables. */
class Cells {
	readonly #counts: [number[], number[]] = [[0], [0]];
	readonly #sizes: readonly number[];
	readonly #oneWay: number[] = [];
	readonly #twoWay: { readonly of: readonly [number, number]; readonly start: number }[] = [];

	constructor(sizes: readonly number[]) {
		this.#sizes = sizes;
		for (const size of sizes) this.#oneWay.push(this.#block(size));
		sizes.forEach((first, a) => {
			for (let b = a + 1; b < sizes.length; b++)
				this.#twoWay.push({ of: [a, b], start: this.#block(first * sizes[b]!) });
		});
	}

	#block(size: number): number {
		const start = this.#counts[0].length;
		for (const layer of this.#counts) layer.push(...Array.from({ length: size }, () => 0));
		return start;
	}

	add(values: readonly number[], layer: 0 | 1) {
		const counts = this.#counts[layer];
		counts[0]!++;
		values.forEach((value, at) => {
			if (value >= 0) counts[this.#oneWay[at]! + value]!++;
		});
		for (const { of, start } of this.#twoWay) {
			const [a, b] = [values[of[0]]!, values[of[1]]!];
			if (a >= 0 && b >= 0) counts[start + a * this.#sizes[of[1]]! + b]!++;
		}
	}

	system(): LinkedSystem {
		const counts = this.#counts.map((layer) => Float64Array.from(layer));
		const tables = {
			layers: ['events', 'others'],
			counts,
			relations: [...this.#relations()],
			cost: this.#cost()
		};
		const primary = Uint8Array.from(tables.cost, (_, cell) =>
			isPrimary(counts[0]![cell]!, counts[1]![cell]!) ? 1 : 0
		);
		return { tables, primary, published: 1 + this.#oneWay.length + this.#twoWay.length };
	}

	*#relations() {
		const run = (start: number, count: number, step = 1) =>
			Array.from({ length: count }, (_, at) => start + at * step);
		for (const [at, size] of this.#sizes.entries())
			yield { plus: run(this.#oneWay[at]!, size), minus: [0] };
		for (const { of, start } of this.#twoWay) {
			const [rows, columns] = [this.#sizes[of[0]]!, this.#sizes[of[1]]!];
			for (let row = 0; row < rows; row++)
				yield { plus: run(start + row * columns, columns), minus: [this.#oneWay[of[0]]! + row] };
			for (let column = 0; column < columns; column++)
				yield {
					plus: run(start + column, rows, columns),
					minus: [this.#oneWay[of[1]]! + column]
				};
		}
	}

	/** More people, more lost; a figure for a whole territory or age is what most readers want. */
	#cost(): Float64Array {
		const twoWay = this.#twoWay[0]?.start ?? 0;
		return Float64Array.from(this.#counts[0], (_, cell) => {
			const people = this.#counts[0][cell]! + this.#counts[1][cell]!;
			return cell === 0 ? Infinity : Math.log2(2 + people) * (cell < twoWay ? 10 : 1);
		});
	}
}

/** Fewer than 30 people, one or two on either side, or all alike in a small group. */
function isPrimary(events: number, others: number): boolean {
	const [people, fewer] = [events + others, Math.min(events, others)];
	return people < 30 || (fewer > 0 && fewer < 3) || (fewer === 0 && people < 100);
}
