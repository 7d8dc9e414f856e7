import { columnsToIpc } from '#lib/engine/arrow-ipc.ts';
import { fetchBytes } from '#lib/engine/fetch-bytes.ts';
import { type ReadReply, readRequest } from '#lib/engine/reader-messages.ts';
import { rowsWith } from '#lib/engine/rows-with.ts';
import { parquetColumns } from '#lib/readers/parquet/parquet.ts';

const files = new Map<string, Promise<ArrayBuffer>>();
const post = (reply: ReadReply, transfer: Transferable[] = []) =>
	self.postMessage(reply, { transfer });

self.onmessage = async ({ data }: MessageEvent<unknown>) => {
	const { id, url, columns, only } = readRequest.parse(data);
	try {
		const report = (loaded: number, total: number | undefined) =>
			post({ kind: 'progress', id, loaded, ...(total === undefined ? {} : { total }) });
		const file = files.get(url) ?? fetchBytes(url, report);
		files.set(url, file);
		const table = await parquetColumns(await file, columns);
		if (only) return post({ kind: 'rows', id, rows: rowsWith(table, only) });
		const bytes = columnsToIpc(table.columns);
		post({ kind: 'ipc', id, bytes }, [bytes.buffer]);
	} catch (error) {
		files.delete(url);
		post({ kind: 'error', id, message: error instanceof Error ? error.message : String(error) });
	}
};
