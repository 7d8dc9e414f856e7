import type { TextTable } from '#lib/impact/evaluation/text-table.ts';
import { staggeredPanel } from './staggered-panel.ts';
import {
	declaredHarm,
	declaredOutcome,
	declaredProgramme,
	numbersTable,
	withColumns
} from './evaluated-programmes.ts';

type Fields = Readonly<Record<string, unknown>>;

/** What a territorial programme of units, years and neighbours declares, beside what a test changes. */
export const territorialProgramme = (
	{ table = {}, ...design }: Fields & { readonly table?: Fields } = {},
	main: Fields = {}
) =>
	declaredProgramme(
		{
			kind: 'panel',
			time: { unit: 'year' },
			estimator: 'group-time',
			geography: { kind: 'neighbours', file: 'pairs', unit: 'one', neighbour: 'other' },
			...design,
			table: {
				...{ file: 'panel', unit: 'unit', period: 'year', start: 'start' },
				...{ covariates: [{ column: 'covariate', label: { en: 'Covariate' } }], ...table }
			}
		},
		[
			declaredOutcome('seen', { column: 'seen', ...main }),
			declaredHarm('harm', { column: 'harm' }),
			declaredOutcome('placebo', { role: 'placebo', column: 'placebo' })
		],
		{
			type: 'territorial-prevention',
			files: ['panel', 'pairs'].map((id) => ({ id, path: `${id}.csv`, format: 'csv' }))
		}
	);

/** Effect by periods since the start. */
const effect = (event: number) => -2 - event / 2;

/**
 * 120 units over 10 periods, 30 treated from period 5, 30 from 7; of the others the first six lie beside
 * treated ones.
 */
export function territorialTables(): Map<string, TextTable> {
	const made = staggeredPanel({ sizes: { 0: 60, 5: 30, 7: 30 }, periods: 10, effect, seed: 5 });
	const none = staggeredPanel({ sizes: { 0: 60, 5: 30, 7: 30 }, periods: 10, seed: 8 });
	const numbers = numbersTable('panel.csv', {
		unit: made.unit,
		year: made.period,
		seen: made.outcome,
		harm: none.outcome,
		placebo: none.outcome.map((value) => value + 1),
		covariate: made.covariate
	});
	const start = made.cohort.map((cohort) => (cohort === 0 ? 'never' : String(cohort)));
	const ring = made.unit.filter((_, i) => made.cohort[i] === 0 && made.period[i] === 1).slice(0, 6);
	const treated = made.unit.filter((_, i) => made.cohort[i] === 5 && made.period[i] === 1);
	return new Map([
		['panel', withColumns(numbers, { start })],
		['pairs', numbersTable('pairs.csv', { one: ring, other: ring.map((_, i) => treated[i]!) })]
	]);
}
