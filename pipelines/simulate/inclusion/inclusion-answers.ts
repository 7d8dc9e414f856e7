import { chance, codes, silence, yesNo } from '../answers.ts';
import { purposes, type Neighbourhood, type Setting } from '../frame.ts';
import type { Household, Person } from '../people.ts';
import { type Random, randomStream } from '../random.ts';
import { type Asked, type Factor, factors } from './factors.ts';

/** What the survey of social inclusion asks of one person. */
export interface InclusionAnswers {
	/** 1 to 5 as in `origins`; 9 did not say. */
	readonly ethnicity: number;
	/** 1 in the country, 2 in another. */
	readonly birth: number;
	/** By the id of the factor: 1 yes, 2 no, 8 don't know, 9 refused, 0 not asked. */
	readonly factors: Readonly<Record<string, number>>;
}

/** Shares of the answers to the question about peoples and groups, and of those born elsewhere. */
export const origins = {
	ethnicity: [0.115, 0.105, 0.012, 0.04],
	bornElsewhere: 0.09
} as const;

/** None of the groups that are read out. */
const noGroup = origins.ethnicity.length + 1;

interface Around {
	readonly setting: Setting;
	/** Common to a household, standard normal. */
	readonly hardship: number;
	readonly ethnicity: number;
	readonly birth: number;
}

function position(draw: number): number {
	let rest = draw;
	for (const [i, share] of origins.ethnicity.entries()) {
		rest -= share;
		if (rest < 0) return i + 1;
	}
	return noGroup;
}

/** Poorer households and neighbourhoods have more of it. */
function around(random: Random, setting: Setting, place: Neighbourhood, level: number): Around {
	const poor = level === 9 ? 0 : (3 - level) / Math.SQRT2;
	return {
		setting,
		hardship: 0.5 * poor - 0.25 * place.wealth + 0.75 * random.normal(),
		ethnicity: position(random.uniform()),
		birth: random.uniform() < origins.bornElsewhere ? 2 : 1
	};
}

/** What decides who is asked about a factor. */
interface Standing {
	readonly age: number;
	readonly birth: number;
	readonly isInLabourForce: boolean;
	/** As the factor before says of those in the labour force. */
	readonly isEmployed: boolean;
}

const isAsked: Readonly<Record<Asked, (who: Standing) => boolean>> = {
	everybody: () => true,
	'from-15': ({ age }) => age >= 15,
	adults: ({ age }) => age >= 18,
	'young-adults': ({ age }) => age >= 18 && age <= 24,
	'in-labour-force': ({ isInLabourForce }) => isInLabourForce,
	employed: ({ isEmployed }) => isEmployed,
	'born-elsewhere': ({ birth }) => birth === 2
};

function logOdds(
	factor: Factor,
	{ setting, hardship, ethnicity, birth }: Around,
	person?: Person
): number {
	const later = setting.wave.year > (setting.scenario.waves[0]?.year ?? 0) ? factor.change : 0;
	const origin =
		(ethnicity === noGroup ? 0 : factor.group) + (birth === 2 ? factor.bornElsewhere : 0);
	const who = person
		? (person.sex === 2 ? factor.woman : 0) + (factor.age[person.ageGroup] ?? 0)
		: 0;
	return factor.base + factor.hardship * hardship + origin + who + later;
}

const silent = ({ refused }: Factor) => ({ dontKnow: 0.001, refused });

function personAnswers(
	random: Random,
	household: Around,
	person: Person,
	shared: Readonly<Record<string, boolean>>
): InclusionAnswers {
	const own = { ...household, hardship: household.hardship + 0.45 * random.normal() };
	const isInLabourForce =
		person.age >= 18 && random.uniform() < chance(1.3 - (person.sex === 2 ? 0.5 : 0));
	const given: Record<string, number> = {};
	for (const factor of factors) {
		const isEmployed = isInLabourForce && given['unemployed_underemployed'] === codes.no;
		const standing = { age: person.age, birth: own.birth, isInLabourForce, isEmployed };
		given[factor.id] = !isAsked[factor.asked](standing)
			? codes.notApplicable
			: factor.shared
				? (silence(random, silent(factor)) ?? (shared[factor.id] ? codes.yes : codes.no))
				: yesNo(random, logOdds(factor, own, person), silent(factor));
	}
	const ethnicity = silence(random, { refused: 0.004 }) ?? own.ethnicity;
	return { ethnicity, birth: own.birth, factors: given };
}

/** What everybody in a household would say, in the order of its members; the same whoever is drawn. */
export function householdInclusion(
	setting: Setting,
	place: Neighbourhood,
	household: Household
): InclusionAnswers[] {
	const { seed, wave } = setting;
	const keys = [purposes.inclusion, seed, wave.year, place.index, household.index] as const;
	const random = randomStream(...keys);
	const here = around(random, setting, place, household.level);
	const shared = Object.fromEntries(
		factors
			.filter((factor) => factor.shared)
			.map((factor) => [factor.id, random.uniform() < chance(logOdds(factor, here))])
	);
	return household.people.map((person) => personAnswers(random, here, person, shared));
}
