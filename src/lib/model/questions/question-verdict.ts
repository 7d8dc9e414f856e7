import { type Comparability, type ComparabilityOverride, comparability } from '../comparability.ts';
import type { BankQuestion } from '../question-bank.ts';
import { alignedCodes } from './aligned-codes.ts';

/**
 * What else is other than in the other question, and decides nothing by itself. codes-moved: an answer has
 * another code. answers-reworded: an answer has other words, or no counterpart. answers-not-stated: of one
 * they are not known. not-verified: of one the words are ours. split-ballot: two versions of one wave.
 */
export type QuestionRemark =
	| ('codes-moved' | 'answers-reworded' | 'answers-not-stated' | 'variable-moved' | 'number-moved')
	| ('position-moved' | 'wording-differs' | 'language-differs' | 'filter-differs')
	| ('not-verified' | 'split-ballot');

/** The verdict on a pair of questions, and what a reader has to look at besides. */
export interface QuestionVerdict extends Comparability {
	readonly remarks: readonly QuestionRemark[];
}

/**
 * Whether what two questions measure may be compared: the rule of the product, applied to the figures
 * that they make. What moved or was reworded stands beside the verdict and does not change it.
 */
export const questionVerdict = (
	a: BankQuestion,
	b: BankQuestion,
	overrides: readonly ComparabilityOverride[] = []
): QuestionVerdict => ({
	...comparability(a.figure, b.figure, overrides),
	remarks: remarksOn(a, b)
});

function remarksOn({ wave, question: a }: BankQuestion, other: BankQuestion): QuestionRemark[] {
	const { question: b } = other;
	const stated = a.answers.length > 0 && b.answers.length > 0;
	const aligned = stated ? alignedCodes(a, b) : [];
	const differs = (name: 'variable' | 'number' | 'position') =>
		a[name] !== undefined && b[name] !== undefined && a[name] !== b[name];
	const sameLanguage = a.language === b.language;
	const found: Readonly<Record<QuestionRemark, boolean>> = {
		'codes-moved': aligned.some(({ how }) => how === 'moved'),
		'answers-reworded':
			sameLanguage && aligned.some(({ how }) => ['by-code', 'alone'].includes(how)),
		'answers-not-stated': !stated,
		'variable-moved': differs('variable'),
		'number-moved': differs('number'),
		'position-moved': differs('position'),
		'wording-differs': sameLanguage && a.verified && b.verified && a.wording !== b.wording,
		'language-differs': !sameLanguage,
		'filter-differs': JSON.stringify(a.filter) !== JSON.stringify(b.filter),
		'not-verified': !a.verified || !b.verified,
		'split-ballot': wave === other.wave && a.version !== b.version
	};
	return (Object.keys(found) as QuestionRemark[]).filter((remark) => found[remark]);
}
