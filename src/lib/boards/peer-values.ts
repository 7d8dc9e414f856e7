import type { BoardFigure, BoardPoint, TileData } from '#lib/model/boards/board-page.ts';
import type { TileSource } from '#lib/model/boards/board.ts';
import type { Comparability } from '#lib/model/comparability.ts';
import { noPeersReason, peersOf } from '#lib/model/country-peers.ts';
import { median } from './median.ts';
import { steadyCountries } from './tile-points.ts';

export interface PeerValue {
	readonly territory: string;
	readonly period: string;
	readonly value: number;
	readonly lower: number | undefined;
	readonly upper: number | undefined;
	readonly isOwn: boolean;
}

/** Other countries beside a number, as dots in the order of their names: nobody is ranked. */
export type PeerFacts =
	| {
			readonly kind: 'beside';
			readonly values: readonly PeerValue[];
			/** Of the others; of all where the number is that of the whole bloc. */
			readonly median: number;
	  }
	/** There are others, and they may not stand beside it. */
	| {
			readonly kind: 'apart';
			readonly reason: 'not-comparable' | 'activity' | 'counts';
			readonly territories: readonly string[];
	  };

/** Whether two waves may be compared, by surveys. */
export type FigureVerdict = (a: BoardFigure, b: BoardFigure) => Comparability;

/** The others of the bloc, as far as every two may be compared. Undefined where there are none. */
export function peerFacts(
	source: TileSource,
	data: TileData | null,
	compared: FigureVerdict
): PeerFacts | undefined {
	if (data?.kind === 'indicator') return figurePeers(data, compared);
	if (data?.kind !== 'series' || source.kind !== 'series') return undefined;
	const isBloc = source.bloc !== undefined;
	const others = isBloc ? ofBloc(data) : data.peers.filter(hasValue);
	const reason = noPeersReason(data);
	if (others.length === 0) return undefined;
	if (reason !== undefined)
		return { kind: 'apart', reason, territories: others.map(({ territory }) => territory) };
	const own = isBloc ? [] : latestOfEach(data).slice(-1);
	return {
		kind: 'beside',
		values: [
			...own.map((point) => peerPoint(point, true)),
			...others.map((point) => peerPoint(point, false))
		],
		median: median(others.map(({ value }) => value))
	};
}

function figurePeers(
	data: Extract<TileData, { kind: 'indicator' }>,
	compared: FigureVerdict
): PeerFacts | undefined {
	const rowOf = (figure: BoardFigure) => ({
		...{ country: figure.territory, figure },
		row: {
			...{ estimate: figure.estimate, suppressed: figure.word === 'suppressed', quality: '' },
			...{ fieldwork_end: figure.on, source: figure.survey, figure }
		}
	});
	const own = data.figures.at(-1);
	if (own?.word !== '' || own.estimate === null) return undefined;
	const found = peersOf(own.territory, [own, ...data.peers].map(rowOf), (a, b) =>
		compared(a.figure, b.figure)
	);
	if (!found) return undefined;
	const beside = found.beside.map(({ row }) => row.figure);
	if (beside.length === 0)
		return {
			...{ kind: 'apart', reason: 'not-comparable' },
			territories: found.apart.map(({ country }) => country)
		};
	const values = [own, ...beside].flatMap((figure, i): PeerValue[] => {
		const { territory, period, estimate: value, lower, upper } = figure;
		if (value === null) return [];
		const limits = { lower: lower ?? undefined, upper: upper ?? undefined };
		return [{ territory, period, value, ...limits, isOwn: i === 0 }];
	});
	return {
		...{ kind: 'beside', values },
		median: median(values.slice(1).map(({ value }) => value))
	};
}

/** Half the width of a 95 % interval, in standard errors of the source. */
const normal = 1.959964;

type Valued = BoardPoint & { readonly value: number };

const hasValue = (point: BoardPoint): point is Valued => point.value !== null;

const peerPoint = (
	{ territory, period, value, standardError }: Valued,
	isOwn: boolean
): PeerValue => {
	const half = standardError === null ? undefined : normal * standardError;
	return {
		...{ territory, period, value, isOwn },
		lower: half === undefined ? undefined : value - half,
		upper: half === undefined ? undefined : value + half
	};
};

type SeriesData = Extract<TileData, { kind: 'series' }>;

/** The countries that the number of the bloc is the median of, in its period. */
function ofBloc(data: SeriesData): Valued[] {
	const steady = steadyCountries(data);
	if (!steady) return latestOfEach(data);
	const { periods, territories } = steady;
	return data.points
		.filter(hasValue)
		.filter(
			({ period, territory }) => period === periods.at(-1) && territories.includes(territory)
		);
}

/** The last whole period of every territory of a series. */
function latestOfEach({ points, lastComplete }: SeriesData): Valued[] {
	const latest = new Map<string, Valued>();
	for (const point of points.filter(hasValue)) {
		const isWhole =
			['final', 'provisional'].includes(point.status) &&
			(lastComplete === null || point.period <= lastComplete);
		const before = latest.get(point.territory);
		if (isWhole && (!before || before.period <= point.period)) latest.set(point.territory, point);
	}
	return [...latest.values()];
}
