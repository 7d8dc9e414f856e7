import { DataError } from '#lib/errors.ts';
import type { EvaluationNote } from '#lib/model/evaluation.ts';
import type { EvaluationPicture } from '#lib/model/evaluation-pictures.ts';
import type { DesignOf } from '#lib/model/programme-design.ts';
import type { Programme } from '#lib/model/programme.ts';
import { designMatrix } from '#lib/stats/regression/design-matrix.ts';
import { type Covariate, balanceTable } from '../balance/balance-table.ts';
import { propensity, propensityWeights } from '../balance/propensity.ts';
import type { CohortPeople } from './cohort-people.ts';
import { finite } from './effects.ts';
import type { ExactColumn, ExactPeople } from './evaluation-input.ts';
import { type TextTable, numberColumn } from './text-table.ts';

/** Of propensity scores. */
export const overlapClasses = 20;

/** Covariates of the people who have them all, and what makes the arms alike. */
export interface ArmBalance {
	/** Rows with every covariate. */
	readonly isIn: (row: number) => boolean;
	/** Of those rows. */
	readonly covariates: readonly Covariate[];
	readonly weights: Float64Array | undefined;
	readonly picture: EvaluationPicture;
	readonly exact: ExactPeople;
	readonly notes: readonly EvaluationNote[];
}

/** Undefined without covariates. Rows without one of them are left out of what needs them, and noted. */
export function armBalance(
	table: TextTable,
	{ table: { covariates } }: DesignOf<'cohort'>,
	{ arms }: CohortPeople,
	estimand: Programme['estimand']
): ArmBalance | undefined {
	if (covariates.length === 0) return undefined;
	const all = covariates.map(({ column }) => ({
		name: column,
		values: numberColumn(table, column)
	}));
	const isIn = (row: number) => all.every(({ values }) => !Number.isNaN(values[row]));
	const complete = all.map(({ name, values }) => ({
		name,
		values: values.filter((_, row) => isIn(row))
	}));
	const treated = Uint8Array.from(arms.codes.filter((_, row) => isIn(row)));
	const made = madeAlike(treated, complete, estimand);
	const blanks = arms.codes.length - treated.length;
	const exact = {
		columns: complete.flatMap((one) => exactColumns(one.name, one.values, treated)),
		overlap: made.scores && overlapCounts(made.scores, treated)
	};
	return {
		...{ isIn, covariates: complete, weights: made.weights, exact },
		picture: balancePicture(treated, complete, { weights: made.weights, exact }),
		notes: [
			...made.notes,
			...(blanks > 0 ? [{ code: 'blank-covariates', values: { people: blanks } }] : [])
		]
	};
}

/** Weights by the propensity score, or a note that there is no overlap. */
function madeAlike(
	treated: Uint8Array,
	covariates: readonly Covariate[],
	estimand: Programme['estimand']
): { scores?: Float64Array; weights?: Float64Array; notes: EvaluationNote[] } {
	try {
		const { scores } = propensity(treated, designMatrix(covariates, treated.length));
		const weights = propensityWeights(treated, scores, estimand === 'ATT' ? 'att' : 'ate');
		return { scores, weights, notes: [] };
	} catch (error) {
		if (!(error instanceof DataError)) throw error;
		// The message has the score of one person: it stays here.
		return { notes: [{ code: 'no-overlap', values: {} }] };
	}
}

function balancePicture(
	treated: Uint8Array,
	covariates: readonly Covariate[],
	{ weights, exact }: { weights: Float64Array | undefined; exact: ExactPeople }
): EvaluationPicture {
	const { rows, effective } = balanceTable(treated, covariates, weights);
	const shares = (counts: readonly number[]) => {
		const all = counts.reduce((sum, count) => sum + count, 0);
		return counts.map((count) => count / all);
	};
	return {
		kind: 'balance',
		by: weights ? 'weighting' : null,
		rows: rows.map(({ name, before, after }) => ({
			covariate: name,
			treated: before.treatedMean,
			comparison: before.untreatedMean,
			before: finite(before.standardisedDifference),
			after: finite(after?.standardisedDifference),
			varianceRatio: finite(before.varianceRatio),
			distance: before.largestGap
		})),
		effectiveSize: effective
			? { treated: effective.treated, comparison: effective.untreated }
			: null,
		overlap: exact.overlap
			? { treated: shares(exact.overlap.treated), comparison: shares(exact.overlap.comparison) }
			: null
	};
}

function overlapCounts(scores: Float64Array, treated: Uint8Array) {
	const counts = { treated: empty(), comparison: empty() };
	scores.forEach((score, row) => {
		const own = treated[row] === 1 ? counts.treated : counts.comparison;
		own[Math.min(overlapClasses - 1, Math.floor(score * overlapClasses))]!++;
	});
	return counts;
}

const empty = () => Array.from({ length: overlapClasses }, () => 0);

/** A column counted in both arms; blanks are not counted. */
export function exactColumns(
	column: string,
	values: Float64Array,
	treated: ArrayLike<number>
): ExactColumn[] {
	const isBinary = values.every((value) => Number.isNaN(value) || value === 0 || value === 1);
	return (['treated', 'comparison'] as const).map((arm) => {
		const own = values.filter(
			(value, row) => !Number.isNaN(value) && (treated[row] === 1) === (arm === 'treated')
		);
		const sum = own.reduce((total, value) => total + Math.abs(value), 0);
		const most = own.reduce((largest, value) => Math.max(largest, Math.abs(value)), 0);
		return {
			...{ column, arm, people: own.length },
			yes: isBinary ? own.filter((value) => value === 1).length : undefined,
			largestShare: !isBinary && sum > 0 ? most / sum : undefined
		};
	});
}
