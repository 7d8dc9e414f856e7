import { DataError } from '#lib/errors.ts';
import type { ImpactRequestOf } from '#lib/model/impact-request.ts';
import { type DesignMatrix, designMatrix } from '#lib/stats/regression/design-matrix.ts';
import { type BalanceTable, balanceTable, jointBalanceTest } from '../balance/balance-table.ts';
import { type TreatedEffect, pairedEffect, weightedEffect } from '../balance/matched-effect.ts';
import { nearestNeighbours } from '../balance/nearest-neighbour.ts';
import { type Propensity, propensity, propensityWeights } from '../balance/propensity.ts';
import type { Found } from './estimator.ts';
import type { ImpactRows } from './impact-columns.ts';
import { impactRoles } from './impact-roles.ts';
import { named } from './named-estimates.ts';

type SelectionRequest = ImpactRequestOf<'balance' | 'propensity' | 'match'>;

interface Compared {
	readonly treated: Uint8Array;
	readonly design: DesignMatrix;
	/** The columns of the design without the intercept. */
	readonly covariates: readonly { readonly name: string; readonly values: Float64Array }[];
}

function comparedOf(request: SelectionRequest, rows: ImpactRows): Compared {
	rows.keepComplete(impactRoles(request));
	const values = rows.numbers(request.treated);
	const bad = values.findIndex((value) => value !== 0 && value !== 1);
	if (bad >= 0) throw new DataError(`treatment neither 0 nor 1, row ${bad + 1}: ${values[bad]}`);
	const design = designMatrix(rows.terms(request.covariates), rows.size);
	const covariates = design.names.map((name, j) => ({ name, values: design.columns[j]! })).slice(1);
	return { treated: Uint8Array.from(values), design, covariates };
}

/** How alike the arms are. */
export function balanceAnswer(request: ImpactRequestOf<'balance'>, rows: ImpactRows): Found {
	const { treated, covariates } = comparedOf(request, rows);
	const weights = request.weight === undefined ? undefined : rows.numbers(request.weight);
	const table = balanceTable(treated, covariates, weights);
	return {
		result: {
			...balanceOf(table),
			estimates: balanceNamed(table),
			joint: jointBalanceTest(treated, covariates)
		}
	};
}

/** The standardised difference of every covariate, before any weights. */
const balanceNamed = ({ rows }: BalanceTable) =>
	rows.map(({ name, before }) => ({ name, estimate: before.standardisedDifference }));

const balanceOf = ({ rows, size, effective }: BalanceTable) => ({ balance: rows, size, effective });

/** Chances of having the programme, the weights they make, and the effect on the treated. */
export function propensityAnswer(request: ImpactRequestOf<'propensity'>, rows: ImpactRows): Found {
	const compared = comparedOf(request, rows);
	const { treated, design, covariates } = compared;
	const { outcome, estimand, level } = request;
	const model = propensity(treated, design);
	const weights = propensityWeights(treated, model.scores, estimand);
	const effect =
		outcome === undefined
			? undefined
			: weightedEffect(rows.numbers(outcome), treated, model, level);
	const table = balanceTable(treated, covariates, weights);
	return {
		result: {
			estimates: effect ? [named('effect on the treated', effect)] : [],
			...effectOf(effect),
			...modelOf(model),
			...balanceOf(table),
			...(request.rows && {
				rows: Array.from(weights, (weight, i) => ({
					row: rows.rowOf(i + 1),
					...{ score: model.scores[i]!, weight }
				}))
			})
		}
	};
}

/** Each treated with the nearest untreated, and what they differ by. */
export function matchAnswer(request: ImpactRequestOf<'match'>, rows: ImpactRows): Found {
	const { treated, design, covariates } = comparedOf(request, rows);
	const { outcome, caliper, search, level } = request;
	const model = propensity(treated, design);
	const matching = nearestNeighbours(treated, model.scores, {
		search,
		...(caliper !== undefined && { caliper })
	});
	const effect =
		outcome === undefined
			? undefined
			: pairedEffect(rows.numbers(outcome), treated, matching, level);
	const { pairs, unmatched, caliper: widest, partners, weights } = matching;
	const all = Array.from(partners.keys()).filter((i) => partners[i]! >= 0);
	const left = { code: 'treated-unmatched', rows: unmatched } as const;
	return {
		warnings: unmatched > 0 ? [left] : [],
		result: {
			estimates: effect ? [named('effect on the treated', effect)] : [],
			...effectOf(effect),
			...{ pairs, unmatched, widest },
			...modelOf(model),
			...balanceOf(balanceTable(treated, covariates, weights)),
			...(request.rows && {
				rows: all.map((i) => ({
					treated: rows.rowOf(i + 1),
					partner: rows.rowOf(partners[i]! + 1)
				}))
			})
		}
	};
}

const modelOf = ({ names, coefficients, scores }: Propensity) => ({
	coefficients: names.map((name, j) => ({ name, estimate: coefficients[j]! })),
	scores: { lowest: least(scores), highest: -least(scores.map((score) => -score)) }
});

const least = (values: Float64Array) =>
	values.reduce((low, value) => Math.min(low, value), Infinity);

function effectOf(effect: TreatedEffect | undefined) {
	if (!effect) return {};
	const { treatedMean, comparisonMean, treated, effectiveUntreated, variance } = effect;
	return { treatedMean, comparisonMean, treated, effectiveUntreated, variance };
}
