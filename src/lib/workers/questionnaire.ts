import { declarationYaml } from '#lib/readers/questionnaire/declaration-yaml.ts';
import { questionnaireFault } from '#lib/readers/questionnaire/questionnaire-error.ts';
import type { QuestionnaireReading } from '#lib/readers/questionnaire/questionnaire-reading.ts';
import { readQuestionnaire } from '#lib/readers/questionnaire/read-questionnaire.ts';
import {
	type QuestionnaireRead,
	type QuestionnaireReply,
	questionnaireRequest
} from './questionnaire-messages.ts';

const post = (reply: QuestionnaireReply) => self.postMessage(reply);

self.onmessage = async ({ data }: MessageEvent<unknown>) => {
	const { file, known } = questionnaireRequest.parse(data);
	try {
		const report = (rows: number) => post({ kind: 'progress', rows });
		post(replyOf(await readQuestionnaire(file, { name: file.name, known, report })));
	} catch (error) {
		const message = error instanceof Error ? error.message : String(error);
		post({ kind: 'error', fault: questionnaireFault(error), message });
	}
};

function replyOf({ declared, ...reading }: QuestionnaireReading): QuestionnaireRead {
	return {
		kind: 'read',
		questionnaire: reading.questionnaire,
		format: reading.format,
		rows: reading.rows,
		problems: [...reading.problems],
		notes: [...reading.notes],
		rejected: reading.rejected.map((one) => ({ ...one, reasons: [...one.reasons] })),
		...(declared && { declared: declaredIn(declared) })
	};
}

function declaredIn(
	declared: NonNullable<QuestionnaireReading['declared']>
): NonNullable<QuestionnaireRead['declared']> {
	const { kind, value } = declared;
	return {
		...{ kind, id: value.id, yaml: declarationYaml(value) },
		entries: kind === 'register' ? [...declared.value.entries] : [{ ...value }],
		values: kind === 'series' ? [...declared.rows] : []
	};
}

post({ kind: 'ready' });
