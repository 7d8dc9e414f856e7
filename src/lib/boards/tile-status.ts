import type { BoardThresholds } from '#lib/model/boards/board-target.ts';
import { tInterval } from '#lib/stats/intervals/t-interval.ts';
import { type Expected, type Way, expectedOn, targetOf } from './target-path.ts';
import type { TilePoint } from './tile-points.ts';

export type StatusCode =
	| 'on-track'
	| 'accelerate'
	| 'off-track'
	| 'no-clear-change'
	| 'too-uncertain'
	| 'no-data'
	| 'not-stated';

/** Why a status is not one of the way, or what there is to add to it. */
export type StatusReason =
	| ''
	| 'target-not-stated'
	| 'date-not-stated'
	| 'not-yet-due'
	| 'no-direction'
	| 'activity'
	| 'effect'
	| 'nothing-reported'
	| 'not-measured-since'
	| 'one-point'
	| 'break'
	| 'error-not-told'
	| 'precision'
	| 'suppressed'
	| 'not-reliable'
	| 'met-late'
	| 'straddles'
	| 'trends-differ';

export interface TileStatus {
	readonly code: StatusCode;
	readonly reason: StatusReason;
	/** Of what was due by the day of the value: 1 is all of it, and it may be more. */
	readonly share?: number | undefined;
	/** What was due on that day. */
	readonly expected?: number | undefined;
}

export interface StatusQuestion {
	readonly way: Way;
	/** Of the start; 0 where somebody declared it. Undefined: nobody tells it. */
	readonly startError: number | undefined;
	/** path: from the start; share: of the value that is due itself. */
	readonly rule: 'path' | 'share';
	readonly latest: TilePoint;
	readonly direction: 'up' | 'down';
	readonly thresholds: BoardThresholds;
	readonly today: string;
	/** Of the intervals; 0.95. */
	readonly level?: number;
}

type Side = 'yes' | 'no' | 'unclear';

/**
 * A status of a way: how much of what was due on the day of the latest value is covered, an answer only
 * where its whole interval lies on one side of a threshold. The start is an estimate too, and its error
 * counts the less the nearer the target is (Fieller's way of asking: value - k · due - (1 - k) · start
 * is above 0 exactly where the share is above k). A target whose day is past is held against values from
 * that day on only.
 */
export function statusOfWay(question: StatusQuestion): TileStatus {
	const { way, latest, today } = question;
	const target = targetOf(way);
	if (today > target.on && latest.on < target.on && !isReached(question))
		return { code: 'no-data', reason: 'not-measured-since' };
	const expected = expectedOn(way, latest.on);
	if (expected === undefined || latest.on === way.start.on)
		return { code: 'too-uncertain', reason: 'one-point' };
	if (latest.standardError === undefined || question.startError === undefined)
		return { code: 'too-uncertain', reason: 'error-not-told', expected: expected.value };
	const errors = { latest: latest.standardError, start: question.startError };
	const at = (share: number) => sideOf(share, question, { due: expected, errors });
	const told = { share: shareOf(question, expected.value), expected: expected.value };
	const { onTrack, accelerate } = question.thresholds;
	const [first, second] = [at(onTrack), at(accelerate)];
	if (first === 'yes') return { code: 'on-track', reason: '', ...told };
	if (second === 'no') return { code: 'off-track', reason: '', ...told };
	if (first === 'no') return { code: 'accelerate', reason: '', ...told };
	return { code: 'too-uncertain', reason: 'straddles', ...told };
}

const signOf = ({ direction }: Pick<StatusQuestion, 'direction'>) =>
	direction === 'down' ? -1 : 1;

/** There is nothing to cover where the start is at the target already, or beyond it: it is to be held. */
const isHeld = (question: StatusQuestion) =>
	signOf(question) * (targetOf(question.way).value - question.way.start.value) <= 0;

const isReached = (question: StatusQuestion) =>
	signOf(question) * (question.latest.value - targetOf(question.way).value) >= 0;

function shareOf(question: StatusQuestion, due: number): number | undefined {
	const { way, latest, rule, direction } = question;
	if (rule === 'share') {
		const [part, whole] = direction === 'up' ? [latest.value, due] : [due, latest.value];
		return whole === 0 ? undefined : part / whole;
	}
	const asked = due - way.start.value;
	return isHeld(question) || asked === 0 ? undefined : (latest.value - way.start.value) / asked;
}

interface Known {
	readonly due: Expected;
	/** Standard errors. */
	readonly errors: { readonly latest: number; readonly start: number };
}

/** Whether at least a share of what was due is covered, for sure. */
function sideOf(share: number, question: StatusQuestion, { due, errors }: Known): Side {
	const { way, latest, level = 0.95 } = question;
	const side = (wanted: number, error: number) =>
		sideOfZero(signOf(question) * (latest.value - wanted), error, level);
	if (isHeld(question)) return side(targetOf(way).value, errors.latest);
	if (question.rule === 'share')
		return side(question.direction === 'up' ? share * due.value : due.value / share, errors.latest);
	const ofStart = (1 - share + share * due.ofStart) * errors.start;
	const wanted = share * due.value + (1 - share) * way.start.value;
	return side(wanted, Math.hypot(errors.latest, ofStart));
}

function sideOfZero(ahead: number, standardError: number, level: number): Side {
	const { lower, upper } = tInterval(ahead, standardError, { level });
	// A sum that is 0 but for the rounding of its terms is reached.
	const rounding = -1e-9 * Math.max(1, Math.abs(ahead));
	return lower >= rounding ? 'yes' : upper < rounding ? 'no' : 'unclear';
}
