import type { Question } from '#lib/model/question.ts';
import type { QuestionWave } from '#lib/model/question-wave.ts';
import type { Survey } from '#lib/model/survey.ts';

export interface DeclaredSurvey {
	readonly survey: Survey;
	/** Empty when nobody has the questionnaire. */
	readonly questions: readonly Question[];
	/** Of its declaration, for messages. */
	readonly file: string;
}

/** A wave of which nobody here has anything but the questions. */
export interface DeclaredWave {
	readonly wave: QuestionWave;
	readonly questions: readonly Question[];
}
