import { type QuestionBank, questionBank } from '#lib/model/question-bank.ts';
import { released } from '../../released.server.ts';

/** What was asked, of whom and in which words; undefined where the release has no questions. */
export const releasedQuestions = (): QuestionBank | undefined =>
	released('pages/questions.json', questionBank);
