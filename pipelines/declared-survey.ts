import type { Question } from '#lib/model/question.ts';
import type { Survey } from '#lib/model/survey.ts';

export interface DeclaredSurvey {
	readonly survey: Survey;
	/** Empty when nobody has the questionnaire. */
	readonly questions: readonly Question[];
	/** Of its declaration, for messages. */
	readonly file: string;
}

/** One thing wrong with a declaration: the file, the path inside it and what was expected. */
export interface Problem {
	readonly file: string;
	readonly path: string;
	readonly message: string;
}
