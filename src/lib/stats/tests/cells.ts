import type { Statistic } from '../design/statistic.ts';
import type { Factor } from '../statistics/factor.ts';

/** A two-way table as proportions; the cell of row r and column c is number r · columns + c. */
export interface Cells {
	readonly rows: number;
	readonly columns: number;
	/** The cell of every element. */
	readonly codes: Int32Array;
	readonly proportions: Float64Array;
	readonly rowShares: Float64Array;
	readonly columnShares: Float64Array;
	/** Pearson's statistic for a sample of one (Pearson's φ²). */
	readonly meanSquareContingency: number;
}

/** The table of two factors, every level of which has elements. */
export function cellsOf(rows: Factor, columns: Factor, weights: Float64Array): Cells {
	const [r, c] = [rows.levels.length, columns.levels.length];
	const codes = rows.codes.map((code, i) => code * c + columns.codes[i]!);
	const totals = new Float64Array(r * c);
	weights.forEach((w, i) => {
		if (w !== 0) totals[codes[i]!]! += w;
	});
	const size = totals.reduce((sum, total) => sum + total, 0);
	const proportions = totals.map((total) => total / size);
	const [rowShares, columnShares] = [new Float64Array(r), new Float64Array(c)];
	proportions.forEach((p, cell) => {
		rowShares[Math.floor(cell / c)]! += p;
		columnShares[cell % c]! += p;
	});
	const meanSquareContingency = proportions.reduce((sum, p, cell) => {
		const expected = rowShares[Math.floor(cell / c)]! * columnShares[cell % c]!;
		return sum + (p - expected) ** 2 / expected;
	}, 0);
	return {
		rows: r,
		columns: c,
		codes,
		proportions,
		rowShares,
		columnShares,
		meanSquareContingency
	};
}

/** For every row and column but the first, a score a cell. */
type Scores = readonly Float64Array[];

/**
 * Weighted totals of what elements score by their cell. A replicate keeps the scores of the sample:
 * its totals vary, not what they are compared with.
 */
export function scoreTotals({ codes }: Cells, scores: Scores): Statistic {
	return {
		at: (weights) => Float64Array.from(scores, (score) => totalScore(weights, codes, score)),
		influence: (weights) =>
			scores.map((score) => weights.map((w, i) => (w === 0 ? 0 : w * score[codes[i]!]!)))
	};
}

/** Weighted means of what elements score by their cell. */
export function scoreMeans({ codes }: Cells, scores: Scores): Statistic {
	const sizeOf = (weights: Float64Array) => weights.reduce((sum, w) => sum + w, 0);
	return {
		at: (weights) => {
			const size = sizeOf(weights);
			return Float64Array.from(scores, (score) => totalScore(weights, codes, score) / size);
		},
		influence: (weights, means) => {
			const size = sizeOf(weights);
			return scores.map((score, j) =>
				weights.map((w, i) => (w === 0 ? 0 : (w * (score[codes[i]!]! - means[j]!)) / size))
			);
		}
	};
}

function totalScore(weights: Float64Array, codes: Int32Array, score: Float64Array): number {
	let sum = 0;
	for (let i = 0; i < weights.length; i++)
		if (weights[i] !== 0) sum += weights[i]! * score[codes[i]!]!;
	return sum;
}

/**
 * Scores whose totals are the table minus row total · column total / size, and whose variance is
 * that of this difference.
 */
export function residualScores({ rows, columns, rowShares, columnShares }: Cells): Scores {
	return inner(rows, columns).map(([r, c]) =>
		Float64Array.from({ length: rows * columns }, (_, cell) => {
			const inRow = Math.floor(cell / columns) === r ? 1 : 0;
			const inColumn = cell % columns === c ? 1 : 0;
			return (inRow - rowShares[r]!) * (inColumn - columnShares[c]!);
		})
	);
}

/**
 * Scores whose means are interaction contrasts of the table, every proportion over itself (an empty
 * cell is 0), and their covariance in a simple random sample of one, if rows and columns are
 * independent (Rao and Scott 1984, section 2).
 */
export function independenceScores({ rows, columns, proportions }: Cells) {
	const inverse = proportions.map((p) => (p === 0 ? 0 : 1 / p));
	const contrasts = inner(rows, columns).map(([r, c]) => {
		const signs = new Float64Array(rows * columns);
		signs[0] = signs[r * columns + c] = 1;
		signs[r * columns] = signs[c] = -1;
		return signs;
	});
	const dot = (a: Float64Array, b: Float64Array) =>
		a.reduce((sum, sign, cell) => sum + sign * b[cell]! * inverse[cell]!, 0);
	return {
		scores: contrasts.map((signs) => signs.map((sign, cell) => sign * inverse[cell]!)),
		working: contrasts.map((a) => Float64Array.from(contrasts, (b) => dot(a, b)))
	};
}

function inner(rows: number, columns: number): (readonly [number, number])[] {
	const pairs: (readonly [number, number])[] = [];
	for (let c = 1; c < columns; c++) for (let r = 1; r < rows; r++) pairs.push([r, c]);
	return pairs;
}
