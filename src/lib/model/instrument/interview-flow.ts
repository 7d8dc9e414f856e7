import { type Answers, holds } from './condition.ts';
import {
	type Instrument,
	type InstrumentItem,
	type InstrumentQuestion,
	choicesOf,
	isQuestion,
	sectionsAround
} from './instrument.ts';

/** A question with the sections around it. */
export interface PlacedQuestion {
	readonly question: InstrumentQuestion;
	readonly sections: ReturnType<typeof sectionsAround>[number];
}

export function placedQuestions(items: readonly InstrumentItem[]): PlacedQuestion[] {
	const around = sectionsAround(items);
	return items.flatMap((item, i) =>
		isQuestion(item) ? [{ question: item, sections: around[i]! }] : []
	);
}

/**
 * The questions that are put to somebody with these answers, in their order. An answer to a question
 * that is no longer asked counts as none, as in tools that run an XLSForm. What cannot be told is asked.
 */
export function askedQuestions({ items }: Pick<Instrument, 'items'>, answers: Answers) {
	const counted = new Map<string, readonly string[]>();
	return placedQuestions(items).filter(({ question, sections }) => {
		const isAsked = [...sections, question].every(
			({ relevant }) => holds(relevant, counted) !== false
		);
		const given = answers.get(question.name);
		if (isAsked && given) counted.set(question.name, given);
		return isAsked;
	});
}

/** After an answer the interview goes on here; undefined: it ends. */
export interface Jump {
	readonly codes: readonly string[];
	readonly to: string | undefined;
}

/** How far ahead a printed questionnaire sends somebody. */
const furthest = 200;

/**
 * The answers after which the next question is not the one that follows. All other answers are unknown,
 * so that only what this answer rules out is passed over.
 */
export function jumpsOf(one: Instrument, at: number, all = placedQuestions(one.items)): Jump[] {
	const asked = all[at];
	if (!asked || asked.question.type !== 'one') return [];
	const { name } = asked.question;
	const others = new Set(all.map(({ question }) => question.name));
	others.delete(name);
	const ahead = all.slice(at + 1, at + 1 + furthest);
	const jumps = new Map<string | undefined, string[]>();
	for (const { code } of choicesOf(one, asked.question).slice(0, furthest)) {
		const answers = new Map([[name, [code]]]);
		const next = ahead.find(({ question, sections }) =>
			[...sections, question].every(({ relevant }) => holds(relevant, answers, others) !== false)
		);
		if (next === ahead[0]) continue;
		const to = next?.question.name;
		jumps.set(to, [...(jumps.get(to) ?? []), code]);
	}
	return [...jumps].map(([to, codes]) => ({ codes, to }));
}
