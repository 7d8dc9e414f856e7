import { z } from 'zod';
import { concept } from '#lib/model/concept.ts';
import { locales } from '#lib/model/locales.ts';
import { ownDeclared, ownSummary } from '#lib/model/own-file-summary.ts';
import { ownDeclaration, ownReading } from '#lib/model/own-file.ts';
import { faultDetail, ownFileFaults } from '#lib/readers/own-file/own-file-error.ts';

const id = z.int();

/** To the worker that holds the file somebody opened. */
export const ownFileRequest = z.discriminatedUnion('kind', [
	z.strictObject({
		...{ id, kind: z.literal('open'), file: z.instanceof(File) },
		reading: ownReading
	}),
	/** What a declaration would make of it. */
	z.strictObject({ id, kind: z.literal('check'), declaration: ownDeclaration }),
	/** What the declaration makes of it; its columns are given out from now on. */
	z.strictObject({ id, kind: z.literal('declare'), declaration: ownDeclaration }),
	/** Columns of the typed table of the last declaration. */
	z.strictObject({ id, kind: z.literal('columns'), names: z.array(z.string()) }),
	/** The draft of a `survey.yaml` by a declaration: `concepts` may be proposed, `own` are the file's. */
	z.strictObject({
		...{ id, kind: z.literal('draft'), declaration: ownDeclaration },
		...{ concepts: z.array(concept), own: z.array(concept) },
		...{ locale: z.enum(locales), note: z.string().optional() }
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
		concepts: z.array(z.strictObject({ id: z.string(), text: z.string() })),
		questions: z.string().optional()
	}),
	z.strictObject({
		...{ id, kind: z.literal('error'), message: z.string() },
		fault: z.enum(ownFileFaults),
		detail: faultDetail
	})
]);
export type OwnFileReply = z.infer<typeof ownFileReply>;
