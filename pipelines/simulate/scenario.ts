import { DomainError } from '#lib/errors.ts';

/** Urban first, rural second, wherever two numbers stand for the two areas. */
export type ByArea = readonly [urban: number, rural: number];

/** A territory and how it differs from the country, on the log-odds scale. */
export interface Territory {
	readonly id: string;
	/** Neighbourhoods (primary sampling units) that exist. */
	readonly neighbourhoods: ByArea;
	/** Neighbourhoods drawn for a wave: about one in twenty. */
	readonly drawn: ByArea;
	/** How present drug selling and crime are. */
	readonly market: number;
	readonly offers: number;
	readonly cannabis: number;
	/** In standard deviations of household wealth. */
	readonly wealth: number;
}

export const wordings = ['know-or-have-heard', 'have-seen'] as const;
export type Wording = (typeof wordings)[number];

/** What is true of the population in a year, as log-odds added to those of the first wave. */
export interface Wave {
	readonly id: string;
	readonly year: number;
	/** How the question about drug selling in the neighbourhood is put. */
	readonly wording: Wording;
	/** The wave that this one is compared with. */
	readonly previous?: string;
	/** Half of the people is asked one wording of a further question, half the other. */
	readonly splitBallot?: boolean;
	readonly market: number;
	readonly offers: number;
	readonly cannabis: number;
	readonly crime: number;
}

export type Questionnaire = 'drugs' | 'inclusion';

export interface Scenario {
	readonly id: string;
	/** What people are asked about. */
	readonly questionnaire: Questionnaire;
	readonly people: number;
	/** Households visited in a neighbourhood; every neighbourhood has at least `smallest`. */
	readonly visits: number;
	readonly smallest: number;
	readonly largest: number;
	/** Added to everybody's chance of a yes when asked "have seen", not "know or have heard". */
	readonly wordingShift: number;
	readonly territories: readonly Territory[];
	readonly waves: readonly Wave[];
}

const demo: Scenario = {
	id: 'demo',
	questionnaire: 'drugs',
	people: 20_000,
	visits: 40,
	smallest: 42,
	largest: 62,
	wordingShift: -0.08,
	territories: [
		territory('alvenora', [2400, 400], [110, 20], {
			market: 0.5,
			offers: 0.3,
			cannabis: 0.35,
			wealth: 0.4
		}),
		territory('brelunda', [1500, 700], [72, 35], {
			market: 0.25,
			offers: 0.15,
			cannabis: 0.15,
			wealth: 0.1
		}),
		territory('cirmonte', [900, 900], [45, 45], {
			market: -0.3,
			offers: -0.2,
			cannabis: -0.2,
			wealth: -0.2
		}),
		territory('dorvela', [1100, 500], [54, 25], {
			market: 0.7,
			offers: 0.4,
			cannabis: 0.1,
			wealth: -0.3
		}),
		territory('estrevia', [700, 800], [35, 40], {
			market: -0.5,
			offers: -0.3,
			cannabis: -0.35,
			wealth: -0.4
		}),
		territory('falcarra', [600, 500], [30, 25], { market: 0, offers: 0, cannabis: 0, wealth: 0 }),
		territory('gorvena', [800, 600], [40, 30], {
			market: 0.1,
			offers: 0.1,
			cannabis: 0.25,
			wealth: 0.2
		}),
		territory('isla-tirsena', [260, 240], [12, 12], {
			market: -1,
			offers: -4.5,
			cannabis: -0.6,
			wealth: -0.1
		})
	],
	waves: [
		{
			id: '2022',
			year: 2022,
			wording: 'know-or-have-heard',
			market: 0,
			offers: 0,
			cannabis: 0,
			crime: 0
		},
		{
			id: '2024',
			year: 2024,
			wording: 'have-seen',
			previous: '2022',
			splitBallot: true,
			market: -0.16,
			offers: 0.1,
			cannabis: 0.12,
			crime: -0.12
		}
	]
};

/** The same country, asked once, by a sample that is too small for most of its territories. */
const short: Scenario = {
	...demo,
	id: 'demo-short',
	people: 4000,
	territories: demo.territories.map((one) => fewer(one, 5)),
	waves: [
		{
			id: '2023',
			year: 2023,
			wording: 'have-seen',
			market: -0.08,
			offers: 0.05,
			cannabis: 0.06,
			crime: -0.06
		}
	]
};

/** What may keep people out of society, asked twice; `inclusion/factors.ts` says what changed. */
const inclusion: Scenario = {
	...demo,
	id: 'demo-inclusion',
	questionnaire: 'inclusion',
	people: 5000,
	territories: demo.territories.map((one) => fewer(one, 4)),
	waves: [inclusionWave(2021), inclusionWave(2024)]
};

const scenarios: readonly Scenario[] = [demo, short, inclusion];

/** A territory where one in `times` of the neighbourhoods of `demo` is drawn, and two at least. */
function fewer(one: Territory, times: number): Territory {
	const [urban, rural] = one.drawn;
	const some = (drawn: number) => Math.max(2, Math.round(drawn / times));
	return { ...one, drawn: [some(urban), some(rural)] };
}

/** Nothing that the other surveys ask for moves. */
function inclusionWave(year: number): Wave {
	const still = { market: 0, offers: 0, cannabis: 0, crime: 0 };
	return { id: String(year), year, wording: 'have-seen', ...still };
}

function territory(
	id: string,
	neighbourhoods: ByArea,
	drawn: ByArea,
	effects: Pick<Territory, 'market' | 'offers' | 'cannabis' | 'wealth'>
): Territory {
	return { id, neighbourhoods, drawn, ...effects };
}

export function scenarioNamed(id: string): Scenario {
	const found = scenarios.find((scenario) => scenario.id === id);
	if (!found) throw new DomainError(`unknown scenario: ${id}`);
	return found;
}

export function waveNamed(scenario: Scenario, id: string): Wave {
	const found = scenario.waves.find((wave) => wave.id === id);
	if (!found) throw new DomainError(`unknown wave of ${scenario.id}: ${id}`);
	return found;
}
