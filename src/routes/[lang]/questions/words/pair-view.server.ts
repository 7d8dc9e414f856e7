import type { Verdict } from '#lib/model/comparability.ts';
import type { Locale } from '#lib/model/locales.ts';
import type { BankQuestion, QuestionBank } from '#lib/model/question-bank.ts';
import { type AlignedAnswer, alignedCodes } from '#lib/model/questions/aligned-codes.ts';
import { questionVerdict } from '#lib/model/questions/question-verdict.ts';
import { type WordPart, wordDifference } from '#lib/model/questions/word-difference.ts';
import { questionKey, questionName } from './concept-view.server.ts';
import { remarkTexts, ruleTexts, verdictSentence, verdictWord } from './verdict-words.ts';

/** Two questions about one concept beside each other. */
export interface PairView {
	/** Unique on the page. */
	readonly id: string;
	readonly names: readonly [string, string];
	readonly verdict: Verdict;
	readonly word: string;
	readonly sentence: string;
	readonly rules: readonly string[];
	readonly remarks: readonly string[];
	/** In reading order; undefined where the languages differ. */
	readonly parts: readonly WordPart[] | undefined;
	readonly wordings: readonly [Wording, Wording];
	/** Empty where the source of one gives no answers. */
	readonly answers: readonly AlignedAnswer[];
}

interface Wording {
	readonly language: string;
	readonly text: string;
	readonly isVerified: boolean;
}

interface PairOptions {
	readonly bank: QuestionBank;
	readonly locale: Locale;
}

/** More pairs than these are not shown each: those with the chosen question and of one series are. */
const most = 66;

/** Every pair of questions, or of many those that people ask for. */
export function pairViews(
	questions: readonly BankQuestion[],
	chosen: BankQuestion | undefined,
	options: PairOptions
): PairView[] {
	const pairs = questions.flatMap((a, i) => questions.slice(i + 1).map((b) => [a, b] as const));
	const shown =
		pairs.length <= most
			? pairs
			: pairs.filter(
					([a, b]) => a === chosen || b === chosen || a.figure.series === b.figure.series
				);
	return shown.slice(0, most).map((pair) => pairView(pair, options));
}

function pairView(
	[a, b]: readonly [BankQuestion, BankQuestion],
	{ bank, locale }: PairOptions
): PairView {
	const found = questionVerdict(a, b, bank.overrides);
	const { question: one } = a;
	const { question: other } = b;
	const hasAnswers = one.answers.length > 0 && other.answers.length > 0;
	return {
		id: pairKey(a, b),
		names: [questionName(a, { bank, locale }), questionName(b, { bank, locale })],
		verdict: found.verdict,
		word: verdictWord(found.verdict, locale),
		sentence: verdictSentence(found.verdict, locale),
		rules: ruleTexts(found, locale),
		remarks: remarkTexts(found.remarks, locale),
		parts: one.language === other.language ? wordDifference(one.wording, other.wording) : undefined,
		wordings: [wordingOf(one), wordingOf(other)],
		answers: hasAnswers ? alignedCodes(one, other) : []
	};
}

const wordingOf = ({ language, wording, verified }: BankQuestion['question']): Wording => ({
	...{ language, text: wording, isVerified: verified }
});

const pairKey = (a: BankQuestion, b: BankQuestion): string =>
	`${questionKey(a)}--${questionKey(b)}`;
