import { type Factor, expectLevels } from '../statistics/factor.ts';

/**
 * Sums of the weights in every combination of two factors: one array a level of the rows. Agrees with
 * R `survey::svytable`.
 */
export function crossTable(rows: Factor, columns: Factor, weights: Float64Array): Float64Array[] {
	expectLevels(rows, weights);
	expectLevels(columns, weights);
	const table = rows.levels.map(() => new Float64Array(columns.levels.length));
	weights.forEach((w, i) => {
		if (w !== 0) table[rows.codes[i]!]![columns.codes[i]!]! += w;
	});
	return table;
}
