import { DomainError } from '#lib/errors.ts';
import { questionSource, wordsOf } from '#lib/model/catalogue-words.ts';
import type { AnswerType, Texts } from '#lib/model/instrument/instrument.ts';
import type { Locale } from '#lib/model/locales.ts';
import type { Localized } from '#lib/model/localized.ts';
import type { BankQuestion, QuestionBank } from '#lib/model/question-bank.ts';
import { countryNames } from '../../impact/index.server.ts';
import { releasedQuestions } from '../index.server.ts';
import type { OfferedQuestion, OfferedTopic } from './offered.ts';
import { publishedShares } from './published-shares.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ parent }) => {
	const { locale } = await parent();
	const bank = releasedQuestions();
	return { topics: bank ? topicsOf(bank, locale) : [], shares: publishedShares(locale) };
};

function topicsOf(bank: QuestionBank, locale: Locale): OfferedTopic[] {
	const country = countryNames(locale);
	return bank.concepts
		.map(({ id, label, definition, kind }): OfferedTopic => {
			const chosen = bank.recommended.find(({ concept }) => concept === id);
			return {
				id,
				label: wordsOf(label, locale),
				definition: wordsOf(definition, locale),
				recommended: chosen && {
					key: `${chosen.wave}/${chosen.question}`,
					reason: wordsOf(chosen.reason, locale)
				},
				questions: bank.questions
					.filter(({ question }) => question.concept === id)
					.map((one) => offered(one, { bank, kind, locale, country }))
			};
		})
		.filter(({ questions }) => questions.length > 0)
		.sort((a, b) => a.label.localeCompare(b.label, locale));
}

interface OfferOptions {
	readonly bank: QuestionBank;
	readonly kind: QuestionBank['concepts'][number]['kind'];
	readonly locale: Locale;
	readonly country: (code: string) => string;
}

function offered(
	{ wave: id, question }: BankQuestion,
	{ bank, kind, locale, country }: OfferOptions
): OfferedQuestion {
	const wave = bank.waves.find((one) => one.id === id);
	if (!wave) throw new DomainError(`no such wave in the question bank: ${id}`);
	const place = wave.country === undefined ? [] : [country(wave.country)];
	const title = [wordsOf(wave.shortTitle, locale), ...place].join(', ');
	const { language, wording, verified, answers, universe } = question;
	const isNumber = kind === 'number' && answers.every(({ missing }) => missing !== undefined);
	const type: AnswerType = isNumber ? 'whole' : 'one';
	return {
		key: `${id}/${question.id}`,
		from: { ...{ wave: id, question: question.id, title }, language, wording, verified },
		name: question.concept,
		translations: textsOf(question.translation ?? {}),
		...{ type, answers, universe: textsOf(question.filter ?? universe) },
		source: questionSource(question.source, locale),
		synthetic: wave.synthetic
	};
}

/** Without the languages that have none. */
const textsOf = (texts: Partial<Localized>): Texts =>
	Object.fromEntries(
		Object.entries(texts).flatMap(([language, text]) => (text ? [[language, text]] : []))
	);
