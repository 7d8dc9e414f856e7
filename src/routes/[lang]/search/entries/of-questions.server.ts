import { m } from '#lib/i18n/paraglide/messages.js';
import { wordsOf } from '#lib/model/catalogue-words.ts';
import type { QuestionBank } from '#lib/model/question-bank.ts';
import { questionKey, waveOf } from '../../questions/words/concept-view.server.ts';
import { type SearchEntry, joined } from '../search-entry.ts';
import type { SearchWords } from './search-words.ts';

/** Each wording once, in the latest wave that asked it so. */
export function questionEntries(
	bank: QuestionBank | undefined,
	{ locale, place }: SearchWords
): SearchEntry[] {
	const seen = new Set<string>();
	return (bank?.questions ?? []).flatMap((one): SearchEntry[] => {
		const { question } = one;
		if (!bank || seen.has(question.wording)) return [];
		seen.add(question.wording);
		const { country, shortTitle, synthetic } = waveOf(bank, one.wave);
		return [
			{
				kind: 'question',
				title: question.wording,
				text: joined([
					question.translation && wordsOf(question.translation, locale),
					...question.answers.map(({ label }) => label)
				]),
				about: joined(
					[
						country && place(country),
						wordsOf(shortTitle, locale),
						question.verified ? undefined : m.questions_unverified({}, { locale })
					],
					' · '
				),
				href: `questions/${question.concept}/#${questionKey(one)}`,
				synthetic
			}
		];
	});
}
