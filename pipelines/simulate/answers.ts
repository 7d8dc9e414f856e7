import type { Random } from './random.ts';

/** Codes that every question of the demonstration questionnaire shares. 0 is a blank cell. */
export const codes = { notApplicable: 0, yes: 1, no: 2, dontKnow: 8, refused: 9 } as const;

export interface Silence {
	/** The chance of "don't know", whatever the answer would have been. */
	readonly dontKnow?: number;
	readonly refused?: number;
}

/** The probability that belongs to log-odds. */
export function chance(logOdds: number): number {
	return 1 / (1 + Math.exp(-logOdds));
}

/** The code of a person who takes no side, else undefined. */
export function silence(
	random: Random,
	{ dontKnow = 0, refused = 0 }: Silence
): number | undefined {
	const draw = random.uniform();
	if (draw < dontKnow) return codes.dontKnow;
	return draw < dontKnow + refused ? codes.refused : undefined;
}

export function yesNo(random: Random, logOdds: number, silent: Silence): number {
	const answer = random.uniform() < chance(logOdds) ? codes.yes : codes.no;
	return silence(random, silent) ?? answer;
}

/** A step of a scale from 1 on: a logistic variable around `centre`, cut at `cuts`. */
export function step(
	random: Random,
	centre: number,
	cuts: readonly number[],
	silent: Silence
): number {
	const draw = random.uniform();
	const score = centre + Math.log(draw / (1 - draw));
	let answer = 1;
	for (const cut of cuts) if (score > cut) answer++;
	return silence(random, silent) ?? answer;
}
