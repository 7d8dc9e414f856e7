import { beforeAll, describe, expect, test } from 'vitest';
import { isSlow } from '../support/slow.ts';
import { draw } from './drawn-people.ts';
import { sound, weaker } from './measured.ts';
import { type Population, population, varianceOfTotal } from './population.ts';
import { type Outcome, simulated } from './simulated.ts';

/** 2,000 by `npm run test:slow`; `measured.ts` is what they gave. */
const samples = isSlow ? 2000 : 100;
const measuredSamples = 2000;

/** Standard deviations that chance stays within, but for once in a thousand. */
const chance = 3.29;

let people: Population;
let outcomes: ReadonlyMap<string, Outcome>;

beforeAll(async () => {
	people = population();
	outcomes = new Map((await simulated(people, samples)).map((one) => [one.name, one]));
	if (isSlow) console.table(Object.fromEntries(outcomes));
}, 3_600_000);

const outcomeOf = (name: string) => outcomes.get(name)!;

/** Least and most of so many tries, each with this chance, but for once in a thousand. */
function likelyCounts(tries: number, share: number): [number, number] {
	const misses = 1 - share;
	let [term, sum, least] = [share ** tries, 0, 0];
	for (let k = 0; ; k++) {
		sum += term;
		if (sum < 0.0005) least = k + 1;
		if (sum > 0.9995) return [tries - k, tries - least];
		term *= ((tries - k) * misses) / ((k + 1) * share);
	}
}

function expectCovered(name: string, share: number) {
	const { covered, answered } = outcomeOf(name);
	const [least, most] = likelyCounts(samples, share);
	expect(answered).toBe(samples);
	expect(covered).toBeGreaterThanOrEqual(least);
	expect(covered).toBeLessThanOrEqual(most);
}

/** Name, percentage of the 2,000 and the rest of every line of a table. */
const named = (table: typeof sound) =>
	Object.entries(table).map(([name, measured]) => {
		const percent = ((100 * measured.covered) / measuredSamples).toFixed(1);
		return [name, percent, measured] as const;
	});

describe(`intervals of 95 % from ${samples} samples of 40 places and 600 people`, () => {
	test.for(named(sound))(
		'hold the truth as often as they say: %s (measured: %s %% of 2,000)',
		([name]) => expectCovered(name, 0.95)
	);

	test.for(named(weaker))(
		'hold the truth as often as was measured: %s (%s %% of 2,000)',
		([name, , { covered }]) => expectCovered(name, covered / measuredSamples)
	);

	test('are measured for every number, and none of them is withheld', () => {
		expect([...outcomes.keys()].sort()).toEqual(Object.keys({ ...sound, ...weaker }).sort());
	});

	test('of rare shares miss on either side by Korn and Graubard, on one by Wald', () => {
		const sides = (name: string) => outcomeOf(name).below / outcomeOf(name).above;
		expect(sides('share of 2 %')).toBeLessThan(4);
		expect(sides('share of 2 %, mean')).toBeGreaterThan(4);
	});
});

describe(`standard errors of ${samples} samples`, () => {
	test.for(Object.entries({ ...sound, ...weaker }))(
		'are the spread of the estimates as closely as was measured: %s',
		([name, { errorRatio }]) => {
			// The spread of so many estimates has an error of its own, as a share of it.
			const allowed = isSlow ? 0.002 : chance / Math.sqrt(2 * samples);
			const ratio = outcomeOf(name).errorRatio / errorRatio;
			expect(Math.abs(Math.log(ratio))).toBeLessThan(allowed);
		}
	);

	test.for([
		['total', (one) => one.visits],
		['skewed total', (one) => one.amount],
		['number of people', (one) => (one.some === 'yes' ? 1 : 0)]
	] as const satisfies readonly (readonly [string, Parameters<typeof varianceOfTotal>[1]])[])(
		'have squares whose mean is the true variance of a total: %s',
		([name, value]) => {
			const { variance, varianceError } = outcomeOf(name);
			const truth = varianceOfTotal(people, value, draw);
			expect(Math.abs(variance - truth)).toBeLessThan(chance * varianceError);
		}
	);
});

describe(`estimates of ${samples} samples`, () => {
	test.for(['total', 'skewed total', 'number of people'])(
		'are the truth on average: %s',
		(name) => {
			expect(Math.abs(outcomeOf(name).bias)).toBeLessThan(chance / Math.sqrt(samples));
		}
	);

	test.for(Object.keys({ ...sound, ...weaker }))(
		'are off by less than a tenth of their spread on average: %s',
		(name) => {
			expect(Math.abs(outcomeOf(name).bias)).toBeLessThan(0.1 + chance / Math.sqrt(samples));
		}
	);
});
