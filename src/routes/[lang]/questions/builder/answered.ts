import type { Answers } from '#lib/model/instrument/condition.ts';

/** With an answer to a question; without one where nothing is given. */
export function answered(answers: Answers, name: string, given: readonly string[]): Answers {
	const others = [...answers].filter(([other]) => other !== name);
	const isGiven = given.length > 0 && given[0] !== '';
	return new Map(isGiven ? [...others, [name, given]] : others);
}
