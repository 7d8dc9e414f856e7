import fc from 'fast-check';
import type { LinkedTables, Relation } from '../../pipelines/steps/protect/linked/linked-tables.ts';

/** Cells and how they add up, without counts; the last cell is the total of everything. */
export interface Shape {
	readonly cells: number;
	/** Cells from which the others follow. */
	readonly inner: number;
	readonly relations: readonly Relation[];
}

const run = (start: number, count: number, step = 1) =>
	Array.from({ length: count }, (_, at) => start + at * step);

/** Categories and their total. */
export const oneWay = (size: number): Shape => ({
	...{ cells: size + 1, inner: size },
	relations: [{ plus: run(0, size), minus: [size] }]
});

/** Rows, columns, their sums and the total. */
export function twoWay(rows: number, columns: number): Shape {
	const inner = rows * columns;
	const total = inner + rows + columns;
	return {
		...{ cells: total + 1, inner },
		relations: [
			...run(0, rows).map((row) => ({ plus: run(row * columns, columns), minus: [inner + row] })),
			...run(0, columns).map((column) => ({
				plus: run(column, rows, columns),
				minus: [inner + rows + column]
			})),
			{ plus: run(inner, rows), minus: [total] },
			{ plus: run(inner + rows, columns), minus: [total] }
		]
	};
}

/** A cube of 2 x 2 x 2 with its three two-way tables and the total. */
export function threeWay(): Shape {
	const at = (a: number, b: number, c: number) => 4 * a + 2 * b + c;
	const pairs = [0, 1].flatMap((a) => [0, 1].map((b) => [a, b] as const));
	const face = (of: (a: number, b: number, c: number) => number, first: number) =>
		pairs.map(([a, b], index) => ({ plus: [of(a, b, 0), of(a, b, 1)], minus: [first + index] }));
	return {
		...{ cells: 21, inner: 8 },
		relations: [
			...face(at, 8),
			...face((a, b, c) => at(a, c, b), 12),
			...face((a, b, c) => at(c, a, b), 16),
			...[8, 12, 16].map((first) => ({ plus: run(first, 4), minus: [20] }))
		]
	};
}

/** The same two groups by three ages and by two regions: tables that share a margin. */
export function sharedMargin(): Shape {
	return {
		...{ cells: 18, inner: 12 },
		relations: [
			{ plus: [0, 1, 2], minus: [12] },
			{ plus: [3, 4, 5], minus: [13] },
			...run(0, 3).map((age) => ({ plus: [age, age + 3], minus: [14 + age] })),
			{ plus: [6, 7], minus: [12] },
			{ plus: [8, 9], minus: [13] },
			{ plus: [10, 11], minus: [12] },
			{ plus: [12, 13], minus: [17] },
			{ plus: [14, 15, 16], minus: [17] }
		]
	};
}

/** Seven ages in three coarse groups, and in two that other limits part: cuts that share cells. */
export const nestedCuts = (): Shape => ({
	...{ cells: 13, inner: 7 },
	relations: [
		{ plus: [0, 1], minus: [7] },
		{ plus: [2, 3, 4], minus: [8] },
		{ plus: [5, 6], minus: [9] },
		{ plus: [0, 1, 2], minus: [10] },
		{ plus: [3, 4, 5, 6], minus: [11] },
		{ plus: [7, 8, 9], minus: [12] },
		{ plus: [10, 11], minus: [12] }
	]
});

/** Any relations at all between few cells, all of them part of the total. */
const anyRelations = fc
	.array(fc.array(fc.constantFrom(-1, 0, 0, 1, 1), { minLength: 6, maxLength: 6 }), {
		minLength: 1,
		maxLength: 4
	})
	.map((signs): Shape => {
		const side = (row: readonly number[], sign: number) =>
			row.flatMap((value, cell) => (value === sign ? [cell] : []));
		return {
			...{ cells: 7, inner: 6 },
			relations: [
				...signs.map((row) => ({ plus: side(row, 1), minus: side(row, -1) })),
				{ plus: run(0, 6), minus: [6] }
			]
		};
	});

export const anyShape: fc.Arbitrary<Shape> = fc.oneof(
	fc.integer({ min: 2, max: 5 }).map(oneWay),
	fc.constantFrom(twoWay(2, 2), twoWay(2, 3)),
	fc.constantFrom(threeWay(), sharedMargin(), nestedCuts()),
	anyRelations
);

export interface Drawn {
	readonly shape: Shape;
	readonly tables: LinkedTables;
	readonly primary: Uint8Array;
}

interface DrawOptions {
	readonly layers?: number;
	readonly largest?: number;
	/** Of all cells but the total. */
	readonly primary?: fc.Arbitrary<boolean>;
	/** Cells that are sums may not be withheld. */
	readonly innerOnly?: boolean;
}

/** Counts drawn for the inner cells, sums made of them, and some people without a breakdown. */
export function drawn(shapes: fc.Arbitrary<Shape>, options: DrawOptions = {}): fc.Arbitrary<Drawn> {
	const { layers = 2, largest = 4, innerOnly = false } = options;
	const { primary = fc.integer({ min: 0, max: 9 }).map((n) => n < 4) } = options;
	return shapes.chain((shape) => {
		const { cells, inner } = shape;
		const free = innerOnly ? inner : cells - 1;
		const counts = fc.array(fc.integer({ min: 0, max: largest }), {
			...{ minLength: cells, maxLength: cells }
		});
		return fc
			.record({
				counts: fc.array(counts, { minLength: layers, maxLength: layers }),
				cost: fc.array(fc.integer({ min: 1, max: 20 }), { minLength: free, maxLength: free }),
				primary: fc.array(primary, { minLength: free, maxLength: free })
			})
			.map((values) => ({
				shape,
				tables: {
					layers: ['events', 'others', 'unknown'].slice(0, layers),
					counts: values.counts.map((of) => summed(shape, of)),
					relations: shape.relations,
					cost: Float64Array.from({ length: cells }, (_, cell) => values.cost[cell] ?? Infinity)
				},
				primary: Uint8Array.from({ length: cells }, (_, cell) => Number(values.primary[cell] ?? 0))
			}));
	});
}

/** Sums are made in the order of the relations; what was drawn for them is whoever has no breakdown. */
function summed({ inner, cells, relations }: Shape, values: readonly number[]): Float64Array {
	const counts = Float64Array.from(values, (value, cell) => (cell < inner ? value : 0));
	for (let cell = inner; cell < cells; cell++) {
		const sums = relations.filter(({ minus }) => minus.length === 1 && minus[0] === cell);
		const parts = sums.map(({ plus }) => plus.reduce((sum, part) => sum + counts[part]!, 0));
		counts[cell] = Math.max(0, ...parts) + (values[cell]! % 2);
	}
	return counts;
}

/** Everything an attacker can think of one layer. */
export interface Thinkable {
	/** By withheld cell. */
	readonly lower: Map<number, number>;
	readonly upper: Map<number, number>;
	readonly tables: number;
}

/**
 * All tables of whole numbers that fit what is published, one by one: the judge. Only for systems
 * in which no cell can be larger than the total, which is the last cell.
 */
export function thinkable(tables: LinkedTables, withheld: Uint8Array, layer: number): Thinkable {
	const counts = tables.counts[layer]!;
	const free = [...withheld.keys()].filter((cell) => withheld[cell] === 1);
	const most = counts.at(-1) ?? 0;
	const sums = tables.relations.map((relation) => sumToReach(relation, free, counts));
	const values = free.map(() => 0);
	const lower = new Map(free.map((cell) => [cell, Infinity]));
	const upper = new Map(free.map((cell) => [cell, -Infinity]));
	let found = 0;
	const set = (at: number, value: number) => {
		for (const sum of sums) sum.missing -= sum.signs[at]! * (value - values[at]!);
		values[at] = value;
	};
	const search = (at: number) => {
		if (at === free.length) {
			if (sums.some(({ missing }) => missing !== 0)) return;
			found++;
			free.forEach((cell, index) => {
				lower.set(cell, Math.min(lower.get(cell)!, values[index]!));
				upper.set(cell, Math.max(upper.get(cell)!, values[index]!));
			});
			return;
		}
		let [from, to] = [0, most];
		for (const { signs, missing, rising, falling } of sums) {
			if (signs[at] === 0) continue;
			const [low, high] = [missing - rising[at]! * most, missing + falling[at]! * most];
			from = Math.max(from, signs[at] === 1 ? low : -high);
			to = Math.min(to, signs[at] === 1 ? high : -low);
		}
		for (let value = from; value <= to; value++) {
			set(at, value);
			search(at + 1);
		}
		set(at, 0);
	};
	search(0);
	return { lower, upper, tables: found };
}

/** What the free cells of a relation have to add up to, and how many of each sign come later. */
function sumToReach({ plus, minus }: Relation, free: readonly number[], counts: Float64Array) {
	const signs = free.map((cell) => Number(plus.includes(cell)) - Number(minus.includes(cell)));
	const later = (sign: number) =>
		free.map((_, at) => signs.slice(at + 1).filter((other) => other === sign).length);
	const missing = free.reduce((sum, cell, at) => sum + signs[at]! * counts[cell]!, 0);
	return { signs, missing, rising: later(1), falling: later(-1) };
}

interface Needed {
	readonly k: number;
	readonly share: number;
}

/** By the judge: withheld cells that are too narrow, as `layer cell`. */
export function narrowByEnumeration(
	tables: LinkedTables,
	withheld: Uint8Array,
	{ k, share }: Needed
): string[] {
	return tables.counts.flatMap((counts, layer) => {
		const { lower, upper } = thinkable(tables, withheld, layer);
		const width = (cell: number) => upper.get(cell)! - lower.get(cell)!;
		return [...lower.keys()]
			.filter((cell) => width(cell) < Math.max(k, share * counts[cell]!) - 1e-9)
			.map((cell) => `${layer} ${cell}`);
	});
}

export const costOfSecond = ({ tables, primary }: Drawn, withheld: Uint8Array): number =>
	tables.cost.reduce(
		(sum, cost, cell) => sum + (withheld[cell] === 1 && primary[cell] === 0 ? cost : 0),
		0
	);

/** Cost of the cheapest choice that the judge finds safe; undefined when there is none. */
export function leastLoss(system: Drawn, needed: Needed): number | undefined {
	const { tables, primary } = system;
	const free = [...primary.keys()].filter(
		(cell) => primary[cell] === 0 && Number.isFinite(tables.cost[cell])
	);
	const choices = Array.from({ length: 2 ** free.length }, (_, bits) => {
		const withheld = primary.slice();
		free.forEach((cell, at) => (withheld[cell] = (bits >> at) & 1));
		return { withheld, cost: costOfSecond(system, withheld) };
	});
	return choices
		.sort((a, b) => a.cost - b.cost)
		.find(({ withheld }) => narrowByEnumeration(tables, withheld, needed).length === 0)?.cost;
}
