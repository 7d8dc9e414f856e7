import { type CsvRow, csvText } from '../csv-text.ts';
import { type Random, randomStream } from '../random.ts';
import type { OutcomeTruth, SimulatedProgramme } from './programme-truth.ts';
import { binomial, exponential } from './random-events.ts';

const people = 18_000;
/** Grams. Whoever carried less is not prosecuted. */
const threshold = 8;
const most = 25;

/** What carrying less than the threshold does, at the threshold. */
const effects = { reArrest: -0.08, months: -3.2, works: 0.04 };

/**
 * Grams to one decimal; three in ten are written down as whole grams, one in ten as a multiple of five.
 * Nobody shifts a weight across the threshold on purpose.
 */
function grams(random: Random): number {
	const exact = 0.4 + exponential(random, 1 / 4) + exponential(random, 1 / 4);
	if (exact > most) return grams(random);
	const written = random.uniform();
	const step = written < 0.1 ? 5 : written < 0.4 ? 1 : 0.1;
	return Number(Math.max(step, step * Math.round(exact / step)).toFixed(1));
}

/** Months in prison within two years: prosecuted people more often, the longer the more they carried. */
function monthsInPrison(random: Random, distance: number, isPursued: boolean): number {
	const mean = (isPursued ? 3.4 - effects.months : 3.4) + 0.08 * distance;
	// A mixture that keeps its mean: half are not imprisoned, the other half for twice as long.
	return binomial(random, 1, 0.5) === 0
		? 0
		: Number((mean * 2 * (0.6 + 0.8 * random.uniform())).toFixed(1));
}

function row(seed: number, number: number): CsvRow {
	const random = randomStream(seed, 7, number);
	const carried = grams(random);
	const distance = carried - threshold;
	const isBelow = carried < threshold;
	const before = 0.31 + 0.004 * distance;
	const again = 0.36 + 0.008 * distance - 0.0002 * distance ** 2;
	return {
		person: number + 1,
		grams: carried,
		age: 18 + Math.floor(Math.min(45, exponential(random, 1 / 11))),
		arrested_before: binomial(random, 1, before),
		re_arrest_24_months: binomial(random, 1, again + (isBelow ? effects.reArrest : 0)),
		months_in_prison: monthsInPrison(random, distance, !isBelow),
		works_after_24_months: binomial(
			random,
			1,
			0.42 - 0.003 * distance + (isBelow ? effects.works : 0)
		)
	};
}

const difference = (outcome: string, unit: string, effect: number): OutcomeTruth => ({
	...{ outcome, scale: 'difference', unit, effect }
});

/** People stopped with cannabis on either side of the quantity from which the law prosecutes. */
export function umbralCantidad(seed: number): SimulatedProgramme {
	const rows = Array.from({ length: people }, (_, i) => row(seed, i));
	return {
		files: [{ name: 'umbral-cantidad.csv', text: csvText(rows) }],
		truth: [
			difference('re-arrest', 'share', effects.reArrest),
			difference('works', 'share', effects.works),
			difference('months-in-prison', 'months', effects.months),
			difference('arrested-before', 'share', 0)
		]
	};
}
