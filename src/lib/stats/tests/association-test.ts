import type { Design } from '../design/design.ts';
import { type Estimated, estimated } from '../design/statistic.ts';
import { chiSquareTail, fTail } from '../distributions/tails.ts';
import { weightedChiSquareTail } from '../distributions/weighted-chi-square-tail.ts';
import { type Factor, expectLevels, presentLevels } from '../statistics/factor.ts';
import {
	type Cells,
	cellsOf,
	independenceScores,
	residualScores,
	scoreMeans,
	scoreTotals
} from './cells.ts';
import { generalizedDesignEffects, quadraticForm } from './generalized-design-effects.ts';

/** As R `svychisq(statistic = ...)` names them. */
export const associationStatistics = [
	'F',
	'Chisq',
	'Wald',
	'adjWald',
	'lincom',
	'saddlepoint'
] as const;
export type AssociationStatistic = (typeof associationStatistics)[number];

export interface AssociationOptions {
	/** Defaults to F, the second-order correction of Rao and Scott. */
	readonly statistic?: AssociationStatistic;
	/** Degrees of freedom of the design. */
	readonly designDf: number;
	/** What Pearson's statistic takes for its sample size; defaults to the elements with a weight. */
	readonly cases?: number | undefined;
}

export interface AssociationTest {
	readonly statistic: number;
	/** Of the distribution the statistic is referred to: two of F, one of chi-square, else none. */
	readonly df: readonly number[];
	readonly p: number;
}

/**
 * Test that two factors are independent in the population. Agrees with R `survey::svychisq`; there
 * `cases` also counts elements without a level, which changes Pearson's statistic but no p value, and
 * lincom is the saddlepoint approximation unless package CompQuadForm is installed. Levels without
 * elements do not count. Undefined with fewer than two levels on a side, without a variance, and
 * where the design has too few units for the table.
 */
export function associationTest(
	{ rows, columns }: { readonly rows: Factor; readonly columns: Factor },
	design: Design,
	options: AssociationOptions
): AssociationTest | undefined {
	expectLevels(rows, design.weights);
	expectLevels(columns, design.weights);
	const present = (factor: Factor) => presentLevels(factor, design.weights);
	const cells = cellsOf(present(rows), present(columns), design.weights);
	if (cells.rows < 2 || cells.columns < 2 || !(options.designDf > 0)) return undefined;
	const { statistic = 'F' } = options;
	return statistic === 'Wald' || statistic === 'adjWald'
		? waldTest(cells, design, { ...options, statistic })
		: raoScottTest(cells, design, { ...options, statistic });
}

/** Wald statistic of what cells hold beyond independence (Koch, Freeman and Freeman 1975). */
function waldTest(cells: Cells, design: Design, { statistic, designDf }: AssociationOptions) {
	const residuals = estimated(scoreTotals(cells, residualScores(cells)), design);
	const size = design.weights.reduce((sum, w) => sum + w, 0);
	// Of cells that are known, as after calibration to them, only rounding varies.
	const isKnown = residuals.matrix.some((row, j) => !(row[j]! > 1e-24 * size ** 2));
	if (isKnown || !hasVariance(residuals)) return undefined;
	const wald = quadraticForm(residuals.estimates, residuals.matrix);
	if (wald === undefined) return undefined;
	const df = residuals.estimates.length;
	const restDf = statistic === 'Wald' ? designDf : designDf - df + 1;
	if (!(restDf > 0)) return undefined;
	const value = statistic === 'Wald' ? wald / df : (wald * restDf) / (df * designDf);
	return { statistic: value, df: [df, restDf], p: fTail(value, df, restDf) };
}

/** Pearson's statistic, referred to what it is distributed as under the design (Rao and Scott 1984). */
function raoScottTest(
	cells: Cells,
	design: Design,
	{ statistic, designDf, cases }: AssociationOptions
): AssociationTest | undefined {
	const n = cases ?? design.weights.reduce((count, w) => count + (w === 0 ? 0 : 1), 0);
	const { scores, working } = independenceScores(cells);
	const observed = estimated(scoreMeans(cells, scores), design);
	if (!hasVariance(observed)) return undefined;
	const perCase = working.map((row) => row.map((value) => value / n));
	const effects = generalizedDesignEffects(observed.matrix, perCase);
	const sum = effects?.reduce((all, effect) => all + effect, 0) ?? 0;
	if (!effects || !(sum > 1e-12)) return undefined;
	const squares = effects.reduce((all, effect) => all + effect ** 2, 0);
	const pearson = n * cells.meanSquareContingency;
	const df = sum ** 2 / squares;
	if (statistic === 'F')
		return {
			statistic: pearson / sum,
			df: [df, df * designDf],
			p: fTail(pearson / sum, df, df * designDf)
		};
	if (statistic === 'Chisq') {
		const p = chiSquareTail((pearson * effects.length) / sum, effects.length);
		return { statistic: pearson, df: [effects.length], p };
	}
	// R divides by a chi-square for linearised designs only.
	const denominatorDf = design.kind === 'linearised' ? df * designDf : Infinity;
	const method = statistic === 'lincom' ? 'exact' : 'saddlepoint';
	const p = weightedChiSquareTail(pearson, effects, { method, denominatorDf });
	return p === undefined ? undefined : { statistic: pearson, df: [], p };
}

const hasVariance = ({ lonely }: Estimated) => lonely.every((strata) => strata.length === 0);
