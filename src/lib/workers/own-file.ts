import { contentDigest, contentHash } from '#lib/engine/content-hash.ts';
import { DataError } from '#lib/errors.ts';
import { columnsToIpc } from '#lib/engine/arrow-ipc.ts';
import type { OwnDeclaration } from '#lib/model/own-file.ts';
import { type OwnFile, openOwnFile } from '#lib/readers/own-file/open-own-file.ts';
import { ownColumns } from '#lib/readers/own-file/own-columns.ts';
import { ownConcepts } from '#lib/readers/own-file/own-concepts.ts';
import { ownDeclared } from '#lib/readers/own-file/own-declared.ts';
import { ownDraft } from '#lib/readers/own-file/own-draft.ts';
import { detailOf, faultOf } from '#lib/readers/own-file/own-file-error.ts';
import { inspectedOwn, ownSummary } from '#lib/readers/own-file/own-summary.ts';
import { type OwnFileReply, type OwnFileRequest, ownFileRequest } from './own-file-messages.ts';

interface Held {
	readonly source: File;
	readonly own: OwnFile;
	declaration?: OwnDeclaration;
}

/** One worker, one file. */
let held: Held | undefined;

const post = (reply: OwnFileReply, transfer: Transferable[] = []) =>
	self.postMessage(reply, { transfer });

self.onmessage = async ({ data }: MessageEvent<unknown>) => {
	const request = ownFileRequest.parse(data);
	const { id } = request;
	try {
		const reply = await replyTo(request);
		post(reply, reply.kind === 'ipc' ? [reply.bytes.buffer] : []);
	} catch (error) {
		const message = error instanceof Error ? error.message : String(error);
		post({ id, kind: 'error', fault: faultOf(error), message, detail: detailOf(error) });
	}
};

async function replyTo(request: OwnFileRequest): Promise<OwnFileReply> {
	const { id } = request;
	if (request.kind === 'open') return opened(request);
	const { source, own, declaration } = openedFile();
	const { table } = own;
	if (request.kind === 'check')
		return { id, kind: 'declared', declared: ownDeclared(table, request.declaration) };
	if (request.kind === 'declare') {
		openedFile().declaration = request.declaration;
		return { id, kind: 'declared', declared: ownDeclared(table, request.declaration) };
	}
	if (request.kind === 'columns') {
		if (!declaration) throw new DataError('nothing is declared of this file');
		const uses = ownConcepts(table, declaration);
		const bytes = columnsToIpc(ownColumns(request.names, { table, declaration, uses }));
		return { id, kind: 'ipc', bytes };
	}
	const { declaration: drafted, concepts, own: made, locale, note } = request;
	const sha256 = await hashOf(source);
	const draft = await ownDraft(own, {
		...{ declaration: drafted, sha256, concepts, own: made, locale, note }
	});
	const { survey, questions } = draft;
	return {
		...{ id, kind: 'draft', survey, concepts: [...draft.concepts] },
		...(questions !== undefined && { questions })
	};
}

function openedFile(): Held {
	if (!held) throw new DataError('no file is open');
	return held;
}

type OpenRequest = Extract<OwnFileRequest, { kind: 'open' }>;

/** Told at most ten times a second: a message for every piece would slow the reading down. */
const leastMilliseconds = 100;

async function opened({ id, file, reading }: OpenRequest): Promise<OwnFileReply> {
	let told = 0;
	const report = (bytes: number, rows: number) => {
		const now = performance.now();
		if (now - told < leastMilliseconds) return;
		told = now;
		post({ id, kind: 'progress', bytes, rows });
	};
	const own = await openOwnFile(file, { name: file.name, report, reading });
	const content = await hashOfPieces(file);
	held = { source: file, own };
	return { id, kind: 'opened', summary: ownSummary(own, inspectedOwn(own).columns, content) };
}

const bytesOf = async (blob: Blob) => new Uint8Array(await blob.arrayBuffer());

const pieceBytes = 2 ** 25;

/** A hash of the hashes of its pieces: the file is never in memory whole. */
async function hashOfPieces(file: File): Promise<string> {
	const digests: Uint8Array<ArrayBuffer>[] = [];
	for (let at = 0; at < file.size; at += pieceBytes)
		digests.push(await contentDigest(await bytesOf(file.slice(at, at + pieceBytes))));
	return contentHash(await bytesOf(new Blob(digests)));
}

/** Larger files are hashed by whoever declares them: a browser hashes in one piece. */
const mostHashed = 500_000_000;

async function hashOf(file: File): Promise<string | undefined> {
	if (file.size > mostHashed) return undefined;
	return contentHash(await bytesOf(file));
}
