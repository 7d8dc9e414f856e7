import { type CsvRow, csvText } from '../csv-text.ts';
import { type MonthlySeries, monthlyCounts, ratioTruth } from './monthly-series.ts';
import type { SimulatedProgramme } from './programme-truth.ts';

const series: readonly MonthlySeries[] = [
	{
		...{ outcome: 'treatment-starts', column: 'treatment_starts', rate: 7, trend: 0.001 },
		...{ season: 0.08, effect: { level: 0.12, slope: 0.004 } }
	},
	{ column: 'alcohol_treatment_starts', rate: 9, trend: 0.001, season: 0.08 },
	{
		...{ outcome: 'prison-possession', column: 'admissions_possession', rate: 4.4, trend: 0.002 },
		...{ season: 0.05, effect: { level: -0.45, slope: -0.004 } }
	},
	{ outcome: 'overdose-deaths', column: 'overdose_deaths', rate: 0.7, trend: 0.001, season: 0.04 },
	{ outcome: 'prison-other', column: 'admissions_other', rate: 12, trend: -0.001, season: 0.05 }
];

const plan = {
	months: 96,
	/** First month under the law. */
	start: 61,
	residents: (month: number) => Math.round(5_200_000 * Math.exp(0.0008 * (month - 1))),
	streams: [4, 5]
} as const;

/** A law in force from one month on: a jump and a new slope, and a series that it leaves alone. */
export function reformaPosesion(seed: number): SimulatedProgramme {
	const counts = series.map((one, s) => monthlyCounts(seed, one, s, plan));
	const rows = Array.from({ length: plan.months }, (_, i): CsvRow => ({
		month: i + 1,
		residents: plan.residents(i + 1),
		...Object.fromEntries(series.map(({ column }, s) => [column, counts[s]![i]!]))
	}));
	return {
		files: [{ name: 'reforma-posesion.csv', text: csvText(rows) }],
		truth: series.flatMap((one) => ratioTruth(one, plan))
	};
}
