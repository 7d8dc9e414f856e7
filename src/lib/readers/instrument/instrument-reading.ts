import { z } from 'zod';
import { faultKinds } from '#lib/model/instrument/instrument-faults.ts';
import { instrument } from '#lib/model/instrument/instrument.ts';

/** What is wrong with a thing that was read; the first are those of the instrument itself. */
const importReasons = [
	...faultKinds,
	...(['unknown-type', 'form', 'name-changed', 'left-out', 'namespace', 'no-wording'] as const),
	...(['unknown-field-type', 'value'] as const)
] as const;

/** One thing wrong, by the place where it is corrected. */
const importProblem = z.strictObject({
	reason: z.enum(importReasons),
	/** Of a workbook. */
	sheet: z.string().optional(),
	/** Of a sheet, or the line of a document. */
	row: z.int().optional(),
	column: z.string().optional(),
	/** Of a document of JSON: such as `resources[0].schema.fields[2]`. */
	path: z.string().optional(),
	/** The name or the value that is meant. */
	what: z.string(),
	/** In English, for whoever repairs the file by program. */
	message: z.string()
});
export type ImportProblem = z.infer<typeof importProblem>;

const importFormats = ['xlsform', 'ddi', 'data-package'] as const;
export type ImportFormat = (typeof importFormats)[number];

/** An instrument that was read, and everything about the file that was not in order. */
export const instrumentReading = z.strictObject({
	format: z.enum(importFormats),
	instrument,
	problems: z.array(importProblem),
	/** Elements, columns and the like that an instrument has no place for, and how many of each. */
	ignored: z.array(z.tuple([z.string(), z.int()]))
});
export type InstrumentReading = z.infer<typeof instrumentReading>;
