import { chance, codes, silence, step, yesNo } from './answers.ts';
import type { Surroundings } from './frame.ts';
import type { Random } from './random.ts';

/** What a person would say if asked: codes as in the source files, 0 for a blank. */
export interface Answers {
	/** Drugs are sold in the neighbourhood, asked as "know or have heard". */
	readonly heard: number;
	/** The same asked as "have seen". A wave asks only one of the two. */
	readonly seen: number;
	readonly offered: number;
	/** 1 very easy to 5 impossible. */
	readonly access: number;
	/** 1 none to 4 great. */
	readonly risk: number;
	readonly everUsed: number;
	readonly usedPastYear: number;
	/** Years; 98 don't know, 99 refused. */
	readonly firstAge: number;
	/** Crowns a month; 9998 don't know, 9999 refused. */
	readonly spending: number;
	readonly victim: number;
	/** 1 none to 4 much. */
	readonly trust: number;
	readonly absence: number;
}

interface Traits {
	readonly sex: number;
	readonly age: number;
	readonly ageGroup: number;
	readonly level: number;
}

const marketByAge = [0.1, 0.25, 0.1, 0, -0.15];
const offersByAge = [-0.1, 0.6, 0.3, -0.1, -0.8];
const cannabisByAge = [-0.8, 0.5, 0.5, 0.1, -0.5];
const recentByAge = [0.8, 0.4, -0.2, -0.8, -1.2];

function drugSale(random: Random, around: Surroundings, { ageGroup, level }: Traits) {
	const { scenario, territory, neighbourhood, urban, wave } = around;
	const logOdds =
		-0.85 + 0.45 * urban + 0.9 * territory.market + 0.68 * neighbourhood.market + wave.market;
	const byPerson = (marketByAge[ageGroup] ?? 0) - 0.06 * (level - 3);
	const heard = Math.min(0.97, Math.max(0.1, chance(logOdds + byPerson)));
	const draw = random.uniform();
	const silent = silence(random, { dontKnow: 0.06, refused: 0.006 });
	return {
		heard: silent ?? (draw < heard ? codes.yes : codes.no),
		seen: silent ?? (draw < heard + scenario.wordingShift ? codes.yes : codes.no)
	};
}

function offered(random: Random, { territory, neighbourhood, wave }: Surroundings, who: Traits) {
	const byPerson = (offersByAge[who.ageGroup] ?? 0) + (who.sex === 1 ? 0.35 : -0.2);
	const logOdds = -2.35 + byPerson + territory.offers + 0.35 * neighbourhood.market + wave.offers;
	return yesNo(random, logOdds, { dontKnow: 0.008, refused: 0.007 });
}

type CannabisAnswers = Pick<Answers, 'everUsed' | 'usedPastYear' | 'firstAge' | 'spending'>;

/** Years at first use: 13 and an exponential wait, never older than now; one in 60 from age 9 on. */
function firstAge(random: Random, age: number): number {
	const early = random.uniform() < 1 / 60;
	const wait = -4.2 * Math.log(1 - random.uniform());
	const years = early ? 9 + random.below(4) : Math.min(age, 13 + Math.floor(wait));
	const silent = silence(random, { dontKnow: 0.02, refused: 0.01 });
	return silent === undefined ? Math.min(age, years) : 90 + silent;
}

/** Whole crowns a month, log-normal with median 40, at most 2,000. */
function spending(random: Random): number {
	const crowns = Math.round(Math.exp(Math.log(40) + 0.9 * random.normal()));
	const silent = silence(random, { dontKnow: 0.06, refused: 0.05 });
	return silent === undefined ? Math.min(2000, crowns) : 9990 + silent;
}

function cannabis(random: Random, around: Surroundings, who: Traits): CannabisAnswers {
	const { territory, neighbourhood, wave } = around;
	const byPerson = (cannabisByAge[who.ageGroup] ?? 0) + (who.sex === 1 ? 0.4 : -0.3);
	const logOdds =
		-2.3 + byPerson + territory.cannabis + 0.3 * neighbourhood.cannabis + wave.cannabis;
	if (random.uniform() >= chance(logOdds))
		return { everUsed: codes.no, usedPastYear: codes.no, firstAge: 0, spending: 0 };
	const usedPastYear = yesNo(random, -0.4 + (recentByAge[who.ageGroup] ?? 0), { refused: 0.01 });
	return {
		everUsed: codes.yes,
		usedPastYear,
		firstAge: firstAge(random, who.age),
		spending: usedPastYear === codes.yes ? spending(random) : 0
	};
}

/** Only for the nine in ten people aged 12 to 17 who go to school. */
function absence(random: Random, { neighbourhood, territory }: Surroundings, age: number): number {
	if (age > 17 || random.uniform() < 0.1) return codes.notApplicable;
	const logOdds = -2.8 + 0.5 * neighbourhood.market + 0.5 * territory.market;
	return yesNo(random, logOdds, { refused: 0.01 });
}

/** Share of all people who know of drug use in the street and have not seen it. */
const notSeen = 0.12;

/**
 * The answer to the question about drug use in the street, asked as "know or have heard" (A) or as "have
 * seen" (B): whoever knows of selling knows more often of use.
 */
export function publicUse(random: Random, version: 'A' | 'B', { heard }: Answers): number {
	const knows = heard === codes.yes ? 0.74 : 0.31;
	const answer = random.uniform() < knows - (version === 'B' ? notSeen : 0) ? codes.yes : codes.no;
	return silence(random, { dontKnow: 0.04, refused: 0.005 }) ?? answer;
}

/** The answers of one person, drawn from chances that depend on the person and the surroundings. */
export function answersOf(random: Random, around: Surroundings, who: Traits): Answers {
	const { territory, neighbourhood, wave, urban } = around;
	const market = territory.market + 0.6 * neighbourhood.market;
	const use = cannabis(random, around, who);
	const user = use.everUsed === codes.yes ? 1 : 0;
	const sale = drugSale(random, around, who);
	return {
		heard: sale.heard,
		seen: sale.seen,
		offered: offered(random, around, who),
		access: step(random, -0.6 * market - 0.8 * user - 0.3 * urban, [-1.1, 0.2, 1.3, 2.2], {
			dontKnow: 0.12,
			refused: 0.01
		}),
		risk: step(random, 1.9 - 1.3 * user + (who.sex === 2 ? 0.3 : 0), [-1.6, 0, 1.1], {
			dontKnow: 0.04,
			refused: 0.005
		}),
		everUsed: use.everUsed,
		usedPastYear: use.usedPastYear,
		firstAge: use.firstAge,
		spending: use.spending,
		victim: yesNo(random, -1.7 + 0.4 * urban + 0.35 * market + wave.crime, { refused: 0.004 }),
		trust: step(random, -0.3 * market, [-1, 0.3, 1.8], { dontKnow: 0.02, refused: 0.01 }),
		absence: absence(random, around, who.age)
	};
}
