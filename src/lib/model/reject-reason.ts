import { z } from 'zod';
import { conceptId, slug, unitId } from './identifiers.ts';

/** What is wrong with the quotes or the line ends of a record. */
export const textDefect = z.enum(['text-after-quote', 'lone-line-end']);
export type TextDefect = z.infer<typeof textDefect>;

/** Why something of a source file could not be used as it is; the report has no other words for it. */
export const rejectReason = z.discriminatedUnion('code', [
	/** A record that has not as many fields as the file has columns. */
	z.strictObject({
		code: z.literal('other-fields'),
		fields: z.int().nonnegative(),
		columns: z.int().nonnegative()
	}),
	z.strictObject({ code: textDefect }),
	/** A character that is zero, or half of one: no text of a database can hold it. */
	z.strictObject({ code: z.literal('unwritable'), column: z.string() }),
	z.strictObject({ code: z.literal('repeated-key') }),
	/** A row that belongs to no row of the file that it joins, which is named by its id. */
	z.strictObject({ code: z.literal('unknown-key'), file: slug }),
	z.strictObject({ code: z.literal('undeclared-code'), concept: conceptId }),
	z.strictObject({ code: z.literal('out-of-range'), concept: conceptId }),
	z.strictObject({ code: z.literal('no-positive-weight'), unit: unitId })
]);
export type RejectReason = z.infer<typeof rejectReason>;

/** What an error or a list of rejects says of the text of a record, after "it holds". */
export const textDefects = {
	'text-after-quote': 'text after a closing quote',
	'lone-line-end': 'a carriage return or line feed alone'
} as const satisfies Record<TextDefect, string>;

/** The reason for whoever corrects the file: in English, as all errors are; pages have words of their own. */
export function rejectReasonText(reason: RejectReason): string {
	switch (reason.code) {
		case 'other-fields': {
			const { fields, columns } = reason;
			return `${fields} ${fields === 1 ? 'field' : 'fields'}, the header has ${columns}`;
		}
		case 'text-after-quote':
		case 'lone-line-end':
			return textDefects[reason.code];
		case 'unwritable':
			return `${reason.column} holds a character that is zero, or half of one`;
		case 'repeated-key':
			return 'key stands in an earlier line';
		case 'unknown-key':
			return `no such key in ${reason.file}`;
		case 'undeclared-code':
			return `code not declared for ${reason.concept}`;
		case 'out-of-range':
			return `not in the declared range of ${reason.concept}`;
		case 'no-positive-weight':
			return `weight of the ${reason.unit} is not a positive number`;
	}
}
