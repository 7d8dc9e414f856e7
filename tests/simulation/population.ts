import { type Random, randomStream } from '../../pipelines/simulate/random.ts';

/** A person of the population, as a row of a sample without its design. */
export interface Resident {
	readonly sex: 'man' | 'woman';
	readonly age: 'young' | 'old';
	/** About 44 %, 20 % and 2 % say yes. */
	readonly common: 'yes' | 'no';
	readonly some: 'yes' | 'no';
	readonly rare: 'yes' | 'no';
	/** Evenly spread around its mean. */
	readonly visits: number;
	/** Log-normal: a few have very much. */
	readonly amount: number;
}

/** A primary sampling unit: who lives in a place. */
export type Place = readonly Resident[];

/** The places of a stratum. */
export type Stratum = readonly Place[];

export type Population = readonly Stratum[];

const strata = 8;
const expit = (x: number) => 1 / (1 + Math.exp(-x));

/** What makes people of one place alike, standard normal. */
interface Character {
	readonly habit: number;
	readonly wealth: number;
}

function resident(random: Random, stratum: number, { habit, wealth }: Character): Resident {
	const level = stratum / (strata - 1) - 0.5;
	const sex = random.uniform() < 0.49 ? 'man' : 'woman';
	const age = random.uniform() < 0.3 ? 'young' : 'old';
	const likes = 0.5 * level + (sex === 'man' ? 0.3 : 0) + (age === 'young' ? 0.4 : 0);
	const says = (centre: number, place: number) =>
		random.uniform() < expit(centre + likes + place * habit) ? ('yes' as const) : ('no' as const);
	return {
		...{ sex, age },
		common: says(-0.52, 0.45),
		some: says(-1.72, 0.45),
		rare: says(-4.35, 0.6),
		visits: Math.max(1, Math.round(8 + level + habit + 2.5 * random.normal())),
		amount: Math.exp(3 + 0.6 * level + 0.35 * wealth + 0.9 * random.normal())
	};
}

/**
 * The same 28,000 people in 480 places of 8 strata every time. Places of a stratum differ in size
 * and in character, so that people of one place answer alike.
 */
export function population(): Population {
	const random = randomStream(101, 20_241_122);
	return Array.from({ length: strata }, (_, h) =>
		Array.from({ length: 45 + 4 * h }, () => {
			const character = { habit: random.normal(), wealth: random.normal() };
			const size = 30 + random.below(61);
			return Array.from({ length: size }, () => resident(random, h, character));
		})
	);
}

/** How many places of a stratum are drawn, and how many residents of each. */
export interface Draw {
	readonly places: number;
	readonly residents: number;
}

/** Squared deviations from the mean, over one less than their number. */
function spread(values: readonly number[]): number {
	const mean = values.reduce((sum, one) => sum + one, 0) / values.length;
	return values.reduce((sum, one) => sum + (one - mean) ** 2, 0) / (values.length - 1);
}

/**
 * The variance of an estimated total over all samples that could be drawn, from the whole population:
 * N²(1 - n/N) S²/n between places and N/n times the sum of M²(1 - m/M) S²/m within them (Lohr 2010,
 * section 5.3).
 */
export function varianceOfTotal(
	strata: Population,
	value: (resident: Resident) => number,
	{ places: n, residents: m }: Draw
): number {
	return strata.reduce((sum, stratum) => {
		const N = stratum.length;
		const totals = stratum.map((place) => place.reduce((all, one) => all + value(one), 0));
		const within = stratum.map((place) => {
			const M = place.length;
			return (M ** 2 * (1 - m / M) * spread(place.map(value))) / m;
		});
		const between = (N ** 2 * (1 - n / N) * spread(totals)) / n;
		return sum + between + (N / n) * within.reduce((all, one) => all + one, 0);
	}, 0);
}
