import { type AskedIn, questionFigure } from '#lib/model/figure.ts';
import type { Artefact, Profile } from '#lib/model/manifest.ts';
import type { Question } from '#lib/model/question.ts';
import {
	type BankQuestion,
	type BankWave,
	type QuestionBank,
	questionBank
} from '#lib/model/question-bank.ts';
import type { Mapping } from '#lib/model/survey.ts';
import type { Declarations } from '../declarations/declarations.ts';
import type { DeclaredSurvey, DeclaredWave } from '../declarations/declared-survey.ts';
import { ownArtefact } from './release-files.ts';

const questionsPath = 'pages/questions.json';

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
	const bank = questionBankOf(declarations, released);
	if (bank.questions.length === 0) return [];
	return [ownArtefact(folder, { path: questionsPath, kind: 'page' }, questionBank.parse(bank))];
}

/** A wave, its questions, and what is mapped of it. */
interface Asked {
	readonly wave: BankWave;
	readonly questions: readonly BankQuestion[];
}

/** Every question that may be shown, with what it may be compared by, also of waves without data. */
export function questionBankOf(
	{ surveys, waves, concepts, overrides, recommended }: Declarations,
	{ profile, built }: Omit<Released, 'folder'>
): QuestionBank {
	const asked = [
		...surveys
			.filter(({ survey }) => profile === 'local' || survey.tier !== 'local')
			.map((one) => surveyAsked(one, built, concepts)),
		...waves.map((one) => waveAsked(one, concepts))
	]
		.filter(({ questions }) => questions.length > 0)
		.sort((a, b) => latestFirst(a.wave, b.wave));
	const questions = asked.flatMap((one) => one.questions);
	const isAsked = ({ wave, question }: { readonly wave: string; readonly question: string }) =>
		questions.some((one) => one.wave === wave && one.question.id === question);
	const about = new Set(questions.map(({ question }) => question.concept));
	return {
		waves: asked.map(({ wave }) => wave),
		questions,
		concepts: [...concepts.values()]
			.filter(({ id }) => about.has(id))
			.map(({ id, kind, label, definition }) => ({ id, kind, label, definition })),
		recommended: recommended.filter(isAsked),
		overrides: [...overrides]
	};
}

function surveyAsked(
	{ survey, questions }: DeclaredSurvey,
	built: readonly string[],
	concepts: Declarations['concepts']
): Asked {
	const mappingOf = ({ concept, unit }: Question) =>
		survey.mappings.find((one) => one.concept === concept && one.units.includes(unit));
	return {
		wave: waveOf(survey, built),
		questions: bankQuestions({ survey, questions, mappingOf, concepts })
	};
}

function waveAsked({ wave, questions }: DeclaredWave, concepts: Declarations['concepts']): Asked {
	const { properties: _, ...shown } = wave;
	const mappingOf = () => undefined;
	return {
		wave: { ...shown, holds: 'questions' },
		questions: bankQuestions({ survey: wave, questions, mappingOf, concepts })
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

interface QuestionsOptions {
	readonly survey: AskedIn;
	readonly questions: readonly Question[];
	readonly mappingOf: (question: Question) => Mapping | undefined;
	readonly concepts: Declarations['concepts'];
}

function bankQuestions(options: QuestionsOptions): BankQuestion[] {
	const { survey, questions, mappingOf, concepts } = options;
	return questions.flatMap((question) => {
		const concept = concepts.get(question.concept);
		if (!concept) return [];
		const mapping = mappingOf(question);
		const figure = questionFigure({ survey, question, mapping, concept });
		return [{ wave: survey.id, question, figure }];
	});
}
