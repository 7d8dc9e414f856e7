import { DomainError } from '#lib/errors.ts';

/**
 * What is known of cells, by index: the sum of `plus` less the sum of `minus` is a known constant in
 * every layer, taken from the true counts. A cell stands in a relation once.
 */
export interface Relation {
	readonly plus: readonly number[];
	readonly minus: readonly number[];
}

/** Linked tables of one thing asked: all cells of all of them, and how they add up. */
export interface LinkedTables {
	/** Such as events and others; each adds up by itself, and their sum is the denominator. */
	readonly layers: readonly string[];
	/** Of every layer, by cell: whole numbers that are not negative. */
	readonly counts: readonly Float64Array[];
	readonly relations: readonly Relation[];
	/** What is lost when a cell is withheld, above 0. Infinity: never withheld as a second one. */
	readonly cost: Float64Array;
}

/** The interval of a withheld count must be `max(k, share * count)` wide, in every layer. */
export interface Protection {
	readonly k: number;
	readonly share: number;
}

/** Linked tables with the way from a cell to its relations and back. */
export interface System {
	readonly tables: LinkedTables;
	readonly cells: number;
	readonly layers: number;
	/** Of every relation its cells, and +1 or -1 of each. */
	readonly members: readonly Int32Array[];
	readonly memberSigns: readonly Int8Array[];
	/** Of every cell its relations, and its sign in each. */
	readonly relationsOf: readonly Int32Array[];
	readonly signsOf: readonly Int8Array[];
}

/** The system of linked tables; throws DomainError where they are not what they have to be. */
export function systemOf(tables: LinkedTables): System {
	const cells = tables.cost.length;
	expectCounts(tables, cells);
	expectCosts(tables.cost);
	const relationsOf: number[][] = Array.from({ length: cells }, () => []);
	const signsOf: number[][] = Array.from({ length: cells }, () => []);
	tables.relations.forEach(({ plus, minus }, relation) => {
		for (const [side, sign] of [[plus, 1] as const, [minus, -1] as const])
			for (const cell of side) {
				if (!(cell >= 0 && cell < cells && Number.isInteger(cell)))
					throw new DomainError(`relation ${relation} names a cell that is not there: ${cell}`);
				if (relationsOf[cell]!.at(-1) === relation)
					throw new DomainError(`relation ${relation} names a cell twice: ${cell}`);
				relationsOf[cell]!.push(relation);
				signsOf[cell]!.push(sign);
			}
	});
	return {
		tables,
		cells,
		layers: tables.layers.length,
		members: tables.relations.map(({ plus, minus }) => Int32Array.from([...plus, ...minus])),
		memberSigns: tables.relations.map(({ plus, minus }) =>
			Int8Array.from([...plus.map(() => 1), ...minus.map(() => -1)])
		),
		relationsOf: relationsOf.map((list) => Int32Array.from(list)),
		signsOf: signsOf.map((list) => Int8Array.from(list))
	};
}

function expectCounts({ layers, counts }: LinkedTables, cells: number) {
	if (layers.length === 0 || counts.length !== layers.length)
		throw new DomainError(`layers without their counts: ${layers.length}, ${counts.length}`);
	for (const [layer, values] of counts.entries()) {
		if (values.length !== cells)
			throw new DomainError(
				`layer ${layers[layer]} does not have a count a cell: ${values.length}`
			);
		const wrong = values.findIndex((count) => !(Number.isSafeInteger(count) && count >= 0));
		if (wrong >= 0)
			throw new DomainError(`cell ${wrong} of ${layers[layer]} is no count: ${values[wrong]}`);
	}
}

function expectCosts(cost: Float64Array) {
	const wrong = cost.findIndex((value) => !(value > 0));
	if (wrong >= 0) throw new DomainError(`cost of cell ${wrong} not above 0: ${cost[wrong]}`);
}

/** One mark a cell; throws DomainError for anything else. */
export function expectMarks({ cells }: System, marks: Uint8Array) {
	if (marks.length !== cells) throw new DomainError(`not a mark for each cell: ${marks.length}`);
}

/** Below this a difference is an error of floating point. */
export const tolerance = 1e-6;

/** By layer and cell, the whole number that the width of its interval has to reach. */
export function requiredWidths(
	{ counts }: LinkedTables,
	{ k, share }: Protection
): readonly Float64Array[] {
	if (!(k > 0)) throw new DomainError(`k not above 0: ${k}`);
	if (!(share >= 0)) throw new DomainError(`share below 0: ${share}`);
	return counts.map((layer) =>
		layer.map((count) => Math.ceil(Math.max(k, share * count) - tolerance))
	);
}
