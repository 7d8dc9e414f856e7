import { m } from '#lib/i18n/paraglide/messages.js';
import type { Locale } from '#lib/model/localized.ts';
import type { Question } from '#lib/model/question.ts';
import type { ExportedAnswer } from './answer-rows.ts';
import type { TableNote } from './leaving-table.ts';
import { nameOf, questionSource, wordsOf } from '#lib/model/catalogue-words.ts';

/** What each source and measure is: definition, universe, the question as it was asked, terms. */
export function sourceNotes(answers: readonly ExportedAnswer[], locale: Locale): TableNote[] {
	const notes = answers.flatMap(({ survey, measure }) => {
		const asked = survey.questions.filter(
			({ concept, unit }) => concept === measure.concept && unit === measure.unit
		);
		return [
			note(m.export_source, wordsOf(survey.title, locale), locale),
			note(m.export_citation, nameOf(survey.citation, locale), locale),
			note(m.export_licence, licence(survey, locale), locale),
			note(m.export_universe, wordsOf(survey.universe, locale), locale),
			note(m.export_indicator, wordsOf(measure.label, locale), locale),
			note(m.export_definition, wordsOf(measure.definition, locale), locale),
			...asked.flatMap((question) => questionNotes(question, locale)),
			...(asked.length === 0
				? [note(m.export_question, m.wording_none({}, { locale }), locale)]
				: [])
		];
	});
	return once(notes);
}

/** The words that stand beside a chart on its page. */
export const pageNotes = (texts: readonly string[], locale: Locale): TableNote[] =>
	once(texts.map((text) => note(m.export_note, text, locale)));

const note = (label: typeof m.export_note, text: string, locale: Locale): TableNote => ({
	label: label({}, { locale }),
	text
});

function licence({ licence: { name, url, note } }: ExportedAnswer['survey'], locale: Locale) {
	return [nameOf(name, locale), url ?? '', note ? wordsOf(note, locale) : '']
		.filter((one) => one !== '')
		.join('. ');
}

function questionNotes(question: Question, locale: Locale): TableNote[] {
	const { wording, answers, translation, language, universe, source, change } = question;
	const own = language === locale ? undefined : translation?.[locale];
	return [
		note(m.export_question, wording, locale),
		note(m.export_answers, answers.map(({ label }) => label).join(' / '), locale),
		...(own ? [note(m.export_note, m.wording_translation({ text: own }, { locale }), locale)] : []),
		...(change
			? [
					note(
						m.export_note,
						m.wording_change({ change: wordsOf(change, locale) }, { locale }),
						locale
					)
				]
			: []),
		note(
			m.export_note,
			m.wording_universe({ universe: wordsOf(universe, locale) }, { locale }),
			locale
		),
		note(m.export_document, questionSource(source, locale), locale)
	];
}

/** Two measures of one survey say the same of it. */
const once = (notes: readonly TableNote[]): TableNote[] =>
	notes.filter(
		(one, i) => notes.findIndex(({ label, text }) => label === one.label && text === one.text) === i
	);
