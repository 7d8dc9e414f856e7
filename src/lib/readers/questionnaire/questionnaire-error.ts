import { DataError } from '#lib/errors.ts';

export const questionnaireFaults = [
	...(['empty', 'too-large', 'encrypted', 'old-workbook', 'open-document', 'numbers'] as const),
	...(['zip', 'csv', 'xml', 'other-format', 'no-template', 'damaged', 'unreadable'] as const)
] as const;
export type QuestionnaireFault = (typeof questionnaireFaults)[number];

/** Why a file is no questionnaire that can be read; `fault` is what a page words for its reader. */
export class QuestionnaireError extends DataError {
	readonly fault: QuestionnaireFault;

	constructor(fault: QuestionnaireFault, message: string, options?: ErrorOptions) {
		super(message, options);
		this.fault = fault;
	}
}

/** A device may refuse to give a file; readers say what is wrong with one that it gave. */
export function questionnaireFault(error: unknown): QuestionnaireFault {
	if (error instanceof QuestionnaireError) return error.fault;
	const name = error instanceof Error ? error.name : '';
	return /^Not(Readable|Found|Allowed)Error$|^SecurityError$/.test(name) ? 'unreadable' : 'damaged';
}
