import type { EntryOf } from '#lib/model/registers/registers.ts';

type Answer = EntryOf<'alternatives'>;

export interface AnswerRow {
	readonly country: string;
	/** By question, the latest answers first; an empty list has no answer yet. */
	readonly cells: readonly (readonly Answer[])[];
	/** How many questions have one. */
	readonly answered: number;
}

/** Countries by question: those that are asked and those that an answer names, in the order given. */
export function answerMatrix(
	answers: readonly Answer[],
	questions: readonly string[],
	asked: readonly string[]
): AnswerRow[] {
	const countries = [...new Set([...asked, ...answers.map(({ country }) => country)])];
	return countries.map((country) => {
		const cells = questions.map((question) =>
			answers
				.filter((one) => one.country === country && one.question === question)
				.toSorted((a, b) => b.date.localeCompare(a.date))
		);
		return { country, cells, answered: cells.filter((cell) => cell.length > 0).length };
	});
}
