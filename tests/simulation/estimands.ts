import type { EstimateTable } from '#lib/estimate/estimate-table.ts';
import type { ComparisonQuestion, Question, SmallTables } from '../support/small-tables.ts';
import type { Population, Resident } from './population.ts';

/** What a sample says of one number of the population. */
export interface Said {
	readonly estimate: number;
	readonly standardError: number;
	readonly lower: number;
	readonly upper: number;
}

/** A number of the population, and how a sample is asked about it. */
export interface Estimand {
	readonly name: string;
	readonly truth: number;
	/** Undefined where the answer is withheld. */
	readonly said: (tables: SmallTables, table: EstimateTable) => Promise<Said | undefined>;
}

type People = readonly Resident[];
type List = readonly (readonly [name: string, truth: number, said: Estimand['said']])[];

const yes = (concept: 'common' | 'some' | 'rare') =>
	({ statistic: 'proportion', concept, numerator: ['yes'] }) satisfies Question['measure'];
const mean = (concept: 'visits' | 'amount') =>
	({ statistic: 'mean', concept }) satisfies Question['measure'];
const total = (concept: 'visits' | 'amount') =>
	({ statistic: 'total', concept }) satisfies Question['measure'];
const median = {
	statistic: 'quantile',
	concept: 'amount',
	probabilities: [0.5]
} satisfies Question['measure'];

const only = (concept: string, ...categories: string[]) => ({ concept, categories });
const young = only('age', 'young');

const asking = (question: Question): Estimand['said'] =>
	async function (tables, table) {
		const { estimates } = await tables.ask(table, question);
		const [one] = estimates;
		if (one?.kind !== 'estimate' || one.lower === null || one.upper === null) return undefined;
		return { ...one, lower: one.lower, upper: one.upper };
	};

const comparing = (question: ComparisonQuestion): Estimand['said'] =>
	async function (tables, table) {
		const [one] = await tables.compare(table, question);
		return one?.outcome === 'compared' ? one : undefined;
	};

const sumOf = (people: People, value: (resident: Resident) => number) =>
	people.reduce((sum, resident) => sum + value(resident), 0);
const meanOf = (people: People, value: (resident: Resident) => number) =>
	sumOf(people, value) / people.length;
const share = (people: People, concept: 'common' | 'some' | 'rare') =>
	meanOf(people, (one) => (one[concept] === 'yes' ? 1 : 0));

/** The smallest amount that a share of the people is not above. */
function quantile(people: People, probability: number): number {
	const sorted = people.map(({ amount }) => amount).sort((a, b) => a - b);
	return sorted[Math.ceil(probability * sorted.length) - 1]!;
}

function sharesOf(people: People, third: People): List {
	const youngPeople = people.filter(({ age }) => age === 'young');
	const youngWomen = youngPeople.filter(({ sex }) => sex === 'woman');
	const rare = (['auto', 'logit', 'wilson', 'mean'] as const).map((interval) => {
		const name = interval === 'auto' ? 'share of 2 %' : `share of 2 %, ${interval}`;
		return [name, share(people, 'rare'), asking({ measure: yes('rare'), interval })] as const;
	});
	return [
		['share of 44 %', share(people, 'common'), asking({ measure: yes('common') })],
		['share of 20 %', share(people, 'some'), asking({ measure: yes('some') })],
		...rare,
		[
			'share of 20 % of young women',
			share(youngWomen, 'some'),
			asking({ measure: yes('some'), where: [only('sex', 'woman'), young] })
		],
		[
			'share of 2 % of the young',
			share(youngPeople, 'rare'),
			asking({ measure: yes('rare'), where: [young] })
		],
		[
			'share of 44 % of one stratum',
			share(third, 'common'),
			asking({ measure: yes('common'), where: [only('region', '3')] })
		]
	];
}

function numbersOf(people: People, third: People): List {
	const [visits, amount] = [(one: Resident) => one.visits, (one: Resident) => one.amount];
	const count = { ...yes('some'), statistic: 'total' } as const;
	const ratio = { statistic: 'ratio', concept: 'amount', over: 'visits' } as const;
	const top = { ...median, probabilities: [0.9] };
	return [
		['mean', meanOf(people, visits), asking({ measure: mean('visits') })],
		['skewed mean', meanOf(people, amount), asking({ measure: mean('amount') })],
		[
			'skewed mean of one stratum',
			meanOf(third, amount),
			asking({ measure: mean('amount'), where: [only('region', '3')] })
		],
		['total', sumOf(people, visits), asking({ measure: total('visits') })],
		['skewed total', sumOf(people, amount), asking({ measure: total('amount') })],
		['number of people', share(people, 'some') * people.length, asking({ measure: count })],
		['ratio', sumOf(people, amount) / sumOf(people, visits), asking({ measure: ratio })],
		['median', quantile(people, 0.5), asking({ measure: median })],
		['median, score', quantile(people, 0.5), asking({ measure: median, interval: 'score' })],
		['90 % quantile', quantile(people, 0.9), asking({ measure: top })]
	];
}

function differencesOf(people: People, second: People, seventh: People): List {
	const of = (concept: string, category: string) => ({ at: { [concept]: category } });
	const between = (concept: string, first: string, other: string): ComparisonQuestion => ({
		measure: yes('common'),
		by: [concept],
		contrasts: [{ kind: 'difference', of: of(concept, first), against: of(concept, other) }]
	});
	const [men, women] = [
		people.filter(({ sex }) => sex === 'man'),
		people.filter(({ sex }) => sex === 'woman')
	];
	const strata = between('region', '7', '2');
	const apart = share(seventh, 'common') - share(second, 'common');
	return [
		[
			'difference of men and women',
			share(men, 'common') - share(women, 'common'),
			comparing(between('sex', 'man', 'woman'))
		],
		['difference of two strata', apart, comparing(strata)],
		[
			'difference of two strata, asked of them alone',
			apart,
			comparing({ ...strata, where: [only('region', '2', '7')] })
		]
	];
}

/** What is asked about, with its true value. */
export function estimandsOf(strata: Population): Estimand[] {
	const people = strata.flat(2);
	const ofStratum = (number: number) => strata[number - 1]!.flat();
	return [
		...sharesOf(people, ofStratum(3)),
		...numbersOf(people, ofStratum(3)),
		...differencesOf(people, ofStratum(2), ofStratum(7))
	].map(([name, truth, said]) => ({ name, truth, said }));
}
