import { type Comparability, type DifferenceCode, comparability } from '../comparability.ts';
import type { BankQuestion, QuestionBank } from '../question-bank.ts';

/** What a wave asked about a topic. */
export interface CoverageCell {
	/** `no`, or whether it is asked as in the question that the topic is held against. */
	readonly asked: 'no' | 'same' | 'differently';
	/** Some people of its universe were not asked. */
	readonly fewer: boolean;
}

export interface CoverageRow {
	readonly concept: string;
	/** In the order of the waves of the bank. */
	readonly cells: readonly CoverageCell[];
}

const notAsked: CoverageCell = { asked: 'no', fewer: false };

/** What the words of a question decide; the others come from how a survey is made. */
const ofTheQuestion: ReadonlySet<DifferenceCode> = new Set<DifferenceCode>([
	...([
		'concept-differs',
		'unit-differs',
		'list-differs',
		'verb-differs',
		'object-differs'
	] as const),
	...(['radius-differs', 'recall-differs', 'sale-and-use-merged', 'multiple-response'] as const)
]);

/**
 * Which topic was asked in which wave. A topic is held against its recommended question, else the
 * latest one that is verified, else the latest: by the rule of the product, of which only differences of the
 * question itself count that make two figures not comparable.
 */
export function coverage(bank: QuestionBank): CoverageRow[] {
	return bank.concepts.map(({ id }) => {
		const asked = bank.questions.filter(({ question }) => question.concept === id);
		const against = heldAgainst(id, asked, bank);
		return {
			concept: id,
			cells: bank.waves.map((wave) =>
				cellOf(
					asked.filter((one) => one.wave === wave.id),
					against
				)
			)
		};
	});
}

/** The question that somebody who asks anew should take; undefined where nobody asked. */
export function heldAgainst(
	concept: string,
	asked: readonly BankQuestion[],
	{ recommended }: Pick<QuestionBank, 'recommended'>
): BankQuestion | undefined {
	const named = recommended.find((one) => one.concept === concept);
	return (
		asked.find(({ wave, question }) => wave === named?.wave && question.id === named.question) ??
		asked.find(({ question }) => question.verified) ??
		asked[0]
	);
}

/** Of several questions of a wave the one that is nearest counts. */
function cellOf(
	questions: readonly BankQuestion[],
	against: BankQuestion | undefined
): CoverageCell {
	if (questions.length === 0 || !against) return notAsked;
	const same = questions.filter((one) => isAskedAlike(comparability(one.figure, against.figure)));
	const counted = same.length > 0 ? same : questions;
	return {
		asked: same.length > 0 ? 'same' : 'differently',
		fewer: counted.every(isOfFewer)
	};
}

/** What is not documented is not called another question. */
const isAskedAlike = ({ differences }: Comparability): boolean =>
	!differences.some(
		({ severity, code }) => severity === 'not-comparable' && ofTheQuestion.has(code)
	);

const isOfFewer = ({ question, figure }: BankQuestion): boolean =>
	question.filter !== undefined || (figure.properties.among ?? 'all') !== 'all';
