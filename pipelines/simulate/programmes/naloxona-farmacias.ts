import { type CsvRow, csvText } from '../csv-text.ts';
import { type MonthlySeries, monthlyCounts, ratioTruth } from './monthly-series.ts';
import type { SimulatedProgramme } from './programme-truth.ts';

/** Before this month, the 25th, deaths were counted by where people died: fewer of them. */
const sameRegister = 25;

/** `column` is the category of the series. */
const events: readonly MonthlySeries[] = [
	{
		...{ outcome: 'overdose-deaths', column: 'overdose-death', rate: 1.4, trend: 0.002 },
		...{ season: 0.05, effect: { level: -0.2, slope: -0.006 } }
	},
	{
		...{ outcome: 'withdrawal-visits', column: 'withdrawal-visit', rate: 2.1, trend: 0.001 },
		season: 0.04
	},
	{ column: 'alcohol-poisoning-death', rate: 0.9, trend: 0.001, season: 0.06 },
	{ outcome: 'road-deaths', column: 'road-death', rate: 1.1, trend: -0.001, season: 0.07 }
];

const plan = {
	months: 120,
	/** January 2019, counted from January 2013. */
	start: 73,
	residents: () => 5_200_000,
	streams: [8, 9]
} as const;

/** As the design counts them, from the first month of the register as it is now. */
const countedFrom = <At extends { readonly period: number }>(at: readonly At[]) =>
	at.map((one) => ({ ...one, period: one.period - sameRegister + 1 }));

/**
 * Naloxone in pharmacies, as the rows of a series of `data/series`: deaths from overdose fall at once and
 * go on falling, and nothing else changes. What was counted otherwise in the first two years was fewer.
 */
export function naloxonaFarmacias(seed: number): SimulatedProgramme {
	const rows = events.flatMap((one, s) =>
		monthlyCounts(seed, one, s, plan).map((count, i): CsvRow => {
			const month = `${2013 + Math.floor(i / 12)}-${String((i % 12) + 1).padStart(2, '0')}`;
			const value = i + 1 < sameRegister ? Math.round(0.8 * count) : count;
			return { territory: 'XVA', period: month, event: one.column, value, status: '', note: '' };
		})
	);
	return {
		files: [{ name: 'demo-acute-events.csv', text: csvText(rows) }],
		truth: events
			.flatMap((one) => ratioTruth(one, plan))
			.map((truth) => ({ ...truth, at: countedFrom(truth.at ?? []) }))
	};
}
