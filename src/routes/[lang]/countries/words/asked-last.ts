import type { Catalogue } from '#lib/model/catalogue.ts';
import type { BankWave, QuestionBank } from '#lib/model/question-bank.ts';
import { latestAsked } from '#lib/model/questions/latest-asked.ts';

interface Known {
	readonly catalogue: Pick<Catalogue, 'indicators'>;
	/** Undefined where the release has no questions. */
	readonly bank: QuestionBank | undefined;
}

/** The latest survey of a country that asked what an indicator needs, whether or not it has figures here. */
export function askedLast(
	{ catalogue, bank }: Known,
	{ country, indicator }: { readonly country: string; readonly indicator: string }
): BankWave | undefined {
	const concept = catalogue.indicators.find(({ id }) => id === indicator)?.concept;
	return bank && concept !== undefined ? latestAsked(bank, { country, concept }) : undefined;
}
