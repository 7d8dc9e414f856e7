import { type BaselineFrame, type FrameDimension, isOld } from './baseline-frame.ts';
import type { EstimateRow } from './estimate-row.ts';
import { qualityLabel } from './quality-profile.ts';

/**
 * What there is of an indicator in a place. withheld: it was asked, and no figure of it can be shown,
 * to protect people or because it is not reliable. asked: a survey of the place asked for it, and the
 * release has no figure of it. missing: no survey that is known here asked for it.
 */
export type GapState = 'present' | 'stale' | 'withheld' | 'asked' | 'missing';

export interface BoardEntry {
	/** An indicator, or what has none yet (`gap`). */
	readonly id: string;
	readonly gap: FrameDimension['gaps'][number] | undefined;
	readonly state: GapState;
	/** The latest figure that is shown, or the latest word that stands in its place. */
	readonly latest: EstimateRow | undefined;
}

export interface BoardDimension {
	readonly dimension: FrameDimension;
	readonly entries: readonly BoardEntry[];
}

const weak: readonly string[] = [
	qualityLabel.enum.unreliable,
	qualityLabel.enum.suppress,
	qualityLabel.enum.review
];

/** Whether a row has a number that may stand on its own; others show their word. */
export const isShown = ({
	estimate,
	suppressed,
	quality
}: Pick<EstimateRow, 'estimate' | 'suppressed' | 'quality'>): boolean =>
	estimate !== null && !suppressed && !weak.includes(quality);

type Ended = Pick<EstimateRow, 'fieldwork_end' | 'source'>;

/** By the end of the fieldwork, and by survey where two ended on one day. */
export function byEnd(a: Ended, b: Ended): number {
	const [one, other] = [a, b].map((row) => `${row.fieldwork_end} ${row.source}`) as [
		string,
		string
	];
	return one < other ? -1 : Number(one > other);
}

/** The latest figure of an indicator that is shown, else the latest of which only the word is. */
export function latestRow(rows: readonly EstimateRow[]): EstimateRow | undefined {
	const inTime = rows.toSorted(byEnd);
	return inTime.findLast(isShown) ?? inTime.at(-1);
}

/** The state of what is known by its latest row, on a day; the rhythm is in months. */
export function gapState(
	latest: EstimateRow | undefined,
	dated: { readonly on: string; readonly rhythm: number }
): Exclude<GapState, 'asked'> {
	if (!latest) return 'missing';
	if (!isShown(latest)) return 'withheld';
	return isOld(latest.fieldwork_end, dated) ? 'stale' : 'present';
}

interface GapOptions {
	/** Of the release. */
	readonly on: string;
	/** Whether a survey of the place asked for an indicator, as far as the question bank knows. */
	readonly isAsked: (indicator: string) => boolean;
}

/**
 * Every indicator of the frame and everything it has no indicator for, with what the figures of one
 * place, of all its people, say of it on a day.
 */
export function gapBoard(
	frame: BaselineFrame,
	figures: readonly EstimateRow[],
	{ on, isAsked }: GapOptions
): BoardDimension[] {
	return frame.dimensions.map((dimension) => {
		const measured = dimension.indicators.map((id): BoardEntry => {
			const latest = latestRow(figures.filter(({ indicator }) => indicator === id));
			const state = gapState(latest, { on, rhythm: dimension.rhythm });
			return {
				...{ id, gap: undefined, latest },
				state: state === 'missing' && isAsked(id) ? 'asked' : state
			};
		});
		const gaps = dimension.gaps.map((gap): BoardEntry => {
			return { id: gap.id, gap, state: 'missing', latest: undefined };
		});
		return { dimension, entries: [...measured, ...gaps] };
	});
}

/** How many entries of a board are in each state. */
export function gapCounts(board: readonly BoardDimension[]): Record<GapState, number> {
	const counts = { present: 0, stale: 0, withheld: 0, asked: 0, missing: 0 };
	for (const { entries } of board) for (const { state } of entries) counts[state] += 1;
	return counts;
}
