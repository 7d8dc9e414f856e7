import type { FormChoice } from '#lib/readers/xlsform/xlsform-choices.ts';
import type { FormText } from '#lib/readers/xlsform/xlsform-columns.ts';
import type { XlsForm } from '#lib/readers/xlsform/xlsform.ts';
import type { Dictionary } from '#lib/readers/inspect/dictionary.ts';

/** What an XLSForm says, in its default language, else in its first. */
export function formDictionary(form: XlsForm, fileName: string): Dictionary {
	const { settings, languages, items, lists, problems, notes } = form;
	const language = settings.defaultLanguage ?? languages[0];
	const wanted = language?.code ?? language?.name;
	const words = (texts: readonly FormText[]) =>
		(texts.find((text) => text.language === wanted) ?? texts[0])?.text;
	const codesOf = (choices: readonly FormChoice[] = []) =>
		choices.flatMap(({ name, labels }) => {
			const label = words(labels);
			return label === undefined ? [] : [[name, label] as const];
		});
	const questions = items.filter(({ kind, name }) => kind === 'question' && name !== undefined);
	return {
		title: settings.title ?? fileName,
		kind: 'xlsform',
		language: wanted,
		variables: questions.map(({ name = '', labels, list }) => ({
			name,
			label: words(labels),
			question: words(labels),
			codes: new Map(list?.from === 'choices' ? codesOf(lists.get(list.name)) : []),
			missing: new Set<string>()
		})),
		notes: [
			...notes,
			...problems.map(({ sheet, row, message }) => `sheet ${sheet}, row ${row}: ${message}`)
		]
	};
}
