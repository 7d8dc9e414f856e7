import { z } from 'zod';

/** To the reader worker: fetch this Parquet file and send these columns. */
export const readRequest = z.strictObject({
	id: z.int(),
	url: z.url(),
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
	z.strictObject({ kind: z.literal('error'), id: z.int(), message: z.string() })
]);
export type ReadReply = z.infer<typeof readReply>;
