import { type DdiText, textIn } from '#lib/readers/ddi/ddi-text.ts';
import type { DdiVariable } from '#lib/readers/ddi/ddi-variable.ts';
import type { DdiCodebook } from '#lib/readers/ddi/ddi.ts';
import type { Dictionary, DictionaryVariable } from '#lib/readers/inspect/dictionary.ts';

/** What a DDI codebook says, in its own language. */
export function ddiDictionary(codebook: DdiCodebook, fileName: string): Dictionary {
	const { study, variables, language = '', notes } = codebook;
	const words = (texts: readonly DdiText[]) => textIn(texts, language);
	const year = /\b(19|20)\d\d\b/.exec(
		study.dates.map(({ date = '', text }) => `${date} ${text}`).join(' ')
	)?.[0];
	const day = (event: string) =>
		study.dates.find((date) => date.of === 'collection' && date.event === event)?.date;
	return {
		title: words(study.titles) ?? fileName,
		kind: 'ddi',
		producer: study.producers[0]?.name,
		year: year === undefined ? undefined : Number(year),
		start: day('start'),
		end: day('end'),
		studyTitle: words(study.titles),
		language: codebook.language,
		variables: variables.map((variable) => ddiEntry(variable, language)),
		notes
	};
}

function ddiEntry(variable: DdiVariable, language: string): DictionaryVariable {
	const { name, labels, questions, categories, missing, universe } = variable;
	const question = questions.map(({ before, literal }) =>
		[textIn(before, language), textIn(literal, language)].flatMap((text) => text ?? []).join(' ')
	);
	const codes = categories.flatMap(({ value, labels: texts }) => {
		const label = textIn(texts, language);
		return value === undefined || label === undefined ? [] : [[value, label] as const];
	});
	return {
		name,
		label: textIn(labels, language),
		question: question.find((text) => text !== ''),
		codes: new Map(codes),
		missing: new Set(missing.flatMap((one) => ('code' in one ? [one.code] : []))),
		language: questions[0]?.literal[0]?.language,
		universe: textIn(universe, language)
	};
}
