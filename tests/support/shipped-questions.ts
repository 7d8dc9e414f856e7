import { join } from 'node:path';
import type { BankQuestion, QuestionBank } from '#lib/model/question-bank.ts';
import { readDeclarations } from '../../pipelines/declarations/declarations.ts';
import { questionBankOf } from '../../pipelines/release/question-pages.ts';

/** The question bank of the declarations that come with the product, none of whose surveys is built. */
export const shippedBank = (): QuestionBank =>
	questionBankOf(readDeclarations(join(import.meta.dirname, '../../data')), {
		...{ profile: 'public', built: [] }
	});

/** The question of a wave, which has to be there. */
export function questionIn(bank: QuestionBank, wave: string, id: string): BankQuestion {
	const found = bank.questions.find((one) => one.wave === wave && one.question.id === id);
	if (!found) throw new Error(`no question ${id} in ${wave}`);
	return found;
}
