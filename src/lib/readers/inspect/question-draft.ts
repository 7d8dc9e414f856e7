import { draftedConcepts } from './concept-proposals.ts';
import type { InspectedColumn } from './inspected-column.ts';
import type { Inspection } from './inspection.ts';
import { slugOf } from './inspection.ts';
import { reasonIn } from './suspicions.ts';
import { localeOf } from './survey-draft.ts';
import { commentText, commented, indented, yamlCode, yamlText } from './yaml-text.ts';

/** The draft of a `questions.yaml`; undefined where no dictionary has the text of a question. */
export function questionDraft({ columns }: Inspection): string | undefined {
	const asked = columns.filter(
		({ known, isPrivate, role }) =>
			known.question !== undefined && !isPrivate && (role === undefined || role.isWeak)
	);
	if (asked.length === 0) return undefined;
	const drafted = draftedConcepts(asked);
	const proposed = asked.filter(({ name }) => drafted.has(name));
	const others = asked.filter(({ name }) => !drafted.has(name));
	const lines = [
		'# A draft of `atalaya inspect`. The wordings are those of the dictionary, to the letter: compare them with',
		'# the questionnaire. Every TODO is for a person to decide.',
		...(proposed.length === 0 ? ['[]'] : proposed.flatMap(questionLines)),
		...others.flatMap((column) => ['', ...commented(questionLines(column))])
	];
	return `${lines.join('\n')}\n`;
}

function questionLines(column: InspectedColumn): string[] {
	const { name, known, concepts } = column;
	const { question = '', language, universe, source } = known;
	return [
		`- id: ${slugOf(name)}`,
		...indented(
			[
				`variable: ${yamlText(name)}`,
				`concept: ${concepts[0]?.concept.id ?? ''} # TODO: the concept of its mapping`,
				`language: ${localeOf(language) ?? ''} # TODO: of the wording: es, en, pt or fr`,
				`wording: ${yamlText(question)}`,
				...answerLines(column),
				`universe: # TODO: { es: ..., en: ... }${universe === undefined ? '' : `; the dictionary says: ${commentText(universe)}`}`,
				'recall: # TODO: what the wording says: none, life, 12-months, 30-days ...',
				'radius: # TODO: what the wording says: none, home, block, neighbourhood ...',
				'source:',
				`  document: ${yamlText(source?.title ?? '')}`,
				`  producer:${source?.producer === undefined ? '' : ` ${yamlText(source.producer)}`} # TODO: as it writes its name`,
				`  year:${source?.year === undefined ? '' : ` ${source.year}`} # TODO: of the document`
			],
			2
		)
	];
}

function answerLines(column: InspectedColumn): string[] {
	const { known } = column;
	if (known.codes.size === 0) return ['answers: # TODO: the dictionary names none'];
	const answers = [...known.codes].map(([code, label]) => {
		const reason = reasonIn(label);
		const guess = reason === undefined ? '' : ` # TODO: missing: ${reason}?`;
		return `- { code: ${yamlCode(code)}, label: ${yamlText(label)} }${guess}`;
	});
	return ['answers:', ...indented(answers, 2)];
}
