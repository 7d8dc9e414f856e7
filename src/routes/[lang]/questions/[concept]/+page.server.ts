import { error } from '@sveltejs/kit';
import { wordsOf } from '#lib/model/catalogue-words.ts';
import { locales } from '#lib/model/locales.ts';
import { ballotEffects } from '#lib/model/questions/ballot-effect.ts';
import { released, releasedCatalogue } from '../../../released.server.ts';
import { countryNames } from '../../impact/index.server.ts';
import { releasedQuestions } from '../index.server.ts';
import { questionKey, questionView } from '../words/concept-view.server.ts';
import { experimentView } from '../words/experiment-view.server.ts';
import { pairViews } from '../words/pair-view.server.ts';
import type { EntryGenerator, PageServerLoad } from './$types';

export const entries: EntryGenerator = () =>
	(releasedQuestions()?.concepts ?? []).flatMap(({ id }) =>
		locales.map((lang) => ({ lang, concept: id }))
	);

export const load: PageServerLoad = async ({ params, parent }) => {
	const { locale } = await parent();
	const bank = releasedQuestions();
	const concept = bank?.concepts.find(({ id }) => id === params.concept);
	if (!bank || !concept) error(404);
	const questions = bank.questions.filter(({ question }) => question.concept === concept.id);
	const recommended = bank.recommended.find((one) => one.concept === concept.id);
	const chosen = questions.find(
		({ wave, question }) => wave === recommended?.wave && question.id === recommended.question
	);
	const options = { bank, locale, countryName: countryNames(locale) };
	return {
		id: concept.id,
		name: wordsOf(concept.label, locale),
		definition: wordsOf(concept.definition, locale),
		experiments: (released('pages/question-experiments.json', ballotEffects) ?? [])
			.filter((effect) => effect.concept === concept.id)
			.map((effect) => experimentView(effect, { ...options, catalogue: releasedCatalogue() })),
		questions: questions.map((one) => questionView(one, options)),
		/** In the order of the questions: of each that comes after it. */
		pairs: pairViews(questions, chosen, options),
		chosen: chosen && questionKey(chosen)
	};
};
