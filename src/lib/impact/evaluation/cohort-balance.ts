import type { EvaluationNote } from '#lib/model/evaluation.ts';
import type { EvaluationPicture } from '#lib/model/evaluation-pictures.ts';
import type { DesignOf } from '#lib/model/programme-design.ts';
import type { Programme } from '#lib/model/programme.ts';
import type { Covariate } from '../balance/balance-table.ts';
import { balancePicture, madeAlike, overlapCounts } from './balance-picture.ts';
import type { CohortPeople } from './cohort-people.ts';
import type { ExactColumn, ExactPeople } from './evaluation-input.ts';
import { type TextTable, numberColumn } from './text-table.ts';

/** Covariates of the people who have them all, and what makes the arms alike. */
export interface ArmBalance {
	/** Rows with every covariate. */
	readonly isIn: (row: number) => boolean;
	/** Of those rows. */
	readonly covariates: readonly Covariate[];
	/** Undefined where there is no overlap; the score of who has none is not told. */
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
	const alike = madeAlike(treated, complete, estimand === 'ATT' ? 'att' : 'ate');
	const blanks = arms.codes.length - treated.length;
	return {
		...{ isIn, covariates: complete, weights: alike?.weights },
		picture: balancePicture(treated, complete, alike),
		exact: {
			columns: complete.flatMap(({ name, values }) => exactColumns(name, values, treated)),
			overlap: alike && overlapCounts(alike, treated)
		},
		notes: [
			...(alike ? [] : [{ code: 'no-overlap', values: {} }]),
			...(blanks > 0 ? [{ code: 'blank-covariates', values: { people: blanks } }] : [])
		]
	};
}

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
