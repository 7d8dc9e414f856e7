import { DataError } from '#lib/errors.ts';

export type ReportBytes = (loaded: number, total: number | undefined) => void;

/** A whole file of the own origin, with its progress. The total is unknown when it is compressed. */
export async function fetchBytes(url: string, report: ReportBytes): Promise<ArrayBuffer> {
	const response = await fetch(url);
	if (!response.ok || !response.body) throw new DataError(`${response.status} for ${url}`);
	const encoded = response.headers.has('content-encoding');
	const length = Number(response.headers.get('content-length') ?? NaN);
	const total = encoded || Number.isNaN(length) ? undefined : length;
	const pieces: Uint8Array<ArrayBuffer>[] = [];
	const reader = response.body.getReader();
	let loaded = 0;
	for (let next = await reader.read(); !next.done; next = await reader.read()) {
		pieces.push(next.value);
		loaded += next.value.length;
		report(loaded, total);
	}
	return new Blob(pieces).arrayBuffer();
}
