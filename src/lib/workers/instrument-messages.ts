import { z } from 'zod';
import { instrumentFaults } from '#lib/readers/instrument/instrument-error.ts';
import { instrumentReading } from '#lib/readers/instrument/instrument-reading.ts';

/** To the worker that reads one file of a questionnaire that somebody is making. */
export const instrumentRequest = z.strictObject({ file: z.instanceof(File) });

/** From it: that it is there, what it read, or why it could not. */
export const instrumentReply = z.discriminatedUnion('kind', [
	z.strictObject({ kind: z.literal('ready') }),
	z.strictObject({ kind: z.literal('read'), reading: instrumentReading }),
	z.strictObject({
		kind: z.literal('error'),
		fault: z.enum(instrumentFaults),
		message: z.string()
	})
]);
export type InstrumentReply = z.infer<typeof instrumentReply>;
