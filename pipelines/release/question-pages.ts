import type { Concept } from '#lib/model/concept.ts';
import { questionFigure } from '#lib/model/figure.ts';
import type { Artefact, Profile } from '#lib/model/manifest.ts';
import {
	type BankQuestion,
	type BankWave,
	type QuestionBank,
	questionBank
} from '#lib/model/question-bank.ts';
import type { Declarations } from '../declarations/declarations.ts';
import type { DeclaredSurvey } from '../declarations/declared-survey.ts';
import { ownArtefact } from './release-files.ts';

export const questionsPath = 'pages/questions.json';

interface Released {
	readonly profile: Profile;
	/** The surveys that the release has figures of. */
	readonly built: readonly string[];
	readonly folder: string;
}

/**
 * The question bank: what was asked, in which words, of whom. What a questionnaire says is published
 * of every survey but those that may not leave this machine; none where no wording is declared.
 */
export function questionPages(
	declarations: Declarations,
	{ folder, ...released }: Released
): Artefact[] {
	const bank = bankOf(declarations, released);
	if (bank.questions.length === 0) return [];
	return [ownArtefact(folder, { path: questionsPath, kind: 'page' }, questionBank.parse(bank))];
}

function bankOf(
	{ surveys, concepts, overrides }: Declarations,
	{ profile, built }: Omit<Released, 'folder'>
): QuestionBank {
	const shown = surveys.filter(
		({ survey, questions }) =>
			questions.length > 0 && (profile === 'local' || survey.tier !== 'local')
	);
	const waves = shown.map(({ survey }) => waveOf(survey, built)).sort(latestFirst);
	const questions = waves.flatMap(({ id }) =>
		shown.filter(({ survey }) => survey.id === id).flatMap((one) => questionsOf(one, concepts))
	);
	const asked = new Set(questions.map(({ question }) => question.concept));
	return {
		waves,
		questions,
		concepts: [...concepts.values()]
			.filter(({ id }) => asked.has(id))
			.map(({ id, kind, label, definition }) => ({ id, kind, label, definition })),
		recommended: [],
		overrides: [...overrides]
	};
}

function waveOf(survey: DeclaredSurvey['survey'], built: readonly string[]): BankWave {
	const { id, series, title, shortTitle, country, producer, fieldwork, mode } = survey;
	return {
		...{ id, series, kind: 'survey', holds: built.includes(id) ? 'figures' : 'questions' },
		...{ title, shortTitle, country, producer: producer.name },
		...{ year: Number(fieldwork.end.slice(0, 4)), fieldwork, mode },
		...{ universe: survey.universe, citation: survey.citation, synthetic: survey.synthetic }
	};
}

function latestFirst(a: BankWave, b: BankWave): number {
	const end = ({ kind, year = 0, fieldwork }: BankWave) =>
		kind === 'protocol' ? '' : (fieldwork?.end ?? `${year}-12-31`);
	return end(a) === end(b) ? (a.id < b.id ? -1 : 1) : end(a) < end(b) ? 1 : -1;
}

function questionsOf(
	{ survey, questions }: Pick<DeclaredSurvey, 'survey' | 'questions'>,
	concepts: ReadonlyMap<string, Concept>
): BankQuestion[] {
	return questions.flatMap((question) => {
		const concept = concepts.get(question.concept);
		if (!concept) return [];
		const mapping = survey.mappings.find(
			(one) => one.concept === question.concept && one.units.includes(question.unit)
		);
		const figure = questionFigure({ survey, question, mapping, concept });
		return [{ wave: survey.id, question, figure }];
	});
}
