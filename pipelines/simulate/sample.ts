import { neighbourhoods, purposes, type Neighbourhood, type Setting } from './frame.ts';
import { ageGroups, residents, type Household, type Person } from './people.ts';
import { randomStream, shuffled, type Random } from './random.ts';
import type { ByArea, Scenario } from './scenario.ts';

/** A household that was visited and the member of it who was drawn. */
interface Visit {
	readonly place: Neighbourhood;
	readonly household: Household;
	/** Position among the eligible members, from 1. */
	readonly line: number;
	readonly person: Person;
	/** The inverse of the household's probability of being drawn. */
	readonly weight: number;
}

export interface Interview extends Visit {
	/** Visits that an interview of its response class stands for. */
	readonly adjustment: number;
}

/** `Map.groupBy`, which Node 20 does not have. */
function groupedBy<T>(items: readonly T[], group: (item: T) => number): Map<number, T[]> {
	const groups = new Map<number, T[]>();
	for (const item of items) {
		const members = groups.get(group(item));
		if (members) members.push(item);
		else groups.set(group(item), [item]);
	}
	return groups;
}

/**
 * Neighbourhoods drawn without replacement, with probability proportional to the listed
 * households: systematically from a list in random order (Hartley and Rao 1962).
 */
function drawn(random: Random, places: readonly Neighbourhood[], number: number) {
	const listed = places.reduce((sum, place) => sum + place.listed, 0);
	const interval = listed / number;
	let next = random.uniform() * interval;
	let sum = 0;
	return shuffled(random, places).flatMap((place) => {
		sum += place.listed;
		if (next >= sum) return [];
		next += interval;
		return [{ place, probability: place.listed / interval }];
	});
}

/** The drawn neighbourhoods of every stratum, in the order of the frame. */
function drawnPlaces(random: Random, setting: Setting) {
	const strata = groupedBy(neighbourhoods(setting), (p) => 2 * p.territory + p.area);
	return [...strata.values()]
		.flatMap((places) => {
			const [{ territory, area }] = places as [Neighbourhood];
			const { drawn: number } = setting.scenario.territories[territory] as { drawn: ByArea };
			return drawn(random, places, number[area] as number);
		})
		.sort((a, b) => a.place.index - b.place.index);
}

/** A simple random sample of households, and of one member in each. */
function visits(random: Random, setting: Setting): Visit[] {
	const number = setting.scenario.visits;
	return drawnPlaces(random, setting).flatMap(({ place, probability }) =>
		shuffled(random, residents(setting, place))
			.slice(0, number)
			.map((household) => {
				const at = random.below(household.people.length);
				const weight = place.households / (number * probability);
				return { place, household, line: at + 1, person: household.people[at] as Person, weight };
			})
	);
}

/** Visits of one area, sex and age group end in an interview equally often. */
function responseClass({ place, person }: Visit): number {
	return (place.area * 2 + person.sex - 1) * ageGroups.length + person.ageGroup;
}

function propensity({ place, person }: Visit): number {
	const young = person.ageGroup === 1 || person.ageGroup === 2 ? 0.08 : 0;
	return 0.9 - 0.07 * (1 - place.area) - (person.sex === 1 ? 0.06 : 0) - young;
}

/** Shares out `total` in proportion to `sizes`, by largest remainder. */
function apportioned(sizes: readonly number[], total: number): number[] {
	const all = sizes.reduce((sum, size) => sum + size, 0);
	const quotas = sizes.map((size) => (size * total) / all);
	const seats = quotas.map(Math.floor);
	const left = total - seats.reduce((sum, n) => sum + n, 0);
	const remainder = (i: number) => (quotas[i] as number) - (seats[i] as number);
	const order = quotas.map((_, i) => i).sort((a, b) => remainder(b) - remainder(a) || a - b);
	for (const i of order.slice(0, left)) seats[i] = (seats[i] as number) + 1;
	return seats;
}

/** Who answers: in each response class a simple random sample of those visited. */
function interviews(random: Random, all: readonly Visit[], scenario: Scenario): Interview[] {
	const classes = [...groupedBy(all, responseClass).values()];
	const expected = classes.map((members) => members.length * propensity(members[0] as Visit));
	const numbers = apportioned(expected, scenario.people);
	const answered = new Map<Visit, number>();
	classes.forEach((members, i) => {
		const number = Math.min(members.length, numbers[i] as number);
		for (const visit of shuffled(random, members).slice(0, number))
			answered.set(visit, members.length / number);
	});
	return all.flatMap((visit) => {
		const adjustment = answered.get(visit);
		return adjustment === undefined ? [] : [{ ...visit, adjustment }];
	});
}

/** The interviews of one draw, ordered by place; another `sampleSeed` draws from the same people. */
export function sampleOf(setting: Setting, sampleSeed: number): Interview[] {
	const random = randomStream(purposes.sample, sampleSeed, setting.wave.year);
	return interviews(random, visits(random, setting), setting.scenario);
}
