import { randomStream, type Random } from './random.ts';
import type { Scenario, Territory, Wave } from './scenario.ts';

/** First key of every stream, so that no two purposes share one. */
export const purposes = { frame: 1, people: 2, sample: 3, inclusion: 4 } as const;

/** A primary sampling unit. Its character is what makes neighbours answer alike. */
export interface Neighbourhood {
	/** Position in the frame, from 0. */
	readonly index: number;
	/** Position in `scenario.territories`. */
	readonly territory: number;
	/** 0 urban, 1 rural. */
	readonly area: number;
	readonly households: number;
	/** The households an old census counted: the measure of size for drawing. */
	readonly listed: number;
	readonly market: number;
	readonly cannabis: number;
	readonly wealth: number;
}

/** Which population: the same setting always has the same people. */
export interface Setting {
	readonly scenario: Scenario;
	readonly wave: Wave;
	readonly seed: number;
}

/** What the answers of a resident depend on, besides the resident. */
export interface Surroundings extends Setting {
	readonly territory: Territory;
	readonly neighbourhood: Neighbourhood;
	/** 1 urban, 0 rural. */
	readonly urban: number;
}

export function surroundings(setting: Setting, place: Neighbourhood): Surroundings {
	return {
		scenario: setting.scenario,
		wave: setting.wave,
		seed: setting.seed,
		territory: setting.scenario.territories[place.territory] as Territory,
		neighbourhood: place,
		urban: 1 - place.area
	};
}

function neighbourhood(
	random: Random,
	scenario: Scenario,
	place: { index: number; territory: number; area: number }
): Neighbourhood {
	const { smallest, largest } = scenario;
	const households = smallest + random.below(largest - smallest + 1);
	return {
		...place,
		households,
		listed: Math.round(households * (0.75 + 0.5 * random.uniform())),
		market: random.normal(),
		cannabis: random.normal(),
		wealth: random.normal()
	};
}

/** Every neighbourhood of the country, ordered by territory and area; the same in every wave. */
export function neighbourhoods({ scenario, seed }: Omit<Setting, 'wave'>): Neighbourhood[] {
	const random = randomStream(purposes.frame, seed);
	const all: Neighbourhood[] = [];
	scenario.territories.forEach(({ neighbourhoods: counts }: Territory, territory) =>
		counts.forEach((count, area) => {
			for (let i = 0; i < count; i++)
				all.push(neighbourhood(random, scenario, { index: all.length, territory, area }));
		})
	);
	return all;
}
