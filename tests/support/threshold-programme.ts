import { discontinuityEvaluation } from '#lib/impact/evaluation/discontinuity-evaluation.ts';
import type { EvaluationParts, ProgrammeWith } from '#lib/impact/evaluation/evaluation-input.ts';
import type { TextTable } from '#lib/impact/evaluation/text-table.ts';
import { seededRandom } from '#lib/stats/replicates/seeded-random.ts';
import {
	declaredHarm,
	declaredOutcome,
	declaredProgramme,
	numbersTable
} from './evaluated-programmes.ts';

type Changes = Readonly<Record<string, unknown>>;

/** Whoever is caught with 5 grams or more is sent to prison 20 points more often: a jump of 0.2. */
const random = seededRandom(7);
export const caught = Array.from({ length: 1200 }, () => {
	const grams = Math.round(1000 * 10 * random()) / 1000;
	const noise = () => (random() + random() + random() - 1.5) / 3;
	const over = grams >= 5 ? 1 : 0;
	return {
		grams,
		days: 3 + 0.4 * grams + 2 * over + noise(),
		harm: 1 + 0.05 * grams + noise(),
		jailed: random() < 0.2 + 0.03 * grams + 0.2 * over ? 1 : 0,
		age: 25 + grams / 5 + 5 * noise(),
		rare: random() < 0.005 ? 1 : 0
	};
});
export const caughtTable = numbersTable(
	'arrests',
	Object.fromEntries(
		(['grams', 'days', 'harm', 'jailed', 'age', 'rare'] as const).map((name) => [
			name,
			caught.map((one) => one[name])
		])
	)
);

const thresholdDesign = (changes: Changes = {}) => ({
	kind: 'discontinuity' as const,
	table: {
		...{ file: 'arrests', running: 'grams' },
		covariates: [{ column: 'age', label: { en: 'age' } }]
	},
	running: { label: { en: 'Amount' }, unit: { en: 'g' } },
	...{ cutoff: 5, treatedSide: 'above', placeboCutoffs: [2.5, 7.5] },
	...changes
});
export const thresholdOutcomes = [
	declaredOutcome('days', { column: 'days' }),
	declaredHarm('harm', { column: 'harm' }),
	declaredOutcome('jailed', { role: 'secondary', column: 'jailed', scale: { kind: 'share' } })
];

/** A rule that applies from 5 grams on. */
export const thresholdProgramme = (
	design: Changes = {},
	outcomes: readonly Changes[] = thresholdOutcomes,
	changes: Changes = {}
): ProgrammeWith<'discontinuity'> => declaredProgramme(thresholdDesign(design), outcomes, changes);

export const thresholdEvaluation = (
	programme: ProgrammeWith<'discontinuity'> = thresholdProgramme(),
	table: TextTable = caughtTable
): EvaluationParts => discontinuityEvaluation(programme, { tables: new Map([['arrests', table]]) });
