import type { BoardChange, TileData } from '#lib/model/boards/board-page.ts';
import type { BoardSignal } from '#lib/stats/series/board-signals.ts';
import { mannKendall } from '#lib/stats/series/mann-kendall.ts';
import { seriesSignal } from '#lib/stats/series/series-signal.ts';
import { smallestDetectableChange } from '#lib/stats/series/survey-change.ts';
import type { TTest } from '#lib/stats/contrasts/contrast-test.ts';
import { stepOf } from './period-days.ts';
import type { TilePoint } from './tile-points.ts';

/** A difference with its limits, and from when to when. */
export interface Difference {
	readonly value: number;
	readonly lower: number | undefined;
	readonly upper: number | undefined;
	readonly from: string;
	readonly to: string;
}

export type ChangeRule = 'survey' | 'xmr' | 'mann-kendall' | 'effect';

/** What can be said of a change; an arrow stands only at one that is clear. */
export type TileChange =
	| {
			readonly kind: 'clear';
			readonly direction: 'up' | 'down';
			readonly isGood: boolean | undefined;
			readonly rule: ChangeRule;
			readonly difference: Difference | undefined;
	  }
	| {
			readonly kind: 'no-clear-change';
			readonly rule: ChangeRule;
			readonly difference: Difference | undefined;
			/** That could have been detected; undefined: nobody can say. */
			readonly smallest: number | undefined;
	  }
	| { readonly kind: 'too-short'; readonly points: number; readonly needed: number }
	/** The rule that decided, where there is one. */
	| { readonly kind: 'not-comparable'; readonly rule: string }
	| { readonly kind: 'not-tested'; readonly reason: NotTested };

export type NotTested =
	'no-data' | 'one-point' | 'not-declared' | 'precision' | 'trends-differ' | 'counted' | 'no-error';

type Direction = 'up' | 'down' | 'none';

/** Good or bad where a way is wanted; the arrow never depends on it. */
export const isGood = (change: 'up' | 'down', wanted: Direction): boolean | undefined =>
	wanted === 'none' ? undefined : change === wanted;

/** The test of a survey change, as the release has it; undefined where there is none. */
export function surveyTest(data: TileData | null): TTest | undefined {
	const change = data?.kind === 'indicator' || data?.kind === 'baseline' ? data.change : null;
	if (change === null || change.verdict === 'not-comparable') return undefined;
	const { difference: estimate, standardError, df, pValue: p, lower, upper } = change;
	if (estimate === null || standardError === null || df === null || p === null) return undefined;
	if (lower === null || upper === null || !(standardError > 0)) return undefined;
	return {
		estimate,
		standardError,
		df,
		p,
		t: estimate / standardError,
		interval: { lower, upper }
	};
}

interface Asked {
	readonly direction: Direction;
	readonly points: readonly TilePoint[];
}

/** Between two waves, by the false-discovery rate of the whole board. */
export function surveyChange(
	change: BoardChange | null,
	{ points, direction, signal }: Asked & { readonly signal: BoardSignal | undefined }
): TileChange {
	const last = points.at(-1);
	if (!last) return { kind: 'not-tested', reason: 'no-data' };
	if (change?.verdict === 'not-comparable') return { kind: 'not-comparable', rule: change.rule };
	if (points.length === 1) return { kind: 'not-tested', reason: 'one-point' };
	if (change === null) return { kind: 'not-tested', reason: 'not-declared' };
	if (signal === undefined || change.difference === null)
		return { kind: 'not-tested', reason: 'precision' };
	const day = (survey: string) => points.find(({ of }) => of === survey)?.on ?? '';
	const difference: Difference = {
		...{ value: change.difference, lower: change.lower ?? undefined },
		...{ upper: change.upper ?? undefined, from: day(change.against), to: day(change.of) }
	};
	return signal.kind === 'clear'
		? {
				...{ kind: 'clear', direction: signal.direction, rule: 'survey', difference },
				isGood: isGood(signal.direction, direction)
			}
		: { kind: 'no-clear-change', rule: 'survey', difference, smallest: signal.smallest };
}

const cycles: Readonly<Record<string, number>> = { month: 12, quarter: 4 };

/** Of a series, by its limits and its trend; nothing before a break and nothing in progress counts. */
export function seriesChange(
	data: Extract<TileData, { kind: 'series' }>,
	{ points, direction }: Asked
): TileChange {
	const counted = points.filter(({ isPartial, on }) => !isPartial && on !== '');
	if (counted.length === 0)
		return { kind: 'not-tested', reason: points.length > 0 ? 'one-point' : 'no-data' };
	if (data.value.precision === 'not-published') return { kind: 'not-tested', reason: 'no-error' };
	const cycle = cycles[data.frequency];
	const breakAfter = counted.findLastIndex(({ isBreak }) => isBreak) - 1;
	const found = seriesSignal(
		counted.map(({ period, value }) => ({ at: stepOf(period), value })),
		{ ...(cycle === undefined ? {} : { cycle }), breakAfter: Math.max(-1, breakAfter) }
	);
	if (found.kind === 'too-short') return found;
	const own = counted.slice(Math.max(0, breakAfter + 1));
	const difference = found.rule === 'mann-kendall' && cycle === undefined ? trend(own) : undefined;
	return found.kind === 'clear'
		? {
				...{ kind: 'clear', direction: found.direction, rule: found.rule, difference },
				isGood: isGood(found.direction, direction)
			}
		: { kind: 'no-clear-change', rule: found.rule, difference, smallest: found.smallest };
}

/** The Theil-Sen line from the first point to the last. */
function trend(points: readonly TilePoint[]): Difference | undefined {
	const [first, last] = [points[0], points.at(-1)];
	if (!first || !last || points.length < 3) return undefined;
	const times = points.map(({ period }) => stepOf(period));
	const { slope, interval } = mannKendall(
		points.map(({ value }) => value),
		{ times }
	);
	const span = times[times.length - 1]! - times[0]!;
	return {
		value: slope * span,
		lower: interval && interval.lower * span,
		upper: interval && interval.upper * span,
		...{ from: first.on, to: last.on }
	};
}

/** Of a programme: what its evaluation found, which has its own rules. */
export function effectChange({ entry }: Extract<TileData, { kind: 'programme' }>): TileChange {
	const { effect, verdict, outcome } = entry;
	if (effect.kind !== 'effect') return { kind: 'not-tested', reason: 'no-data' };
	const level = effect.scale === 'ratio' ? 1 : 0;
	switch (verdict) {
		case 'better':
		case 'worse':
		case 'changed': {
			const direction = effect.estimate > level ? 'up' : 'down';
			return {
				...{ kind: 'clear', direction, rule: 'effect', difference: undefined },
				isGood: isGood(direction, outcome.direction)
			};
		}
		case 'no-clear-change': {
			const { standardError } = effect;
			const smallest =
				standardError === null || effect.scale === 'ratio'
					? undefined
					: smallestDetectableChange({ standardError });
			return { kind: 'no-clear-change', rule: 'effect', difference: undefined, smallest };
		}
		case 'trends-differ':
			return { kind: 'not-tested', reason: 'trends-differ' };
		case 'refused':
			return { kind: 'not-tested', reason: 'no-data' };
	}
}
