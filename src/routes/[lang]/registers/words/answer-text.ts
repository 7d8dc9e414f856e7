import { wordsOf } from '#lib/model/catalogue-words.ts';
import type { EntryOf } from '#lib/model/registers/registers.ts';
import { type EntryNames, sourceText } from './entry-words.ts';

/** An answer of a country to a guiding question, in words. */
export function answerText(answer: EntryOf<'alternatives'>, names: EntryNames) {
	const text = answer.text && wordsOf(answer.text, names.locale);
	return {
		text: [text, ...answer.institutions].filter((one) => one !== undefined).join(' · '),
		stages: answer.stages.map((stage) => names.code('stages', stage)).join(', '),
		models: answer.models.map((model) => names.entry('models', model)).join(', '),
		source: sourceText(answer.source)
	};
}
