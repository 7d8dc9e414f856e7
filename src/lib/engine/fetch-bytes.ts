import type { ByteRange } from '#lib/readers/byte-ranges.ts';
import { EngineError, type EngineFault } from './engine-error.ts';

export type ReportBytes = (loaded: number, total: number | undefined) => void;

export interface FetchOptions {
	/** What the file is called in an error. */
	readonly path: string;
	/** Bytes of this response so far; the total where the host says it. */
	readonly report: ReportBytes;
	/** Only these bytes, if the host can give some. */
	readonly range?: ByteRange;
	/** Past every cache: what it keeps may be what was wrong. */
	readonly anew?: boolean;
	readonly signal?: AbortSignal;
	/** Milliseconds without a byte until a download counts as broken. Defaults to 60,000. */
	readonly patience?: number;
}

export interface Fetched {
	readonly bytes: Uint8Array<ArrayBuffer>;
	/** False: the range that was asked for. */
	readonly isWhole: boolean;
}

/** Bytes of a file of the own origin. */
export async function fetchBytes(url: string, options: FetchOptions): Promise<Fetched> {
	const { path, range, anew = false, patience = 60_000, signal } = options;
	const silence = silenceAfter(patience, signal);
	const init: RequestInit = {
		...(range ? { headers: { range: `bytes=${range.start}-${range.end - 1}` } } : {}),
		...(anew ? { cache: 'reload' } : {}),
		signal: silence.signal
	};
	try {
		const response = await fetch(url, init);
		const fault = faultOf(response);
		const { body, headers, status } = response;
		if (fault || !body)
			throw new EngineError(fault ?? 'file-refused', `${path}: status ${status}`, {
				file: { path }
			});
		const bytes = await bodyOf({ body, headers }, options.report, silence.heard);
		return { bytes, isWhole: status !== 206 };
	} catch (cause) {
		signal?.throwIfAborted();
		if (cause instanceof EngineError) throw cause;
		throw new EngineError('file-unreachable', `${path}: ${String(cause)}`, {
			...{ cause, file: { path } }
		});
	} finally {
		silence.end();
	}
}

/** Many hosts answer a page of theirs where there is no file. */
function faultOf({ ok, status, headers }: Response): EngineFault | undefined {
	if (status === 404 || status === 410) return 'file-missing';
	// The file ends before the bytes that were asked for.
	if (status === 416) return 'file-cut';
	if (!ok) return 'file-refused';
	return headers.get('content-type')?.startsWith('text/html') ? 'file-missing' : undefined;
}

interface Body extends Pick<Response, 'headers'> {
	readonly body: NonNullable<Response['body']>;
}

async function bodyOf(
	{ body, headers }: Body,
	report: ReportBytes,
	heard: () => void
): Promise<Uint8Array<ArrayBuffer>> {
	const length = Number(headers.get('content-length') ?? NaN);
	const isPacked = headers.has('content-encoding');
	const total = isPacked || Number.isNaN(length) ? undefined : length;
	const pieces: Uint8Array<ArrayBuffer>[] = [];
	const reader = body.getReader();
	let loaded = 0;
	for (let next = await reader.read(); !next.done; next = await reader.read()) {
		heard();
		pieces.push(next.value);
		loaded += next.value.length;
		report(loaded, total);
	}
	return new Uint8Array(await new Blob(pieces).arrayBuffer());
}

/** Ends a download that says nothing for so long, or that nobody waits for any more. */
function silenceAfter(patience: number, withdrawn: AbortSignal | undefined) {
	const controller = new AbortController();
	const stop = () => controller.abort(new Error(`nothing came for ${patience} ms`));
	const withdraw = () => controller.abort(withdrawn?.reason);
	withdrawn?.addEventListener('abort', withdraw);
	let timer = setTimeout(stop, patience);
	return {
		signal: controller.signal,
		heard: () => {
			clearTimeout(timer);
			timer = setTimeout(stop, patience);
		},
		end: () => {
			clearTimeout(timer);
			withdrawn?.removeEventListener('abort', withdraw);
		}
	};
}
