import { wordsOf } from '#lib/model/catalogue-words.ts';
import type { Locale } from '#lib/model/locales.ts';
import type { QuestionBank } from '#lib/model/question-bank.ts';
import { type CoverageCell, coverage } from '#lib/model/questions/coverage.ts';
import { releasedCountries } from '../countries/index.server.ts';
import { countryNames } from '../impact/index.server.ts';
import { releasedQuestions } from './index.server.ts';
import type { MatrixView } from './matrix-view.ts';
import type { ListedQuestion } from './question-search.ts';
import { questionKey, questionName, waveOf } from './words/concept-view.server.ts';
import { radiusWords, recallWords } from './words/property-words.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ parent }) => {
	const { locale } = await parent();
	const bank = releasedQuestions();
	if (!bank) return { bank: undefined };
	const name = countryNames(locale);
	const pages = new Set(releasedCountries()?.countries.map(({ id }) => id));
	const codes = [...new Set(bank.waves.flatMap(({ country }) => country ?? []))];
	const of = bank.questions.map(({ question }) => question);
	const byLabel = (a: { label: string }, b: { label: string }) =>
		a.label.localeCompare(b.label, locale);
	return {
		bank: {
			counts: { questions: bank.questions.length, waves: bank.waves.length },
			matrix: matrixOf(bank, locale),
			questions: bank.questions.map((one) => listed(one, bank, locale)),
			countries: codes
				.map((value) => ({ value, label: name(value), hasPage: pages.has(value) }))
				.sort(byLabel),
			recalls: [...new Set(of.map(({ recall }) => recall))].map((value) => ({
				...{ value, label: recallWords(value, locale) }
			})),
			radii: [...new Set(of.map(({ radius }) => radius))].map((value) => ({
				...{ value, label: radiusWords(value, locale) }
			}))
		}
	};
};

/** Rows by name, columns as the bank has its waves. */
function matrixOf(bank: QuestionBank, locale: Locale): MatrixView {
	const rows = coverage(bank).map(({ concept, cells }) => {
		const label = bank.concepts.find(({ id }) => id === concept)?.label;
		return {
			...{ id: concept, label: label ? wordsOf(label, locale) : concept },
			cells: cells.map(letterOf).join('')
		};
	});
	return {
		waves: bank.waves.map(({ id, shortTitle, country, synthetic }) => ({
			...{ id, label: wordsOf(shortTitle, locale), country, synthetic }
		})),
		rows: rows.sort((a, b) => a.label.localeCompare(b.label, locale))
	};
}

function letterOf({ asked, fewer }: CoverageCell): string {
	if (asked === 'no') return '-';
	const letter = asked === 'same' ? 's' : 'd';
	return fewer ? letter.toUpperCase() : letter;
}

function listed(
	one: QuestionBank['questions'][number],
	bank: QuestionBank,
	locale: Locale
): ListedQuestion {
	const { question } = one;
	const { concept, language, wording, verified, recall, radius } = question;
	const label = bank.concepts.find(({ id }) => id === concept)?.label;
	return {
		...{ id: questionKey(one), topic: concept, label: label ? wordsOf(label, locale) : concept },
		wave: questionName(one, { bank, locale }),
		country: waveOf(bank, one.wave).country,
		...{ language, wording, verified, recall, radius },
		translations: Object.values(question.translation ?? {}),
		codes: [question.number, question.variable].filter((code) => code !== undefined).join(', ')
	};
}
