import type { Board, BoardTile } from '#lib/model/boards/board.ts';
import type { BoardPage, TileData, TileDataOf } from '#lib/model/boards/board-page.ts';
import { type BoardThresholds, usualThresholds } from '#lib/model/boards/board-target.ts';
import { type BoardSignal, boardSignals } from '#lib/stats/series/board-signals.ts';
import { type DataAge, dataAge } from './data-age.ts';
import { frameworkStatus, frameworkWay } from './framework-status.ts';
import { periodEnd } from './period-days.ts';
import { type Way, expectedOn, targetOf } from './target-path.ts';
import {
	type TileChange,
	effectChange,
	seriesChange,
	surveyChange,
	surveyTest
} from './tile-change.ts';
import { type TilePoint, reportedPoints, seriesPoints, wavePoints } from './tile-points.ts';
import { type TileStatus, statusOfWay } from './tile-status.ts';

/** Why there is no number. */
export type MissingWord =
	'suppressed' | 'not-reliable' | 'no-answer' | 'no-data' | 'nothing-reported' | 'refused';

/** Everything a tile says, as codes and numbers. */
export interface TileFacts {
	readonly tile: BoardTile;
	readonly data: TileData | null;
	readonly synthetic: boolean;
	/** In time, of what can be drawn. */
	readonly points: readonly TilePoint[];
	/** The number of the tile: the latest of a whole period; absent where a word stands. */
	readonly latest: TilePoint | undefined;
	readonly word: MissingWord | undefined;
	/** Where the way to the target is stated and no break lies on it. */
	readonly way: Way | undefined;
	/** What is due on the day itself, later than the number; undefined where no way is stated or it is over. */
	readonly dueToday: number | undefined;
	readonly change: TileChange;
	readonly status: TileStatus;
	readonly thresholds: BoardThresholds;
	readonly age: DataAge | undefined;
}

/** Every tile of a board on a day, that of the release. */
export function boardFacts({ board, tiles }: BoardPage, today: string): TileFacts[] {
	const signals = boardSignals(tiles.map(surveyTest));
	return board.tiles.map((tile, i) =>
		tileFacts(tile, { board, data: tiles[i] ?? null, signal: signals[i], today })
	);
}

interface Context {
	readonly board: Pick<Board, 'thresholds'>;
	readonly data: TileData | null;
	readonly signal: BoardSignal | undefined;
	readonly today: string;
}

function tileFacts(tile: BoardTile, { board, data, signal, today }: Context): TileFacts {
	const thresholds = tile.thresholds ?? board.thresholds ?? usualThresholds;
	const points = data === null ? [] : pointsOf(data, today);
	const word = data === null ? 'no-data' : wordOf(data, points);
	const latest = word === undefined ? points.findLast(({ isPartial }) => !isPartial) : undefined;
	const change: TileChange =
		word === undefined
			? changeOf({ tile, data, points, signal })
			: { kind: 'not-tested', reason: 'no-data' };
	const frame = { tile, data, points, latest, word, change, thresholds, today };
	const way = wayOf(frame);
	return {
		...{ tile, data, points, latest, word, change, thresholds, way },
		synthetic: isSynthetic(data),
		dueToday: dueOn(data?.kind === 'framework' ? frameworkWay(data) : way, today),
		status: statusOf({ ...frame, way }),
		age: ageOf(data, points, today)
	};
}

const dueOn = (way: Way | undefined, today: string) =>
	way === undefined || today >= targetOf(way).on ? undefined : expectedOn(way, today)?.value;

function pointsOf(data: TileData, today: string): TilePoint[] {
	switch (data.kind) {
		case 'indicator':
		case 'baseline':
			return wavePoints(data.figures);
		case 'series':
			return seriesPoints(data);
		case 'framework':
			return reportedPoints(data.indicator, today);
		case 'programme':
			return [];
	}
}

/** Of the latest wave: an older number never stands in for one that may not be shown. */
function wordOf(data: TileData, points: readonly TilePoint[]): MissingWord | undefined {
	if (data.kind === 'indicator' || data.kind === 'baseline') {
		const word = data.figures.at(-1)?.word ?? 'no-answer';
		return word === '' ? undefined : word;
	}
	if (data.kind === 'programme') return data.entry.effect.kind === 'effect' ? undefined : 'refused';
	if (data.kind === 'framework') return points.length === 0 ? 'nothing-reported' : undefined;
	return points.some(({ isPartial }) => !isPartial) ? undefined : 'no-data';
}

const isSynthetic = (data: TileData | null): boolean => {
	if (data === null) return false;
	if (data.kind === 'indicator' || data.kind === 'baseline')
		return data.figures.some(({ synthetic }) => synthetic);
	return data.kind === 'programme' ? data.entry.synthetic : data.synthetic;
};

function changeOf({
	tile,
	data,
	points,
	signal
}: Pick<TileFacts, 'tile' | 'data' | 'points'> & Pick<Context, 'signal'>): TileChange {
	const asked = { points, direction: tile.direction };
	switch (data?.kind) {
		case 'indicator':
		case 'baseline':
			return surveyChange(data.change, { ...asked, signal });
		case 'series':
			return seriesChange(data, asked);
		case 'programme':
			return effectChange(data);
		case 'framework':
			return { kind: 'not-tested', reason: 'counted' };
		case undefined:
			return { kind: 'not-tested', reason: 'no-data' };
	}
}

type Frame = Pick<
	TileFacts,
	'tile' | 'data' | 'points' | 'latest' | 'word' | 'change' | 'thresholds'
> & { readonly today: string };

/** The way of a declared target: from where somebody says, else from the first comparable value. */
function wayOf({ tile: { target }, points, latest }: Frame): Way | undefined {
	if (target === 'not-stated') return undefined;
	const whole = points.filter(({ isPartial }) => !isPartial);
	const first =
		whole[
			Math.max(
				0,
				whole.findLastIndex(({ isBreak }) => isBreak)
			)
		];
	const start = target.from ?? (first && { on: first.on, value: first.value });
	if (start === undefined || latest === undefined) return undefined;
	if (start.on === '' || latest.on === '') return undefined;
	const steps = target.milestones.map(({ due, value }) => ({ on: due, value }));
	return { start, steps: [...steps, { on: target.due, value: target.value }] };
}

function statusOf(frame: Frame & { readonly way: Way | undefined }): TileStatus {
	const { tile, data, word, way, latest, points } = frame;
	if (data?.kind === 'framework') return frameworkStatus(data, frame);
	if (word === 'suppressed') return { code: 'no-data', reason: 'suppressed' };
	if (word === 'not-reliable') return { code: 'too-uncertain', reason: 'not-reliable' };
	if (word !== undefined) return { code: 'no-data', reason: '' };
	if (tile.target === 'not-stated') return withoutTarget(frame);
	if (way === undefined || latest === undefined || tile.direction === 'none')
		return { code: 'too-uncertain', reason: 'one-point' };
	const broken = points.some(({ isBreak, on }) => isBreak && on > way.start.on && on <= latest.on);
	if (broken) return { code: 'too-uncertain', reason: 'break' };
	if (isBound(data)) return { code: 'too-uncertain', reason: 'precision' };
	const start = points.find(({ on }) => on === way.start.on);
	return statusOfWay({
		...{ way, latest, direction: tile.direction, rule: tile.target.rule },
		startError: tile.target.from === undefined ? start?.standardError : 0,
		...{ thresholds: frame.thresholds, today: frame.today }
	});
}

/** The interval of the latest wave is no more than a lower bound. */
const isBound = (data: TileData | null) =>
	(data?.kind === 'indicator' || data?.kind === 'baseline') &&
	data.figures.at(-1)?.precision !== 'design-based';

/** Nothing to be held against: what is left to say is whether anything moved. */
function withoutTarget({ tile, data, change }: Frame): TileStatus {
	if (change.kind === 'no-clear-change') return { code: 'no-clear-change', reason: '' };
	if (data?.kind === 'programme')
		return change.kind === 'not-tested'
			? { code: 'too-uncertain', reason: 'trends-differ' }
			: { code: 'not-stated', reason: 'effect' };
	if (measuresOf(data) === 'enforcement') return { code: 'not-stated', reason: 'activity' };
	if (tile.direction === 'none') return { code: 'not-stated', reason: 'no-direction' };
	return { code: 'not-stated', reason: 'target-not-stated' };
}

/** What the number of a tile measures. */
export function measuresOf(data: TileData | null): 'population' | 'service' | 'enforcement' {
	if (data === null || data.kind === 'framework') return 'service';
	return data.kind === 'programme' ? data.entry.outcome.measures : data.measures;
}

const frequencyOf = (data: TileData | null): TileDataOf<'series'>['frequency'] | undefined =>
	data?.kind === 'series' ? data.frequency : undefined;

function ageOf(data: TileData | null, points: readonly TilePoint[], today: string) {
	const isWhole = points.filter(({ isPartial }) => !isPartial);
	// A middle of years that every country chose for itself has no rhythm.
	const isOwnYears = periodEnd(isWhole.at(-1)?.period ?? '') === undefined;
	const frequency = isOwnYears ? undefined : frequencyOf(data);
	const days =
		data?.kind === 'indicator' || data?.kind === 'baseline'
			? data.figures.map(({ on }) => on)
			: isWhole.map(({ on }) => on);
	return dataAge(days, { today, ...(frequency === undefined ? {} : { frequency }) });
}
