import { frameworkWay } from '#lib/boards/framework-status.ts';
import type { PeerFacts } from '#lib/boards/peer-values.ts';
import { yearOf } from '#lib/boards/period-days.ts';
import { type PeerDot, peerDots } from '#lib/charts/peer-dots.ts';
import { sparkPath } from '#lib/charts/spark-path.ts';
import { drawnOnce } from '../../../drawn-chart.server.ts';
import { effectFormats } from '../../impact/words/outcome-formats.ts';
import type { TileWords } from './board-words.ts';
import { valueText } from './number-text.ts';

/** Pixels: a tile of four on a desk. */
const width = 264;

/** The number in time with the way to its target, or an effect beside no effect; none without values. */
export function tilePicture(words: TileWords): string | undefined {
	const { facts } = words;
	return facts.data?.kind === 'programme' ? effectPicture(words) : sparkPicture(words);
}

function sparkPicture({ facts, locale }: TileWords): string | undefined {
	const { data } = facts;
	const points = facts.points.filter(({ on }) => on !== '');
	const way = data?.kind === 'framework' ? frameworkWay(data) : facts.way;
	const hasWay = way !== undefined && facts.status.reason !== 'break';
	if (facts.word !== undefined || points.length + (hasWay ? 1 : 0) < 2) return undefined;
	const path = hasWay ? [way.start, ...way.steps] : [];
	const drawn = points.map(({ on, ...point }) => ({ ...point, time: yearOf(on) }));
	return drawnOnce(
		(pixels) =>
			sparkPath(drawn, {
				width: pixels,
				path: path.map(({ on, value }) => ({ time: yearOf(on), value })),
				formatValue: (value) => valueText(withoutUnit(data), value, locale),
				formatTime: (time) => String(Math.floor(time))
			}),
		width
	);
}

/** What is counted is said once, beside the number. */
const withoutUnit = (data: TileWords['facts']['data']) =>
	data?.kind === 'framework' ? { ...data, unit: null } : data;

function effectPicture({ facts: { data }, locale }: TileWords): string | undefined {
	if (data?.kind !== 'programme') return undefined;
	const { effect, outcome } = data.entry;
	if (effect.kind !== 'effect' || effect.lower === null || effect.upper === null) return undefined;
	const { tick } = effectFormats(effect, outcome, locale);
	const { estimate: value, lower, upper } = effect;
	const reference = effect.scale === 'ratio' ? 1 : 0;
	return drawnOnce(
		(pixels) =>
			peerDots([{ value, lower, upper, isOwn: true }], {
				...{ width: pixels, median: undefined, reference },
				formatValue: (one) => tick(Number(one.toPrecision(2)))
			}),
		width
	);
}

/** Other countries as dots. */
export function peerPicture(
	peers: Extract<PeerFacts, { kind: 'beside' }>,
	{ facts: { data }, locale }: TileWords
): string {
	const dots = peers.values.map(({ value, lower, upper, isOwn }): PeerDot => ({
		value,
		lower,
		upper,
		isOwn
	}));
	return drawnOnce(
		(pixels) =>
			peerDots(dots, {
				...{ width: pixels, median: peers.median },
				formatValue: (value) => valueText(data, value, locale)
			}),
		width
	);
}
