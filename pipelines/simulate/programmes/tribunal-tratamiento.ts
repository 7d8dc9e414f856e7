import { type CsvRow, csvText } from '../csv-text.ts';
import { type Random, randomStream } from '../random.ts';
import type { OutcomeTruth, SimulatedProgramme } from './programme-truth.ts';
import { binomial, exponential } from './random-events.ts';

const sites = ['alvenora', 'brelunda', 'dorvela', 'gorvena'];
/** Places in the court were drawn by lot in each site; people in each arm and site who were followed. */
const arms = [
	{ arm: 'court', people: 172 },
	{ arm: 'usual', people: 178 }
] as const;
type Arm = (typeof arms)[number]['arm'];

/** A month of the calendar in weeks, so that 12 are a year. */
const weeksIn = (month: number) => Math.floor((month * 365.25) / 12 / 7);

interface Person {
	readonly arm: Arm;
	readonly site: number;
	readonly age: number;
	readonly woman: number;
	readonly priors: number;
}

const causes = ['re-arrest', 'imprisoned', 'died'] as const;
type Cause = (typeof causes)[number];
/** Of hazards. */
const ratios: Readonly<Record<Cause, number>> = { 're-arrest': 0.68, imprisoned: 1, died: 1 };

/** A week, of somebody aged 30 without earlier arrests, under the usual sentence. */
const hazards: Readonly<Record<Cause, number>> = {
	're-arrest': 0.0062,
	imprisoned: 0.0011,
	died: 0.0003
};

function hazardOf(cause: Cause, person: Person, arm: Arm): number {
	const { age, priors, woman, site } = person;
	const older = (age - 30) / 10;
	const log =
		cause === 'died'
			? 0.35 * older
			: -0.25 * older + 0.14 * priors - 0.3 * woman + [0.2, 0, -0.1, 0.1][site]!;
	return hazards[cause] * Math.exp(log) * (arm === 'court' ? ratios[cause] : 1);
}

function personOf(random: Random, arm: Arm, site: number): Person {
	const age = 18 + Math.floor(Math.min(42, exponential(random, 1 / 13)));
	const priors = Math.min(8, Math.floor(exponential(random, 1 / 2)));
	return { arm, site, age, priors, woman: binomial(random, 1, 0.18) };
}

/** Weeks outside custody until the first of all, the end of observation and moving away included. */
function followed(random: Random, person: Person): { weeks: number; ending: string } {
	const waits = [
		...causes.map((cause): { ending: string; wait: number } => ({
			ending: cause,
			wait: exponential(random, hazardOf(cause, person, person.arm))
		})),
		{ ending: 'moved-away', wait: exponential(random, 0.0005) },
		{ ending: 'end-of-study', wait: 110 + random.below(66) }
	];
	const { ending, wait } = waits.reduce((first, one) => (one.wait < first.wait ? one : first));
	return { weeks: Math.ceil(wait), ending };
}

function rowOf(random: Random, person: Person, number: number): CsvRow {
	const { arm, site, age, woman, priors } = person;
	const { weeks, ending } = followed(random, person);
	const working = 0.3 - 0.02 * priors;
	return {
		...{ person: number, arm, site: sites[site]!, age, woman, priors, weeks, ending },
		worked_year_before: binomial(random, 1, working),
		works_after_year: binomial(random, 1, working + (arm === 'court' ? employmentEffect : 0))
	};
}

const employmentEffect = 0.06;

/** Share with the event first until a week, constant hazards competing: h / H (1 - exp(-H t)). */
function incidence(people: readonly Person[], cause: Cause, arm: Arm, weeks: number): number {
	const shares = people.map((person) => {
		const own = hazardOf(cause, person, arm);
		const all = causes.reduce((sum, other) => sum + hazardOf(other, person, arm), 0);
		return (own / all) * (1 - Math.exp(-all * weeks));
	});
	return shares.reduce((sum, share) => sum + share, 0) / people.length;
}

function truthOf(people: readonly Person[], cause: Cause, outcome: string): OutcomeTruth {
	return {
		...{ outcome, scale: 'ratio', unit: 'hazard of the same person in the same place' },
		effect: ratios[cause],
		windows: [6, 12, 24].map((months) => ({
			months,
			treated: incidence(people, cause, 'court', weeksIn(months)),
			comparison: incidence(people, cause, 'usual', weeksIn(months))
		}))
	};
}

const difference = (outcome: string, effect: number): OutcomeTruth => ({
	...{ outcome, scale: 'difference', unit: 'share', effect }
});

/** People sent to a treatment court or to the usual sentence, until a re-arrest or what comes before. */
export function tribunalTratamiento(seed: number): SimulatedProgramme {
	const drawn = sites.flatMap((_, site) =>
		arms.flatMap(({ arm, people }, a) =>
			Array.from({ length: people }, (_, i) => {
				const random = randomStream(seed, 6, site, a, i);
				return { random, person: personOf(random, arm, site) };
			})
		)
	);
	const rows = drawn.map(({ random, person }, i) => rowOf(random, person, i + 1));
	const people = drawn.map(({ person }) => person);
	return {
		files: [{ name: 'tribunal-tratamiento.csv', text: csvText(rows) }],
		truth: [
			truthOf(people, 're-arrest', 're-arrest'),
			difference('works-after-year', employmentEffect),
			truthOf(people, 'imprisoned', 'imprisoned-other'),
			truthOf(people, 'died', 'died'),
			difference('worked-year-before', 0)
		]
	};
}
