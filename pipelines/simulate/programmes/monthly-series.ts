import { randomStream } from '../random.ts';
import type { OutcomeTruth } from './programme-truth.ts';
import { poisson } from './random-events.ts';

/** What is counted by month, and what a programme does to it. */
export interface MonthlySeries {
	/** Of an outcome of the programme; a control series is none. */
	readonly outcome?: string;
	readonly column: string;
	/** A month per 100,000 residents at the beginning, and change of its logarithm a month. */
	readonly rate: number;
	readonly trend: number;
	readonly season: number;
	/** Change of the logarithm: at once, and further every month. */
	readonly effect?: { readonly level: number; readonly slope: number };
}

export interface MonthlyPlan {
	readonly months: number;
	/** First month under the programme. */
	readonly start: number;
	readonly residents: (month: number) => number;
	/** Of random numbers: of the disturbances and of the counts. */
	readonly streams: readonly [number, number];
}

/** Disturbances that last: each month keeps a third of the last one's. */
function disturbances(seed: number, s: number, { months, streams }: MonthlyPlan): number[] {
	const random = randomStream(seed, streams[0], s);
	let last = 0;
	return Array.from({ length: months }, () => (last = 0.33 * last + 0.02 * random.normal()));
}

const logEffect = ({ effect }: MonthlySeries, month: number, start: number) =>
	effect && month >= start ? effect.level + effect.slope * (month - start) : 0;

/** Counts of every month, of the series that stands at a place. */
export function monthlyCounts(
	seed: number,
	one: MonthlySeries,
	place: number,
	plan: MonthlyPlan
): number[] {
	const shocks = disturbances(seed, place, plan);
	const random = randomStream(seed, plan.streams[1], place);
	return shocks.map((shock, i) => {
		const month = i + 1;
		const turn = one.season * Math.cos((2 * Math.PI * month) / 12);
		const effect = logEffect(one, month, plan.start);
		const log = Math.log(one.rate) + one.trend * i + turn + shock + effect;
		return poisson(random, (Math.exp(log) * plan.residents(month)) / 100_000);
	});
}

/** The ratio over what there would have been, of every month since the start; none of a control. */
export function ratioTruth(one: MonthlySeries, { months, start }: MonthlyPlan): OutcomeTruth[] {
	if (one.outcome === undefined) return [];
	const since = Array.from({ length: months - start + 1 }, (_, i) => start + i);
	const logs = since.map((month) => logEffect(one, month, start));
	return [
		{
			...{ outcome: one.outcome, scale: 'ratio', unit: 'rate over what it would have been' },
			effect: Math.exp(logs.reduce((sum, log) => sum + log, 0) / logs.length),
			at: since.map((period, i) => ({ period, effect: Math.exp(logs[i]!) }))
		}
	];
}
