import { cohortEvaluation } from '#lib/impact/evaluation/cohort-evaluation.ts';
import type { EvaluationParts, ProgrammeWith } from '#lib/impact/evaluation/evaluation-input.ts';
import type { TextTable } from '#lib/impact/evaluation/text-table.ts';
import {
	declaredHarm,
	declaredOutcome,
	declaredProgramme,
	textsTable
} from './evaluated-programmes.ts';
import { syntheticTable } from './evaluation.ts';

type Changes = Readonly<Record<string, unknown>>;

/** The simulated court programme, as its file has it. */
export const courtTable: TextTable = textsTable('court', syntheticTable('synth-recidivism'), [
	...['alternative', 'week', 'event', 'site', 'age', 'female', 'prior', 'employed']
]);

const event = { kind: 'event' };
export const courtOutcomes = [
	declaredOutcome('re-arrest', { cause: 're-arrest', scale: event }),
	declaredHarm('death', { cause: 'death', scale: event })
];

/** Its declaration: re-arrest while death competes. */
export const courtProgramme = (
	design: Changes = {},
	outcomes: readonly Changes[] = courtOutcomes,
	changes: Changes = {}
): ProgrammeWith<'cohort'> =>
	declaredProgramme(
		{
			kind: 'cohort',
			table: {
				...{ file: 'court', arm: 'alternative', time: 'week', event: 'event' },
				covariates: ['age', 'female', 'prior', 'employed'].map((column) => ({
					column,
					label: { en: column }
				}))
			},
			arms: { treated: '1', comparison: '0' },
			...{ unit: 'week', timeZero: 'assignment', analysed: 'assigned', event: 're-arrest' },
			atRisk: 'outside-custody',
			cause: { id: 're-arrest', label: { en: 'Re-arrest' }, codes: ['1'] },
			competing: [{ id: 'death', label: { en: 'Death' }, codes: ['2'] }],
			...{ censored: ['0'], windows: [6, 12, 18], disclosure: 'programme' },
			...design
		},
		outcomes,
		{ tier: 'protected', type: 'treatment-court', ...changes }
	);

export const courtEvaluation = (
	programme: ProgrammeWith<'cohort'> = courtProgramme(),
	table: TextTable = courtTable
): EvaluationParts => cohortEvaluation(programme, { tables: new Map([['court', table]]) });
