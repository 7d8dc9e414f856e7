import type { Measure } from '#lib/model/estimate-request.ts';
import type { Part } from '#lib/model/estimate.ts';
import { missingReasons, unsureReasons } from '#lib/model/missing.ts';
import { type Cells, levelsOf, productName } from './cells.ts';
import type { EstimateTable } from './estimate-table.ts';
import { found } from './found.ts';

/** What is estimated: a mean or share, a total, or a total over another. */
export type LinearKind = 'mean' | 'total' | 'ratio';

/** A measure as sums over cells; 0 in cells without a value. */
export interface MeasuredCells {
	readonly kind: LinearKind;
	readonly part: Part | undefined;
	/** 0: the cases have a value; k: they have none, for the k-th of `missingReasons`. */
	readonly status: ArrayLike<number>;
	readonly wy: Float64Array;
	readonly wyy: Float64Array;
	/** The value of the cases of a cell: their mean, where a cell is more than a row. */
	readonly valueAt: (cell: number) => number;
	/** Cases that have the attribute; of a number, all. */
	readonly events: Float64Array;
	/** Squared weights of the cases that have the attribute; only of a number of people. */
	readonly squaredWeights?: Float64Array | undefined;
	/** The denominator of a ratio: weighted sums of x, its square, and its product with y. */
	readonly over:
		| {
				readonly valueAt: (cell: number) => number;
				readonly wx: Float64Array;
				readonly wxx: Float64Array;
				readonly wyx: Float64Array;
		  }
		| undefined;
}

/** Measures whose estimates follow from cells. */
export type LinearMeasure = Exclude<Measure, { statistic: 'quantile' | 'variance' }>;

export const isLinear = (measure: Measure): measure is LinearMeasure =>
	measure.statistic !== 'quantile' && measure.statistic !== 'variance';

/** Counts cases by category instead of adding up a number. */
export const isCount = (measure: Measure): boolean =>
	measure.statistic === 'proportion' ||
	measure.statistic === 'distribution' ||
	(measure.statistic === 'total' && measure.numerator !== undefined);

/** The columns of a measure, by their kind. */
export function measureColumns(measure: Measure): { categories: string[]; numbers: string[] } {
	if (isCount(measure)) return { categories: [measure.concept], numbers: [] };
	const numbers =
		measure.statistic === 'ratio' ? [measure.concept, measure.over] : [measure.concept];
	return { categories: [], numbers };
}

/**
 * One for each number that the measure asks for: a distribution asks for one a category, with those
 * who did not take a side where they are a category.
 */
export function measuredCells(
	cells: Cells,
	measure: LinearMeasure,
	{ table, unsureIsCategory }: { readonly table: EstimateTable; readonly unsureIsCategory: boolean }
): MeasuredCells[] {
	if (!isCount(measure)) return [summed(cells, measure)];
	const { concept } = measure;
	const levels = levelsOf(table, concept);
	const codes = found(cells.codes, concept);
	const categories = levels.length - missingReasons.length;
	const status = statuses(codes, categories);
	const counted = (numerator: readonly string[]) => {
		const wanted = Uint8Array.from(levels, (level) => (numerator.includes(level) ? 1 : 0));
		const wy = only(cells.weights, codes, wanted);
		const squaredWeights = cells.squaredWeights && only(cells.squaredWeights, codes, wanted);
		const events = only(cells.n, codes, wanted);
		const valueAt = (i: number) => wanted[codes[i]!]!;
		return { status, wy, wyy: wy, valueAt, events, squaredWeights, over: undefined };
	};
	if (measure.statistic !== 'distribution') {
		const numerator = 'numerator' in measure ? (measure.numerator ?? []) : [];
		const kind = measure.statistic === 'total' ? 'total' : 'mean';
		return [{ kind, part: undefined, ...counted(numerator) }];
	}
	const shown = [...levels.slice(0, categories), ...(unsureIsCategory ? unsureReasons : [])];
	return shown.map((category) => ({
		kind: 'mean',
		part: { category },
		...counted([category])
	}));
}

/** Codes of categories become 0, those of reasons 1, 2, ... */
function statuses(codes: Int32Array, categories: number): Uint8Array {
	const status = new Uint8Array(codes.length);
	for (let i = 0; i < codes.length; i++)
		if (codes[i]! >= categories) status[i] = codes[i]! - categories + 1;
	return status;
}

/** The sums of cells with a wanted code; 0 in the others. */
function only(sums: Float64Array, codes: Int32Array, wanted: Uint8Array): Float64Array {
	const kept = new Float64Array(sums.length);
	for (let i = 0; i < sums.length; i++) if (wanted[codes[i]!]) kept[i] = sums[i]!;
	return kept;
}

/** Sums of one number, or of two with their product. A case without one of the two has no ratio. */
function summed(cells: Cells, measure: LinearMeasure): MeasuredCells {
	const of = (number: string) => ({
		status: found(cells.status, number),
		valueAt: valueOf(cells, number),
		...found(cells.sums, number)
	});
	const y = of(measure.concept);
	const kind = measure.statistic === 'total' ? 'total' : 'mean';
	if (measure.statistic !== 'ratio')
		return { kind, part: undefined, ...y, events: cells.n, over: undefined };
	const x = of(measure.over);
	const over = {
		valueAt: x.valueAt,
		wx: x.wy,
		wxx: x.wyy,
		wyx: found(cells.products, productName(measure.concept, measure.over))
	};
	const status = y.status.map((own, i) => worse(own, x.status[i]!));
	return { kind: 'ratio', part: undefined, ...y, status, events: cells.n, over };
}

/** The number itself where every cell is a row: its weight may be 0, and those of replicates not. */
function valueOf(cells: Cells, number: string): (cell: number) => number {
	const own = cells.values.get(number);
	if (own) return (i) => own[i]!;
	const { wy } = found(cells.sums, number);
	return (i) => (cells.weights[i] === 0 ? 0 : wy[i]! / cells.weights[i]!);
}

/** A pair with a lost number is lost; else the first reason stands. */
const lost = missingReasons.indexOf('lost') + 1;
const worse = (a: number, b: number) => (a === lost || b === lost ? lost : a || b);
