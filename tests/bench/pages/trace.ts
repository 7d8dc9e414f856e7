import { z } from 'zod';

const event = z.object({
	...{ name: z.string(), ts: z.number(), pid: z.number(), tid: z.number() },
	args: z.looseObject({
		frame: z.string().optional(),
		data: z
			.looseObject({
				documentLoaderURL: z.string().optional(),
				score: z.number().optional(),
				had_recent_input: z.boolean().optional()
			})
			.optional()
	})
});
const trace = z.object({ traceEvents: z.array(z.looseObject({ name: z.string() })) });

/** What a reader waited for, in milliseconds from the start of the navigation. */
export interface Painting {
	/** First contentful paint. */
	readonly first: number;
	/** Largest contentful paint. */
	readonly largest: number;
	/** Sum of the layout shifts that nobody caused. */
	readonly shift: number;
}

const used = new Set([
	...['navigationStart', 'firstContentfulPaint', 'largestContentfulPaint::Candidate'],
	'LayoutShift'
]);

/**
 * What Chrome's own trace of a visit says, by the definitions of web.dev. Undefined where the trace of a
 * process that had just begun misses its start.
 */
export function paintingOf(bytes: Buffer, address: string): Painting | undefined {
	const { traceEvents } = trace.parse(JSON.parse(bytes.toString('utf8')));
	const events = traceEvents
		.filter(({ name }) => used.has(name))
		.flatMap((one) => event.safeParse(one).data ?? [])
		.sort((a, b) => a.ts - b.ts);
	const start = events.find(
		({ name, args }) => name === 'navigationStart' && args.data?.documentLoaderURL === address
	);
	if (!start) return undefined;
	const own = events.filter(({ pid, ts }) => pid === start.pid && ts >= start.ts);
	const since = ({ ts }: { ts: number }) => (ts - start.ts) / 1000;
	const painted = (wanted: string) =>
		own.filter(({ name, args }) => name === wanted && args.frame === start.args.frame);
	const first = painted('firstContentfulPaint')[0];
	const largest = painted('largestContentfulPaint::Candidate').at(-1);
	if (!first || !largest) return undefined;
	return {
		...{ first: since(first), largest: since(largest) },
		shift: own
			.filter(({ name, args }) => name === 'LayoutShift' && !args.data?.had_recent_input)
			.reduce((sum, { args }) => sum + (args.data?.score ?? 0), 0)
	};
}
