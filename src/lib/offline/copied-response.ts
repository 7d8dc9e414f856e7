import { askedRange } from '#lib/readers/asked-range.ts';

/** A page or file as it is kept: when it was taken, what it is called, what it has to be. */
export interface CopyFacts {
	/** ISO 8601. */
	readonly taken: string;
	readonly title?: string | undefined;
	/** In base64. */
	readonly sha256?: string | undefined;
}

const names = { taken: 'x-copy-taken', title: 'x-copy-title', sha256: 'x-copy-sha256' } as const;

/** Only a whole answer of this host that nobody forbade to keep. */
export function isKeepable({ status, type, redirected, headers }: Response): boolean {
	const has = (name: string, word: string) =>
		(headers.get(name) ?? '').toLowerCase().includes(word);
	return (
		status === 200 &&
		type !== 'opaque' &&
		!redirected &&
		!has('cache-control', 'no-store') &&
		headers.get('vary') !== '*'
	);
}

/** Hosts that have no such file often send a page instead. */
export const isPage = ({ headers }: Response): boolean =>
	headers.get('content-type')?.startsWith('text/html') ?? false;

/** A response to be kept. The body is unpacked by now, whatever the headers said of it. */
export function copied(text: BodyInit, headers: Headers, facts: CopyFacts): Response {
	const kept = new Headers(headers);
	for (const name of ['content-encoding', 'content-length', 'set-cookie']) kept.delete(name);
	for (const [fact, name] of Object.entries(names)) {
		const value = facts[fact as keyof CopyFacts];
		if (value !== undefined) kept.set(name, encodeURIComponent(value));
	}
	return new Response(text, { headers: kept });
}

export function factsOf({ headers }: Response): CopyFacts {
	const fact = (name: string) => {
		const value = headers.get(name);
		return value === null ? undefined : decodeURIComponent(value);
	};
	const { taken, title, sha256 } = names;
	return { taken: fact(taken) ?? '', title: fact(title), sha256: fact(sha256) };
}

/** The newer of two copies of a page. */
export function newer(one: Response | undefined, other: Response | undefined) {
	if (!one || !other) return one ?? other;
	return factsOf(one).taken < factsOf(other).taken ? other : one;
}

/** What a kept file answers: to a question without a body, for some of its bytes, or as a whole. */
export async function answerOf(
	kept: Response,
	{ method, headers }: Pick<Request, 'method' | 'headers'>
): Promise<Response> {
	if (method === 'HEAD') return new Response(null, { headers: kept.headers });
	const range = headers.get('range');
	if (range === null) return kept;
	const whole = await kept.blob();
	const asked = askedRange(range, whole.size);
	if (asked === undefined) return new Response(whole, { headers: kept.headers });
	const of = new Headers(kept.headers);
	for (const name of ['content-encoding', 'content-length']) of.delete(name);
	if (asked === 'none') {
		of.set('content-range', `bytes */${whole.size}`);
		return new Response(null, { status: 416, headers: of });
	}
	const { start, end } = asked;
	of.set('content-range', `bytes ${start}-${end - 1}/${whole.size}`);
	of.set('content-length', String(end - start));
	return new Response(whole.slice(start, end), { status: 206, headers: of });
}
