import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Estimate } from '#lib/model/estimate.ts';
import { type Person, samples, twoStages } from '../support/random-samples.ts';
import { tablesOfTests, tryOnSamples } from '../support/sampled-tables.ts';
import type { Question } from '../support/small-tables.ts';
import { isAnswered, mean, people, ratio, total, yes } from './same-answers.ts';

/*
 * Estimates and variances from the formulas of textbooks, over plain arrays, with nothing of the
 * program in them: sums by name of stratum and unit, every unit drawn taking part in every domain.
 */

tryOnSamples({ quick: 12, slow: 300 });
const tables = tablesOfTests();

/** A measure, as arrays want it. */
interface Quantity {
	readonly isTotal: boolean;
	readonly counts: (person: Person) => boolean;
	/** The answer was lost: R's NA, a member of the domain all the same. */
	readonly isLost: (person: Person) => boolean;
	readonly y: (person: Person) => number;
	readonly x: (person: Person) => number;
}

const sides = ['yes', 'no', 'perhaps'];
const said = (...words: string[]) => ({
	counts: ({ seen }: Person) => words.includes(seen),
	isLost: ({ seen }: Person) => seen === 'lost',
	y: ({ seen }: Person) => (seen === 'yes' ? 1 : 0),
	x: () => 1
});
const isNumber = (value: number | string) => typeof value === 'number';
const amounts = {
	isTotal: false,
	counts: ({ amount }: Person) => isNumber(amount),
	isLost: ({ amount }: Person) => amount === 'lost',
	y: ({ amount }: Person) => Number(amount),
	x: () => 1
};

const quantities: readonly (readonly [string, Question, Quantity])[] = [
	['a share', { measure: yes, unsure: 'exclude' }, { isTotal: false, ...said(...sides) }],
	[
		'a share with those unsure in the denominator',
		{ measure: yes, unsure: 'category' },
		{ isTotal: false, ...said(...sides, 'dont-know', 'refused') }
	],
	[
		'a number of people',
		{ measure: people, unsure: 'exclude' },
		{ isTotal: true, ...said(...sides) }
	],
	['a mean', { measure: mean }, amounts],
	['a total', { measure: total }, { ...amounts, isTotal: true }],
	[
		'a ratio',
		{ measure: ratio },
		{
			...amounts,
			counts: ({ amount, paid }) => isNumber(amount) && isNumber(paid),
			isLost: ({ amount, paid }) => amount === 'lost' || paid === 'lost',
			x: ({ paid }) => Number(paid)
		}
	]
];

const sumBy = <Row>(rows: readonly Row[], value: (row: Row) => number) =>
	rows.reduce((sum, row) => sum + value(row), 0);

function groups<Row>(rows: readonly Row[], name: (row: Row) => number): Row[][] {
	const found = new Map<number, Row[]>();
	for (const row of rows) found.set(name(row), [...(found.get(name(row)) ?? []), row]);
	return [...found.values()];
}

/** Squared deviations from the mean, over one less than their number. */
function spread(numbers: readonly number[]): number {
	const centre = sumBy(numbers, (one) => one) / numbers.length;
	return sumBy(numbers, (one) => (one - centre) ** 2) / (numbers.length - 1);
}

/** How a total is estimated from the rows of one stratum, and its variance. */
interface Textbook {
	readonly weight: (stratum: readonly Person[], unit: readonly Person[], row: Person) => number;
	readonly variance: (stratum: readonly Person[], z: (row: Person) => number) => number;
}

/** Units drawn with replacement: n s² of the weighted unit totals (Lohr 2010, section 6.4). */
const withReplacement: Textbook = {
	weight: (_stratum, _unit, { w }) => w,
	variance(stratum, z) {
		const totals = groups(stratum, ({ psu }) => psu).map((unit) =>
			sumBy(unit, (row) => row.w * z(row))
		);
		return totals.length * spread(totals);
	}
};

const households = (rows: readonly Person[]) => groups(rows, ({ ssu }) => ssu);

/**
 * Two stages, each a simple random sample: N²(1 - n/N) s²/n between the estimated totals of units, and
 * N/n times the sum of M²(1 - m/M) s²/m within them (Lohr 2010, section 5.3).
 */
const withoutReplacement: Textbook = {
	weight(stratum, unit) {
		const [{ psus, ssus }] = unit as [Person];
		const drawn = groups(stratum, ({ psu }) => psu).length;
		return ((psus / drawn) * ssus) / households(unit).length;
	},
	variance(stratum, z) {
		const units = groups(stratum, ({ psu }) => psu);
		const [{ psus: N }] = stratum as [Person];
		const n = units.length;
		const parts = units.map((unit) => {
			const [{ ssus: M }] = unit as [Person];
			const totals = households(unit).map((household) => sumBy(household, z));
			const m = totals.length;
			return {
				total: (M / m) * sumBy(totals, (t) => t),
				within: (M ** 2 * (1 - m / M) * spread(totals)) / m
			};
		});
		const between = (N ** 2 * (1 - n / N) * spread(parts.map((part) => part.total))) / n;
		return between + (N / n) * sumBy(parts, (part) => part.within);
	}
};

/** What the textbook says of a quantity in a domain of the sample. */
function expected(
	sample: readonly Person[],
	{ isTotal, counts, isLost, y, x }: Quantity,
	{ weight, variance }: Textbook,
	inDomain: (person: Person) => boolean
) {
	const strata = groups(sample, ({ h }) => h);
	const weights = new Map<Person, number>();
	for (const stratum of strata)
		for (const unit of groups(stratum, ({ psu }) => psu))
			for (const row of unit) weights.set(row, weight(stratum, unit, row));
	const counted = sample.filter((row) => inDomain(row) && counts(row));
	const members = sample.filter((row) => inDomain(row) && (counts(row) || isLost(row)));
	const weighted = (of: (row: Person) => number) =>
		sumBy(counted, (row) => weights.get(row)! * of(row));
	const size = weighted(x);
	const estimate = isTotal ? weighted(y) : weighted(y) / size;
	const z = (row: Person) => {
		if (!counted.includes(row)) return 0;
		return isTotal ? y(row) : (y(row) - estimate * x(row)) / size;
	};
	return {
		n: counted.length,
		weightedN: weighted(() => 1),
		estimate,
		variance: sumBy(strata, (stratum) => variance(stratum, z)),
		df: groups(members, ({ psu }) => psu).length - groups(members, ({ h }) => h).length
	};
}

/** Every answer agrees with the textbook, and the textbook knows every answer that is withheld. */
function expectTextbook(
	estimates: readonly Estimate[],
	byPlace: ReadonlyMap<string, ReturnType<typeof expected>>
) {
	for (const [place, theirs] of byPlace) {
		const ours = estimates.find(({ domain }) => domain[0]?.category === place);
		expect(ours?.n ?? 0).toBe(theirs.n);
		expect(ours !== undefined && isAnswered(ours)).toBe(theirs.n > 0 && theirs.df > 0);
		if (!ours || !isAnswered(ours)) continue;
		const { estimate, variance, weightedN } = theirs;
		const absolute = 1e-10 * Math.max(1, Math.abs(estimate));
		expect(ours.df).toBe(theirs.df);
		expect(ours.weightedN).toAgreeWith(weightedN, { relative: 1e-12 });
		expect(ours.estimate).toAgreeWith(estimate, { relative: 1e-12, absolute });
		expect(ours.standardError).toAgreeWith(Math.sqrt(variance), { relative: 1e-9, absolute });
	}
}

describe.for([
	['units drawn with replacement', withReplacement, {}],
	['two stages without replacement', withoutReplacement, twoStages],
	[
		'weights that follow from the population',
		withoutReplacement,
		{ ...twoStages, weight: undefined }
	]
] as const)('estimate from %s', ([, textbook, design]) => {
	test.for(quantities)('agrees with the textbook: %s', async ([, question, quantity]) => {
		await fc.assert(
			fc.asyncProperty(samples(), async (drawn) => {
				// The design weights are those of the drawing, where the textbook makes them.
				const sample = drawn.map((row) => ({ ...row }));
				if (textbook === withoutReplacement) weigh(sample, textbook);
				const table = await tables.table(sample, design);
				const { estimates } = await tables.ask(table, { ...question, by: ['place'] });
				const byPlace = ['a', 'b', 'c'].map(
					(place) =>
						[place, expected(sample, quantity, textbook, (row) => row.place === place)] as const
				);
				expectTextbook(estimates, new Map(byPlace));
			})
		);
	});
});

/** Gives every row the weight of its drawing. */
function weigh(sample: (Person & { w: number })[], { weight }: Textbook) {
	for (const stratum of groups(sample, ({ h }) => h))
		for (const unit of groups(stratum, ({ psu }) => psu))
			for (const row of unit) Object.assign(row, { w: weight(stratum, unit, row) });
}
