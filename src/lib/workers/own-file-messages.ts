import { z } from 'zod';
import { concept } from '#lib/model/concept.ts';
import { ownDeclared, ownSummary } from '#lib/model/own-file-summary.ts';
import { ownDeclaration } from '#lib/model/own-file.ts';
import { ownFileFaults } from '#lib/readers/own-file/own-file-error.ts';

const id = z.int();

/** To the worker that holds the file somebody opened. */
export const ownFileRequest = z.discriminatedUnion('kind', [
	z.strictObject({ id, kind: z.literal('open'), file: z.instanceof(File) }),
	/** What the declaration makes of it. */
	z.strictObject({ id, kind: z.literal('declare'), declaration: ownDeclaration }),
	/** Columns of the typed table of the last declaration. */
	z.strictObject({ id, kind: z.literal('columns'), names: z.array(z.string()) }),
	/** The draft of a `survey.yaml` by a declaration, with concepts that may be proposed. */
	z.strictObject({
		...{ id, kind: z.literal('draft'), declaration: ownDeclaration },
		concepts: z.array(concept)
	})
]);
export type OwnFileRequest = z.infer<typeof ownFileRequest>;

/** From the worker: how far it read, what was asked for, or what went wrong. */
export const ownFileReply = z.discriminatedUnion('kind', [
	z.strictObject({ id, kind: z.literal('progress'), bytes: z.number(), rows: z.number() }),
	z.strictObject({ id, kind: z.literal('opened'), summary: ownSummary }),
	z.strictObject({ id, kind: z.literal('declared'), declared: ownDeclared }),
	z.strictObject({ id, kind: z.literal('ipc'), bytes: z.instanceof(Uint8Array) }),
	z.strictObject({
		...{ id, kind: z.literal('draft'), survey: z.string() },
		questions: z.string().optional()
	}),
	z.strictObject({
		...{ id, kind: z.literal('error'), message: z.string() },
		fault: z.enum(ownFileFaults)
	})
]);
export type OwnFileReply = z.infer<typeof ownFileReply>;
