import { DataError } from '#lib/errors.ts';
import type {
	Evaluation,
	EvaluationNote,
	OutcomeEvaluation,
	RobustnessRow
} from '#lib/model/evaluation.ts';
import type { EvaluationPicture, PictureOf } from '#lib/model/evaluation-pictures.ts';
import type { ProgrammeOutcome } from '#lib/model/programme-outcome.ts';
import type { CoxModel } from '../survival/cox.ts';
import { followedWhere } from '../survival/followed.ts';
import { grayTest } from '../survival/gray-test.ts';
import { logRankTest } from '../survival/log-rank.ts';
import { proportionalityTests } from '../survival/proportionality-test.ts';
import { riskTable } from '../survival/risk-table.ts';
import { type ArmBalance, armBalance, exactColumns } from './cohort-balance.ts';
import {
	carried,
	columnEffect,
	hazardEffect,
	hazardModel,
	incidenceEffect,
	longestWindow,
	restrictedMeanEffect,
	windowReadings
} from './cohort-effects.ts';
import {
	type CohortPeople,
	armNames,
	cohortPeople,
	outcomeAlone,
	peopleWhere,
	withOutcome
} from './cohort-people.ts';
import { attempted, finite } from './effects.ts';
import type { EvaluationInput, EvaluationParts, ProgrammeWith } from './evaluation-input.ts';
import { evaluationParts, inTurn, outcomesInOrder, placeboRows } from './evaluation-parts.ts';
import { windowEnd } from './follow-up-windows.ts';
import { inputTable } from './input-table.ts';
import { relativeEffect } from './readings.ts';
import { type TextTable, numberColumn } from './text-table.ts';

interface Cohort {
	readonly programme: ProgrammeWith<'cohort'>;
	readonly table: TextTable;
	readonly people: CohortPeople;
	readonly balance: ArmBalance | undefined;
}

/**
 * People followed from the same rule on: by how much the share with the outcome differs until the
 * longest window, other events competing (Aalen-Johansen), everybody in the arm they were sent to.
 * All numbers are exact: `arms` and `exact` are for protection, and nothing of it is published before.
 * @throws DataError naming line and column for rows that cannot be read.
 */
export function cohortEvaluation(
	programme: ProgrammeWith<'cohort'>,
	input: EvaluationInput
): EvaluationParts {
	const { design } = programme;
	expectMainCause(programme);
	const table = inputTable(input, design.table.file);
	const people = cohortPeople(table, design);
	const balance = armBalance(table, design, people, programme.estimand);
	const cohort = { programme, table, people, balance };
	const outcomes = inTurn(outcomesInOrder(programme), input, (outcome) =>
		outcomeOf(cohort, outcome)
	);
	return evaluationParts(programme, {
		counts: countsOf(people),
		outcomes,
		robustness: [...robustnessOf(cohort), ...placeboRows(outcomes)],
		displacement: 'not-territorial',
		settings: settingsOf(cohort),
		notes: balance?.notes ?? [],
		arms: Object.fromEntries(armNames.toReversed().map((arm) => [arm, tableOf(people, arm)])),
		exact: {
			columns: [
				...(balance?.exact.columns ?? []),
				...programme.outcomes.flatMap(({ column }) =>
					column === undefined
						? []
						: exactColumns(column, numberColumn(table, column), people.arms.codes)
				)
			],
			overlap: balance?.exact.overlap
		}
	});
}

function expectMainCause(programme: ProgrammeWith<'cohort'>) {
	const { cause = '' } = outcomesInOrder(programme)[0]!;
	const { id } = programme.design.cause;
	if (cause !== id)
		throw new DataError(`the main outcome of a cohort is the cause of its design, ${id}: ${cause}`);
}

const tableOf = ({ followed, arms, causes }: CohortPeople, arm: string) =>
	riskTable(
		followedWhere(followed, (row) => arms.levels[arms.codes[row]!] === arm),
		causes.length
	);

function outcomeOf(cohort: Cohort, outcome: ProgrammeOutcome): OutcomeEvaluation {
	const { id, role, cause, column } = outcome;
	const told = { outcome: id, role, adjustedP: null, comparisonSd: null, events: null };
	if (column !== undefined) {
		const values = numberColumn(cohort.table, column);
		const { effect, comparison, n } = columnEffect(values, cohort.people.arms);
		const without = finite(comparison);
		return {
			...{ ...told, effect, n, comparisonMean: without, without, pictures: [], notes: [] },
			relative: relativeEffect(effect, comparison)
		};
	}
	const people = withOutcome(cohort.people, cause ?? '');
	const readings = windowReadings(people, cohort.programme.design);
	const longest = longestWindow(readings);
	const effect = incidenceEffect(longest);
	const without = longest?.window.groups[0]?.incidence;
	return {
		...{ ...told, effect, n: people.arms.codes.length },
		...{ comparisonMean: finite(without), without: finite(without) },
		relative: relativeEffect(effect, without),
		pictures: role === 'main' ? picturesOf(cohort) : [],
		notes: [
			...(longest ? [{ code: 'window', values: { months: longest.months } }] : []),
			...readings
				.filter(({ months }) => months > (longest?.months ?? 0))
				.map(({ months }) => ({ code: 'window-not-observed', values: { months } }))
		]
	};
}

function picturesOf(cohort: Cohort): EvaluationPicture[] {
	return [survivalPicture(cohort), ...(cohort.balance ? [cohort.balance.picture] : [])];
}

/** Curves are drawn when they are protected. */
function survivalPicture(cohort: Cohort): PictureOf<'survival'> {
	const { people, programme } = cohort;
	const { design, id, tier } = programme;
	const tested = ({ statistic, df, p }: { statistic: number; df: number; p: number }) => ({
		...{ statistic, df },
		pValue: p
	});
	const model = carried(() => adjustedModel(cohort));
	return {
		kind: 'survival',
		steps: {
			...{ programme: id, tier, rules: design.disclosure, unit: design.unit },
			...{ curves: [], withheld: [], total: null }
		},
		logRank: carried(() => tested(logRankOf(people))),
		gray:
			people.causes.length > 1
				? carried(() => tested(grayTest(people.followed, people.arms)))
				: null,
		hazardRatio: model && hazardRatioOf(model),
		proportional: model && proportionalOf(model),
		windows: windowReadings(people, design).map(({ months, window: { groups, differences } }) => ({
			months,
			treated: finite(groups[1]?.incidence),
			comparison: finite(groups[0]?.incidence),
			difference: finite(differences[0]?.estimate),
			lower: finite(differences[0]?.interval.lower),
			upper: finite(differences[0]?.interval.upper)
		}))
	};
}

const logRankOf = (people: CohortPeople) =>
	logRankTest(outcomeAlone(people), people.arms, people.strata ? { strata: people.strata } : {});

/** With the covariates, of those who have them; without covariates of everybody. */
const adjustedModel = ({ people, balance }: Cohort): CoxModel =>
	balance
		? hazardModel(peopleWhere(people, balance.isIn), { covariates: balance.covariates })
		: hazardModel(people);

function hazardRatioOf({ coefficients }: CoxModel): PictureOf<'survival'>['hazardRatio'] {
	const { hazardRatio, interval } = coefficients[0]!;
	return { estimate: hazardRatio, ...interval, adjusted: coefficients.length > 1 };
}

const proportionalOf = (model: CoxModel): PictureOf<'survival'>['proportional'] =>
	carried(() => ({ pValue: proportionalityTests(model)[0]!.p }));

function robustnessOf(cohort: Cohort): RobustnessRow[] {
	const { programme, balance } = cohort;
	const { people } = cohort;
	const longest = longestWindow(windowReadings(people, programme.design));
	const row = (
		change: string,
		values: EvaluationNote['values'],
		result: RobustnessRow['result']
	): RobustnessRow => ({ change, values, result, placebo: false });
	const unadjusted = attempted(() => hazardEffect(hazardModel(people)));
	const until = longest?.window.until;
	return [
		row('estimator', { estimator: 'cox' }, unadjusted),
		...(balance ? adjustedRows(cohort, balance, row) : []),
		...(until === undefined
			? []
			: [
					row(
						'estimator',
						{ estimator: 'restricted-mean', until, unit: programme.design.unit },
						attempted(() => restrictedMeanEffect(people, until))
					)
				])
	];
}

function adjustedRows(
	cohort: Cohort,
	{ isIn, weights }: ArmBalance,
	row: (
		change: string,
		values: EvaluationNote['values'],
		result: RobustnessRow['result']
	) => RobustnessRow
): RobustnessRow[] {
	const adjusted = attempted(() => hazardEffect(adjustedModel(cohort)));
	const weighted =
		weights &&
		attempted(() => hazardEffect(hazardModel(peopleWhere(cohort.people, isIn), { weights })));
	return [
		row('covariates', { estimator: 'cox' }, adjusted),
		...(weighted ? [row('weighting', { estimator: 'cox' }, weighted)] : [])
	];
}

function countsOf({ arms }: CohortPeople): Evaluation['counts'] {
	const n = arms.codes.length;
	const treatedUnits = arms.codes.reduce((sum, code) => sum + code, 0);
	return {
		...{ rows: n, units: n, treatedUnits, comparisonUnits: n - treatedUnits },
		...{ clusters: null, treatedClusters: null, periods: null },
		...{ first: null, last: null, starts: [] }
	};
}

function settingsOf({ programme: { design, estimand }, people, balance }: Cohort) {
	const { unit, windows, timeZero, analysed, event, atRisk } = design;
	return {
		...{ method: 'aalen-johansen', variance: 'influence', level: 0.95 },
		...{ timeZero, analysed, event, atRisk, unit },
		windowsMonths: windows.join(', '),
		windowEnds: windows.map((months) => windowEnd(months, unit)).join(', '),
		yearWeeks: unit === 'month' ? null : 52,
		stratified: people.strata !== undefined,
		ties: 'efron',
		weights: balance?.weights ? (estimand === 'ATT' ? 'att' : 'ate') : null
	};
}
