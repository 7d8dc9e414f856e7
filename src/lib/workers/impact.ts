import { EngineError, isExhausted } from '#lib/engine/engine-error.ts';
import { ReleaseFiles } from '#lib/engine/release-files.ts';
import { DataError } from '#lib/errors.ts';
import { bootstrapOf, withSettings } from '#lib/impact/evaluation/changed-settings.ts';
import { evaluate } from '#lib/impact/evaluation/evaluate.ts';
import {
	numberColumns,
	publishedTable,
	ringColumn,
	textColumns
} from '#lib/impact/evaluation/published-columns.ts';
import {
	type ImpactReply,
	type ImpactRequest,
	foundParts,
	impactRequest
} from './impact-messages.ts';

const files = new ReleaseFiles();
const post = (reply: ImpactReply) => self.postMessage(reply);

self.onmessage = async ({ data }: MessageEvent<unknown>) => {
	try {
		post({ kind: 'found', found: foundParts.parse(await found(impactRequest.parse(data))) });
	} catch (error) {
		post(told(error));
	}
};

async function found({ url, file, ring, programme, settings }: ImpactRequest) {
	const { design } = programme;
	if (design.kind !== 'panel') throw new DataError(`no settings to change in: ${design.kind}`);
	const declared = { ...programme, design, files: [] };
	const columns = [
		...textColumns(declared),
		...numberColumns(declared),
		...(ring ? [ringColumn] : [])
	];
	const read = await files.columns({ url, file, columns }, (loaded, total) =>
		post({ kind: 'loading', loaded, ...(total === undefined ? {} : { total }) })
	);
	const published = publishedTable(programme.id, design.table.unit, read.columns);
	const { arms, ...parts } = evaluate(withSettings(declared, settings), {
		tables: new Map([[design.table.file, published.table]]),
		// The table of neighbours is not published: without the column nobody lies in the ring.
		ring: published.ring ?? new Map(),
		bootstrap: bootstrapOf(settings),
		progress: (done, total) => post({ kind: 'progress', done, total })
	});
	return parts;
}

/** An error as a message: objects of classes do not cross. */
function told(error: unknown): ImpactReply {
	const message = error instanceof Error ? error.message : String(error);
	if (error instanceof DataError) return { kind: 'refused', message };
	if (!(error instanceof EngineError))
		return { kind: 'error', fault: isExhausted(error) ? 'memory' : 'data', message };
	const { fault, file } = error;
	return { kind: 'error', fault, message, ...(file ? { file } : {}) };
}
