import { DataError, DomainError } from '#lib/errors.ts';
import type { EvaluationRefusal } from '#lib/model/evaluation.ts';
import type { DesignOf } from '#lib/model/programme-design.ts';
import { chiSquareTail } from '#lib/stats/distributions/tails.ts';
import { type TTest, contrastTest } from '#lib/stats/contrasts/contrast-test.ts';
import { Matrix, solve } from 'ml-matrix';
import { refused } from './effects.ts';
import type { SurveyFigure } from './evaluation-input.ts';

export type SurveyPlan = Pick<DesignOf<'survey'>, 'before' | 'after' | 'treated' | 'comparison'>;

/** Which territories and surveys, and whether they stand for more or for less. */
export interface Corner {
	readonly territories: readonly string[];
	readonly surveys: readonly string[];
	readonly sign: 1 | -1;
}

/** Figures of one indicator by territory and survey. */
export interface SurveyCells {
	readonly indicator: string;
	readonly at: (territory: string, survey: string) => SurveyFigure;
	/** Interviews behind all of it. */
	readonly n: number;
}

/** A sum of means with its sampling error. */
export interface CellContrast {
	readonly estimate: number;
	readonly standardError: number;
	/** Satterthwaite. */
	readonly df: number;
	/** Undefined without an error. */
	readonly test: TTest | undefined;
}

/** Figures that a plan needs, or which of them is not there. @throws DataError for one that is there twice. */
export function surveyCells(
	figures: readonly SurveyFigure[],
	indicator: string,
	{ before, after, treated, comparison }: SurveyPlan
): SurveyCells | EvaluationRefusal {
	const found = new Map<string, SurveyFigure>();
	for (const figure of figures) {
		if (figure.indicator !== indicator) continue;
		const key = keyOf(figure.territory, figure.survey);
		if (found.has(key))
			throw new DataError(
				`figure of ${indicator} there twice, keep one of territory and survey: ${key}`
			);
		found.set(key, figure);
	}
	let n = 0;
	for (const territory of [...treated, ...comparison])
		for (const survey of [...before, ...after]) {
			const figure = found.get(keyOf(territory, survey));
			const others = treated.includes(territory) ? treated : comparison;
			if (!figure || !(figure.standardError > 0) || !Number.isFinite(figure.estimate))
				return refused(
					figure ? 'figure-without-error' : 'missing-figure',
					others.length > 1 ? 'without-territory' : 'another-survey',
					{ territory, survey, indicator }
				);
			n += figure.n;
		}
	return {
		...{ indicator, n },
		at: (territory, survey) => {
			const figure = found.get(keyOf(territory, survey));
			if (!figure) throw new DomainError(`figure that was not planned: ${territory}, ${survey}`);
			return figure;
		}
	};
}

const keyOf = (territory: string, survey: string) => `${territory}, ${survey}`;

/** The sum of the means of corners; samples of territories and surveys are independent. */
export function cellContrast(cells: SurveyCells, corners: readonly Corner[]): CellContrast {
	let [estimate, variance, spread] = [0, 0, 0];
	for (const [figure, weight] of weightsOf(cells, corners)) {
		const own = (weight * figure.standardError) ** 2;
		estimate += weight * figure.estimate;
		variance += own;
		spread += own ** 2 / figure.df;
	}
	const standardError = Math.sqrt(variance);
	const df = spread > 0 ? variance ** 2 / spread : Infinity;
	return { estimate, standardError, df, test: contrastTest({ estimate, standardError }, { df }) };
}

/** By figure: one that stands in several corners has the sum of its weights. */
function weightsOf(cells: SurveyCells, corners: readonly Corner[]): Map<SurveyFigure, number> {
	const weights = new Map<SurveyFigure, number>();
	for (const { territories, surveys, sign } of corners)
		for (const territory of territories)
			for (const survey of surveys) {
				const figure = cells.at(territory, survey);
				const own = sign / (territories.length * surveys.length);
				weights.set(figure, (weights.get(figure) ?? 0) + own);
			}
	return weights;
}

/** Change of the treated less that of the comparison, territories and waves counting alike. */
export const didCorners = ({ before, after, treated, comparison }: SurveyPlan): Corner[] => [
	{ territories: treated, surveys: after, sign: 1 },
	{ territories: treated, surveys: before, sign: -1 },
	{ territories: comparison, surveys: after, sign: -1 },
	{ territories: comparison, surveys: before, sign: 1 }
];

/** Wald test that some contrasts are all 0. Chi-square: the errors are those of large samples. */
export function jointTest(cells: SurveyCells, contrasts: readonly (readonly Corner[])[]) {
	const weights = contrasts.map((corners) => weightsOf(cells, corners));
	const estimates = contrasts.map((corners) => cellContrast(cells, corners).estimate);
	const covariance = new Matrix(
		weights.map((own) =>
			weights.map((other) =>
				[...own].reduce(
					(sum, [figure, weight]) =>
						sum + weight * (other.get(figure) ?? 0) * figure.standardError ** 2,
					0
				)
			)
		)
	);
	const solved = solve(covariance, Matrix.columnVector(estimates)).to1DArray();
	const statistic = estimates.reduce((sum, value, i) => sum + value * solved[i]!, 0);
	const df = contrasts.length;
	return { statistic, df, pValue: chiSquareTail(statistic, df) };
}
