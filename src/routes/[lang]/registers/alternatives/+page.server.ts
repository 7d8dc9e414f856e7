import { m } from '#lib/i18n/paraglide/messages.js';
import { wordsOf } from '#lib/model/catalogue-words.ts';
import { releasedEntries } from '../index.server.ts';
import { answerMatrix } from '../words/answer-matrix.ts';
import { answerText } from '../words/answer-text.ts';
import { cascadeView } from '../words/cascade-view.server.ts';
import { type EntryNames, shortQuestion } from '../words/entry-words.ts';
import { entryNames } from '../words/names.server.ts';
import { registerView } from '../words/register-view.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ parent }) => {
	const { locale } = await parent();
	const names = entryNames(locale);
	return {
		...matrixOf(names),
		claim: courtClaim(names),
		views: {
			answers: registerView('alternatives', { locale }),
			models: registerView('models', {
				locale,
				fields: [
					'name',
					'model',
					'stages',
					'groups',
					'country',
					'status',
					'started',
					'capacity',
					'funder',
					'detail'
				]
			}),
			legal: registerView('legal', { locale })
		},
		cascades: releasedEntries('cascades').map((cascade) => cascadeView(cascade, names)),
		isInvented: releasedEntries('cascades').every(({ synthetic }) => synthetic)
	};
};

function matrixOf(names: EntryNames) {
	const { locale } = names;
	const questions = releasedEntries('codes').filter(({ list }) => list === 'guiding-questions');
	const asked = releasedEntries('attendance').map(({ country }) => country);
	const ids = questions.map(({ id }) => id);
	const rows = answerMatrix(releasedEntries('alternatives'), ids, asked);
	const answered = rows.reduce((sum, row) => sum + row.answered, 0);
	return {
		questions: questions.map(({ id, label }) => ({
			...{ id, short: shortQuestion(id, locale), whole: wordsOf(label, locale) }
		})),
		rows: rows.map(({ country, cells, answered: count }) => ({
			country: names.territory(country),
			count: m.registers_answers_stated({ count: String(count) }, { locale }),
			cells: cells.map((answers) => answers.map((one) => answerText(one, names)))
		})),
		note: m.registers_matrix_note(
			{ answered: String(answered), all: String(rows.length * questions.length) },
			{ locale }
		)
	};
}

/** The number of American states that a document counts, beside those that the documents name. */
function courtClaim(names: EntryNames): string | undefined {
	const { locale } = names;
	const claim = releasedEntries('figures').find(({ id }) => id === 'drug-court-states');
	if (!claim) return undefined;
	const courts = releasedEntries('models').filter(
		({ model, synthetic }) => model === 'drug-treatment-court' && !synthetic
	);
	const american = releasedEntries('attendance').filter(({ bloc }) => bloc !== 'eu');
	const named = american
		.map(({ country }) => country)
		.filter((country) => courts.some((court) => court.country === country));
	return m.registers_courts_claim(
		{
			stated: String(claim.value),
			named: String(named.length),
			names: new Intl.ListFormat(locale).format(named.map(names.territory)),
			missing: String(claim.value - named.length)
		},
		{ locale }
	);
}
