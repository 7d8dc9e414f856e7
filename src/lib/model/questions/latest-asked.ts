import type { BankWave, QuestionBank } from '../question-bank.ts';

/** The latest wave of a country that asked about a concept; a bank has its latest waves first. */
export function latestAsked(
	{ waves, questions }: Pick<QuestionBank, 'waves' | 'questions'>,
	{ country, concept }: { readonly country: string; readonly concept: string }
): BankWave | undefined {
	const asked = new Set(
		questions.filter(({ question }) => question.concept === concept).map(({ wave }) => wave)
	);
	return waves.find((wave) => wave.country === country && asked.has(wave.id));
}
