import highsLoader, { type Highs } from 'highs';
import { DataError } from '#lib/errors.ts';

/** A matrix by columns: entries of column j are at `starts[j]` to `starts[j + 1]`. */
export interface Columns {
	readonly starts: Int32Array;
	readonly rows: Int32Array;
	readonly values: Float64Array;
}

/** Minimise `cost` times x, with x and the rows of the matrix times x within their bounds. */
export interface LinearProgram {
	readonly cost: Float64Array;
	readonly lower: Float64Array;
	readonly upper: Float64Array;
	readonly rowLower: Float64Array;
	readonly rowUpper: Float64Array;
	readonly matrix: Columns;
}

/** `stopped`: the limit of nodes was reached. */
export type Outcome =
	| { readonly status: 'optimal'; readonly value: number; readonly values: Float64Array }
	| { readonly status: 'infeasible' | 'unbounded' | 'stopped' };

/** A program that stays in the solver, so that a small change starts from the last answer. */
export interface LoadedProgram {
	readonly setCost: (column: number, cost: number) => void;
	readonly setBounds: (column: number, lower: number, upper: number) => void;
	readonly addRow: (row: SparseRow) => void;
	readonly minimum: () => Outcome;
	/** With all columns whole numbers; not for programs that are unbounded. */
	readonly wholeMinimum: () => Outcome;
	readonly dispose: () => void;
}

export interface SparseRow {
	readonly lower: number;
	readonly columns: readonly number[];
	readonly values: readonly number[];
}

export type Solver = (program: LinearProgram) => LoadedProgram;

/** Above it a search for whole numbers stops: nodes, not seconds, so that every run is the same. */
const nodeLimit = 200;

let loaded: Promise<Highs> | undefined;

/**
 * HiGHS (highs.dev) compiled to WebAssembly, one thread, one seed: the same program has the same
 * answer. Its memory is at most 4 GB; an instance that ran out of it is given up, and the next call
 * makes a new one. Feasibility holds to 1e-7, so that callers round.
 */
export async function linearProgramSolver(): Promise<Solver> {
	loaded ??= highsLoader();
	const highs = await loaded;
	return (program) => loadedProgram(highs, program);
}

const numbersOf = (columns: number) => ({ kind: 'range' as const, from: 0, to: columns - 1 });

function loadedProgram(highs: Highs, program: LinearProgram): LoadedProgram {
	const columns = program.cost.length;
	const { integer, continuous } = highs.constants.variableType;
	const model = guarded(columns, () => highs.createModel());
	const types = { whole: integer, real: continuous };
	const setTypes = (type: keyof typeof types) =>
		model.changeColsIntegrality(numbersOf(columns), new Int32Array(columns).fill(types[type]));
	const run = (): Outcome =>
		guarded(columns, () => {
			model.run();
			return outcomeOf(highs, model);
		});
	guarded(columns, () => {
		model.options.set({ output_flag: false, random_seed: 1, mip_max_nodes: nodeLimit });
		model.options.set({ mip_rel_gap: 0, mip_abs_gap: 0.5, mip_feasibility_tolerance: 1e-7 });
		model.passModel(modelData(program));
	});
	return {
		setCost: (column, cost) => void model.changeColCost(column, cost),
		setBounds: (column, lower, upper) => void model.changeColBounds(column, lower, upper),
		addRow: (row) => {
			model.addRow(row.lower, highs.infinity, { indices: row.columns, values: row.values });
		},
		minimum: run,
		wholeMinimum: () => {
			setTypes('whole');
			const outcome = run();
			setTypes('real');
			return outcome;
		},
		dispose: () => model.dispose()
	};
}

function modelData({ cost, lower, upper, rowLower, rowUpper, matrix }: LinearProgram) {
	const [numCols, numRows] = [cost.length, rowLower.length];
	return {
		...{ numCols, numRows, rowLower, rowUpper },
		...{ colCost: cost, colLower: lower, colUpper: upper },
		matrix: {
			format: 'csc' as const,
			...{ numRows, numCols, starts: matrix.starts, indices: matrix.rows, values: matrix.values }
		}
	};
}

type Model = ReturnType<Highs['createModel']>;

function outcomeOf({ constants: { modelStatus } }: Highs, model: Model): Outcome {
	const status = model.getModelStatus();
	if (status === modelStatus.optimal)
		return {
			status: 'optimal',
			value: model.getObjectiveValue(),
			values: model.getSolution().colValue
		};
	if (status === modelStatus.empty)
		return { status: 'optimal', value: 0, values: new Float64Array(0) };
	if (status === modelStatus.infeasible) return { status: 'infeasible' };
	if (status === modelStatus.unbounded || status === modelStatus.unboundedOrInfeasible)
		return { status: 'unbounded' };
	if (status === modelStatus.solutionLimit) return { status: 'stopped' };
	throw new DataError(`linear program not solved, status of HiGHS: ${status}`);
}

/** An abort leaves the instance unusable: forgets it, so that the next caller has a sound one. */
function guarded<Answer>(columns: number, operation: () => Answer): Answer {
	try {
		return operation();
	} catch (error) {
		if (!(error instanceof WebAssembly.RuntimeError)) throw error;
		loaded = undefined;
		throw new DataError(`linear program too large for its memory, columns: ${columns}`, {
			cause: error
		});
	}
}
