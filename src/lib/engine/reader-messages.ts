import { z } from 'zod';
import { releaseFile } from '#lib/model/manifest.ts';
import { engineFault, faultyFile } from './engine-error.ts';

/** To the reader worker: fetch this Parquet file and send these columns. */
export const readRequest = z.strictObject({
	id: z.int(),
	url: z.url(),
	/** What the release says that the file is; absent: nothing is known of it. */
	file: releaseFile.optional(),
	columns: z.array(z.string()).min(1),
	/** Only the rows that have this value, as plain objects; absent: all of them, as Arrow. */
	only: z.strictObject({ column: z.string(), value: z.string() }).optional()
});
export type ReadRequest = z.infer<typeof readRequest>;

/** From the reader worker: bytes so far, the columns as an Arrow IPC stream, the rows, or what went wrong. */
export const readReply = z.discriminatedUnion('kind', [
	z.strictObject({
		kind: z.literal('progress'),
		id: z.int(),
		loaded: z.number(),
		total: z.number().optional()
	}),
	z.strictObject({ kind: z.literal('ipc'), id: z.int(), bytes: z.instanceof(Uint8Array) }),
	z.strictObject({
		kind: z.literal('rows'),
		id: z.int(),
		rows: z.array(z.record(z.string(), z.unknown()))
	}),
	z.strictObject({
		kind: z.literal('error'),
		id: z.int(),
		fault: engineFault,
		message: z.string(),
		file: faultyFile.optional()
	})
]);
export type ReadReply = z.infer<typeof readReply>;
