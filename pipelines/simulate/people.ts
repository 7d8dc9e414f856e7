import { yesNo } from './answers.ts';
import {
	purposes,
	surroundings,
	type Neighbourhood,
	type Setting,
	type Surroundings
} from './frame.ts';
import { answersOf, type Answers } from './questionnaire.ts';
import { randomStream, type Random } from './random.ts';

/** First and last age of each age group, and its share of the population. */
export const ageGroups = [
	{ id: 'age-12-17', from: 12, to: 17, share: 0.14 },
	{ id: 'age-18-24', from: 18, to: 24, share: 0.17 },
	{ id: 'age-25-34', from: 25, to: 34, share: 0.24 },
	{ id: 'age-35-44', from: 35, to: 44, share: 0.2 },
	{ id: 'age-45-65', from: 45, to: 65, share: 0.25 }
] as const;

export interface Person {
	/** 1 man, 2 woman. */
	readonly sex: number;
	readonly age: number;
	/** Position in `ageGroups`. */
	readonly ageGroup: number;
	readonly answers: Answers;
}

export interface Household {
	/** Position in its neighbourhood, from 0. */
	readonly index: number;
	/** 1 poorest to 5 richest; 9 did not say. */
	readonly level: number;
	/** Somebody of the household was a victim: 1 yes, 2 no, 8 don't know, 9 refused. */
	readonly victim: number;
	/** Members aged 12 to 65. */
	readonly people: readonly Person[];
}

const sizeShares = [0.38, 0.36, 0.15, 0.08, 0.03];

function position(random: Random, shares: readonly number[]): number {
	let rest = random.uniform() * shares.reduce((sum, share) => sum + share, 0);
	for (let i = 0; i < shares.length - 1; i++) {
		rest -= shares[i] as number;
		if (rest < 0) return i;
	}
	return shares.length - 1;
}

const anyAge = ageGroups.map(({ share }) => share);
const adultAge = ageGroups.map(({ from, share }) => (from < 18 ? 0 : share));

function person(random: Random, around: Surroundings, level: number, first: boolean): Person {
	const sex = random.uniform() < 0.49 ? 1 : 2;
	const ageGroup = position(random, first ? adultAge : anyAge);
	const { from, to } = ageGroups[ageGroup] as (typeof ageGroups)[number];
	const age = from + random.below(to - from + 1);
	return { sex, age, ageGroup, answers: answersOf(random, around, { sex, age, ageGroup, level }) };
}

/** Cuts the standard normal into fifths. */
function fifth(score: number): number {
	return 1 + [-0.8416, -0.2533, 0.2533, 0.8416].filter((cut) => score > cut).length;
}

/** One household; its first member is an adult. */
function household(random: Random, around: Surroundings, index: number): Household {
	const { territory, neighbourhood, wave, urban } = around;
	const wealth =
		0.25 * (urban - 0.6) +
		territory.wealth / 2 +
		0.6 * neighbourhood.wealth +
		0.74 * random.normal();
	const level = fifth(wealth);
	const victim = yesNo(
		random,
		-1.35 + 0.4 * urban + 0.3 * territory.market + 0.35 * neighbourhood.market + wave.crime,
		{ dontKnow: 0.01, refused: 0.005 }
	);
	const size = 1 + position(random, sizeShares);
	const people: Person[] = [];
	for (let i = 0; i < size; i++) people.push(person(random, around, level, i === 0));
	return { index, level: random.uniform() < 0.015 ? 9 : level, victim, people };
}

/** Everybody who lives in a neighbourhood in the year of the wave, the same whoever is drawn. */
export function residents(setting: Setting, place: Neighbourhood): Household[] {
	const random = randomStream(purposes.people, setting.seed, setting.wave.year, place.index);
	const around = surroundings(setting, place);
	return Array.from({ length: place.households }, (_, index) => household(random, around, index));
}
