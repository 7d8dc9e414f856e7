import { type CsvRow, csvText } from '../csv-text.ts';
import { randomStream } from '../random.ts';
import type { OutcomeTruth, SimulatedProgramme } from './programme-truth.ts';
import { poisson } from './random-events.ts';

const months = 96;
/** First month under the law. */
const reform = 61;

interface ReformedSeries {
	/** Of an outcome of the programme; the control series is none. */
	readonly outcome?: string;
	readonly column: string;
	/** A month per 100,000 residents at the beginning, and change of its logarithm a month. */
	readonly rate: number;
	readonly trend: number;
	readonly season: number;
	/** Change of the logarithm: at once, and further every month. */
	readonly effect?: { readonly level: number; readonly slope: number };
}

const series: readonly ReformedSeries[] = [
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

const residentsIn = (month: number) => Math.round(5_200_000 * Math.exp(0.0008 * (month - 1)));

/** Disturbances that last: each month keeps a third of the last one's. */
function disturbances(seed: number, s: number): number[] {
	const random = randomStream(seed, 4, s);
	let last = 0;
	return Array.from({ length: months }, () => (last = 0.33 * last + 0.02 * random.normal()));
}

const logEffect = ({ effect }: ReformedSeries, month: number) =>
	effect && month >= reform ? effect.level + effect.slope * (month - reform) : 0;

function countsOf(seed: number, one: ReformedSeries, s: number): number[] {
	const shocks = disturbances(seed, s);
	const random = randomStream(seed, 5, s);
	return shocks.map((shock, i) => {
		const month = i + 1;
		const turn = one.season * Math.cos((2 * Math.PI * month) / 12);
		const log = Math.log(one.rate) + one.trend * i + turn + shock + logEffect(one, month);
		return poisson(random, (Math.exp(log) * residentsIn(month)) / 100_000);
	});
}

function truthOf(one: ReformedSeries): OutcomeTruth[] {
	if (one.outcome === undefined) return [];
	const since = Array.from({ length: months - reform + 1 }, (_, i) => reform + i);
	const logs = since.map((month) => logEffect(one, month));
	return [
		{
			...{ outcome: one.outcome, scale: 'ratio', unit: 'rate over what it would have been' },
			effect: Math.exp(logs.reduce((sum, log) => sum + log, 0) / logs.length),
			at: since.map((period, i) => ({ period, effect: Math.exp(logs[i]!) }))
		}
	];
}

/** A law in force from one month on: a jump and a new slope, and a series that it leaves alone. */
export function reformaPosesion(seed: number): SimulatedProgramme {
	const counts = series.map((one, s) => countsOf(seed, one, s));
	const rows = Array.from({ length: months }, (_, i): CsvRow => ({
		month: i + 1,
		residents: residentsIn(i + 1),
		...Object.fromEntries(series.map(({ column }, s) => [column, counts[s]![i]!]))
	}));
	return {
		files: [{ name: 'reforma-posesion.csv', text: csvText(rows) }],
		truth: series.flatMap(truthOf)
	};
}
