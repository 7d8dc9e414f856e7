import { EngineError } from '#lib/engine/engine-error.ts';
import { DataError } from '#lib/errors.ts';
import { type FoundParts, type ImpactRequest, impactReply } from './impact-messages.ts';
import { impactWorker } from './impact-worker.ts';

/** How far it is: 0 to 1. */
export type ReportShare = (share: number) => void;

/**
 * Evaluates in a worker, which ends with the answer or with `signal`. @throws DataError where the data do
 * not carry the design, EngineError where the panel could not be had or the worker stopped.
 */
export function evaluatedElsewhere(
	request: ImpactRequest,
	{ signal, report }: { readonly signal: AbortSignal; readonly report: ReportShare }
): Promise<FoundParts> {
	return new Promise((resolve, reject) => {
		const worker = impactWorker();
		const end = (settle: () => void) => {
			worker.terminate();
			signal.removeEventListener('abort', cancel);
			settle();
		};
		const cancel = () => end(() => reject(new DOMException('cancelled', 'AbortError')));
		signal.addEventListener('abort', cancel);
		worker.onerror = ({ message }) => end(() => reject(new EngineError('stopped', message)));
		worker.onmessage = ({ data }: MessageEvent<unknown>) => {
			const parsed = impactReply.safeParse(data);
			if (!parsed.success) {
				end(() => reject(new EngineError('data', parsed.error.message)));
				return;
			}
			const reply = parsed.data;
			if (reply.kind === 'progress') report(reply.done / reply.total);
			if (reply.kind === 'found') end(() => resolve(reply.found));
			if (reply.kind === 'refused') end(() => reject(new DataError(reply.message)));
			if (reply.kind === 'error') {
				const { fault, message, file } = reply;
				end(() => reject(new EngineError(fault, message, { file })));
			}
		};
		worker.postMessage(request);
	});
}
