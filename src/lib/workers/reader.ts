import { columnsToIpc } from '#lib/engine/arrow-ipc.ts';
import { EngineError, isExhausted } from '#lib/engine/engine-error.ts';
import { type ReadReply, readRequest } from '#lib/engine/reader-messages.ts';
import { ReleaseFiles } from '#lib/engine/release-files.ts';
import { rowsWith } from '#lib/engine/rows-with.ts';

const files = new ReleaseFiles();
const post = (reply: ReadReply, transfer: Transferable[] = []) =>
	self.postMessage(reply, { transfer });

self.onmessage = async ({ data }: MessageEvent<unknown>) => {
	const { id, url, file, columns, only } = readRequest.parse(data);
	try {
		const table = await files.columns({ url, file, columns }, (loaded, total) =>
			post({ kind: 'progress', id, loaded, ...(total === undefined ? {} : { total }) })
		);
		if (only) return post({ kind: 'rows', id, rows: rowsWith(table, only) });
		const bytes = columnsToIpc(table.columns);
		post({ kind: 'ipc', id, bytes }, [bytes.buffer]);
	} catch (error) {
		post({ kind: 'error', id, ...told(error) });
	}
};

/** An error as a message: objects of classes do not cross. */
function told(error: unknown): Pick<ReadReply & { kind: 'error' }, 'fault' | 'message' | 'file'> {
	const message = error instanceof Error ? error.message : String(error);
	if (!(error instanceof EngineError))
		return { fault: isExhausted(error) ? 'memory' : 'data', message };
	return { fault: error.fault, message, ...(error.file ? { file: error.file } : {}) };
}
