import { z } from 'zod';
import { problemReasons } from '#lib/model/problems.ts';
import { knownNames } from '#lib/model/questionnaires/known-names.ts';
import { noteKinds } from '#lib/readers/questionnaire/filled-sheet.ts';
import { questionnaireFaults } from '#lib/readers/questionnaire/questionnaire-error.ts';

/** To the worker that reads one questionnaire. */
export const questionnaireRequest = z.strictObject({
	file: z.instanceof(File),
	known: knownNames
});
export type QuestionnaireRequest = z.infer<typeof questionnaireRequest>;

const cells = z.record(z.string(), z.string());
const text = z.string();

const read = z.strictObject({
	kind: z.literal('read'),
	questionnaire: text,
	format: z.enum(['xlsx', 'yaml']),
	rows: z.int(),
	problems: z.array(
		z.strictObject({
			...{ sheet: text, cell: text, message: text, reason: z.enum(problemReasons) },
			...{ column: text.optional(), text: text.optional(), meant: text.optional() },
			row: z.int().optional()
		})
	),
	notes: z.array(
		z.strictObject({
			...{ kind: z.enum(noteKinds), sheet: text, cell: text },
			...{ name: text.optional(), meant: text.optional() }
		})
	),
	rejected: z.array(z.strictObject({ sheet: text, row: z.int(), cells, reasons: z.array(text) })),
	/** Undefined where too little is in order. */
	declared: z
		.strictObject({
			kind: z.enum(['register', 'framework', 'series']),
			id: text,
			/** As the files of `data/`. */
			yaml: text,
			/** Of a register its entries, of a framework or series itself. */
			entries: z.array(z.record(z.string(), z.unknown())),
			/** The numbers of a series. */
			values: z.array(z.record(z.string(), z.union([z.string(), z.number()])))
		})
		.optional()
});
export type QuestionnaireRead = z.infer<typeof read>;

/** From it: that it is there, how many rows it went through, what it read, or why it could not. */
export const questionnaireReply = z.discriminatedUnion('kind', [
	z.strictObject({ kind: z.literal('ready') }),
	z.strictObject({ kind: z.literal('progress'), rows: z.int() }),
	read,
	z.strictObject({ kind: z.literal('error'), fault: z.enum(questionnaireFaults), message: text })
]);
export type QuestionnaireReply = z.infer<typeof questionnaireReply>;
