import type { System } from './linked-tables.ts';
import type { LoadedProgram, SparseRow } from './linear-program.ts';
import type { WidthProver } from './width-prover.ts';

const rounds = 30;

/**
 * A lower bound for the cost of any second cells that protect everything: the linear relaxation of
 * what each relation demands by itself. Every cell is withheld to a degree between 0 and 1, and in
 * every relation (a) next to a primary cell others are withheld whose counts make up for what its
 * interval lacks, and (b) no cell is withheld more than the others together, for a cell withheld
 * alone is found by subtraction. Weaker than the relaxation of the whole problem (Fischetti &
 * Salazar-González 2001), which demands the same of all sums of relations, and quick.
 */
export function lossBound(prover: WidthProver, primary: Uint8Array) {
	const { system } = prover;
	const { cost } = system.tables;
	const program = prover.solver({
		cost: cost.map((value, cell) => (primary[cell] === 1 || value === Infinity ? 0 : value)),
		lower: Float64Array.from(primary),
		upper: cost.map((value, cell) => (primary[cell] === 1 || value < Infinity ? 1 : 0)),
		...{ rowLower: new Float64Array(0), rowUpper: new Float64Array(0) },
		matrix: {
			starts: new Int32Array(system.cells + 1),
			...{ rows: new Int32Array(0), values: new Float64Array(0) }
		}
	});
	try {
		for (const row of primaryRows(prover, primary)) program.addRow(row);
		return relaxed(program, system);
	} finally {
		program.dispose();
	}
}

function relaxed(program: LoadedProgram, system: System) {
	let bound = 0;
	let linearPrograms = 0;
	for (let round = 0; round < rounds; round++) {
		const outcome = program.minimum();
		linearPrograms++;
		if (outcome.status !== 'optimal') break;
		bound = Math.max(bound, outcome.value);
		const rows = lonelyRows(system, outcome.values);
		if (rows.length === 0) break;
		for (const row of rows) program.addRow(row);
	}
	return { bound, linearPrograms };
}

/** (a): see `lossBound`. */
function primaryRows(prover: WidthProver, primary: Uint8Array): SparseRow[] {
	const { members, memberSigns, layers } = prover.system;
	return members.flatMap((cells, relation) => {
		const marked = [...cells.keys()].filter((at) => primary[cells[at]!] === 1);
		const rows = marked.flatMap((at) =>
			Array.from({ length: layers }, (_, layer) =>
				neededRow(prover, { cells, signs: memberSigns[relation]!, marked }, at, layer)
			)
		);
		return rows.filter((row) => row !== undefined);
	});
}

interface Side {
	readonly cells: Int32Array;
	readonly signs: Int8Array;
	/** Where the primary cells are. */
	readonly marked: readonly number[];
}

/**
 * A cell falls by its count at most, and rises by what others of its sign hold: what they lack
 * has to come from second cells. One of the other sign may rise without end.
 */
function neededRow(
	{ system, proofs }: WidthProver,
	{ cells, signs, marked }: Side,
	at: number,
	layer: number
): SparseRow | undefined {
	const counts = system.tables.counts[layer]!;
	const others = marked.filter((other) => other !== at);
	if (others.some((other) => signs[other] !== signs[at])) return undefined;
	const held = marked.reduce((sum, other) => sum + counts[cells[other]!]!, 0);
	const lacks = proofs.required(cells[at]!, layer) - held;
	const rest = [...cells.keys()].filter((other) => !marked.includes(other));
	if (lacks > 0)
		return {
			lower: 1,
			columns: rest.map((other) => cells[other]!),
			values: rest.map((other) =>
				signs[other] === signs[at] ? Math.min(1, counts[cells[other]!]! / lacks) : 1
			)
		};
	if (others.length > 0) return undefined;
	return { lower: 1, columns: rest.map((other) => cells[other]!), values: rest.map(() => 1) };
}

/** (b): see `lossBound`; only the largest degree of a relation can break it. */
function lonelyRows({ members }: System, degrees: Float64Array): SparseRow[] {
	return members.flatMap((cells) => {
		let sum = 0;
		let most = 0;
		for (const [at, cell] of cells.entries()) {
			sum += degrees[cell]!;
			if (degrees[cell]! > degrees[cells[most]!]!) most = at;
		}
		if (!(2 * degrees[cells[most]!]! > sum + 1e-6)) return [];
		return [
			{
				lower: 0,
				columns: [...cells],
				values: [...cells.keys()].map((at) => (at === most ? -1 : 1))
			}
		];
	});
}
