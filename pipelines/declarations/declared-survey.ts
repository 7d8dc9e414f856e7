import type { Question } from '#lib/model/question.ts';
import type { Survey } from '#lib/model/survey.ts';

export interface DeclaredSurvey {
	readonly survey: Survey;
	/** Empty when nobody has the questionnaire. */
	readonly questions: readonly Question[];
	/** Of its declaration, for messages. */
	readonly file: string;
}
