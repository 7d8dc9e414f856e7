import type { AnswerType, Pedigree, Texts } from '#lib/model/instrument/instrument.ts';
import type { Answer } from '#lib/model/question.ts';

/** A question of the bank as the builder offers it. */
export interface OfferedQuestion {
	/** Wave and question, unique in the bank. */
	readonly key: string;
	readonly from: Pedigree;
	/** Name of the item that is made of it. */
	readonly name: string;
	/** Ours, by language: never what was asked. */
	readonly translations: Texts;
	readonly type: AnswerType;
	readonly answers: readonly Answer[];
	readonly universe: Texts;
	/** Document, producer and year of the wording. */
	readonly source: string;
	readonly synthetic: boolean;
}

/** What questions are about, with those that were asked about it, the latest first. */
export interface OfferedTopic {
	readonly id: string;
	readonly label: string;
	readonly definition: string;
	/** Key of the question to ask anew, and why. */
	readonly recommended: { readonly key: string; readonly reason: string } | undefined;
	readonly questions: readonly OfferedQuestion[];
}

/** The question to take: the recommended one, else the latest verified in one of these languages, else the latest. */
export function chosenOf(
	{ recommended, questions }: Pick<OfferedTopic, 'recommended' | 'questions'>,
	languages: readonly string[]
): OfferedQuestion | undefined {
	return (
		questions.find(({ key }) => key === recommended?.key) ??
		questions.find(({ from }) => from.verified && languages.includes(from.language)) ??
		questions[0]
	);
}
