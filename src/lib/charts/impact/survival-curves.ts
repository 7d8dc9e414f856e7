import * as Plot from '@observablehq/plot';
import type { PictureOf } from '#lib/model/evaluation-pictures.ts';
import type { CurvePoint, ShownShare, SurvivalSteps } from '#lib/model/survival-steps.ts';
import { isNarrow } from '../chart-style.ts';
import { type EndName, endNames } from './end-names.ts';
import { lineKey, pictureHead, type PictureKey } from './picture-head.ts';
import type { PictureOptions, TableOptions } from './picture-options.ts';
import { type Headings, orNone, type PictureTable, pictureTable } from './picture-table.ts';
import { dots, hatchedBoxes, type Look, lookOf, pixelPlot, whiskers } from './pixel-marks.ts';
import { placeAxis, placeAxisHeight, plane, type Plane, valueAxis } from './plane.ts';
import {
	longestNumber,
	type RiskBlock,
	riskRows,
	riskRowsHeight,
	riskRowsLeft
} from './risk-rows.ts';
import { known, type Span } from './round-ticks.ts';

type Survival = PictureOf<'survival'>;

export interface SurvivalWords {
	/** Share of the people still without an event, or with one. */
	readonly unit: string;
	/** What the axis counts, as months since the start. */
	readonly time: string;
	readonly arm: (arm: string) => string;
	/** Name of a cause; with one alone it may be ''. */
	readonly cause: (cause: string) => string;
	/** All arms together, drawn where none can be shown alone. */
	readonly total: string;
	readonly atRisk: string;
	/** Of a cause, until then. */
	readonly events: (cause: string) => string;
	readonly censored: string;
	/** Why an arm is not shown. */
	readonly withheld: (arm: string, reason: SurvivalSteps['withheld'][number]['reason']) => string;
	/** So few that they are not told from nobody. */
	readonly none: string;
	readonly table: Headings<
		'arm' | 'time' | 'share' | 'lower' | 'upper' | 'atRisk' | 'events' | 'censored'
	>;
}

interface Curve {
	readonly name: string;
	readonly look: Look;
	readonly arm: string;
	readonly cause: string | null;
	readonly points: readonly CurvePoint[];
	readonly share: (point: CurvePoint) => ShownShare | null;
}

interface Arm {
	readonly name: string;
	readonly points: readonly CurvePoint[];
}

function armsOf({ steps }: Survival, words: SurvivalWords): Arm[] {
	if (steps.curves.length === 0 && steps.total) return [{ name: words.total, points: steps.total }];
	return steps.curves.map(({ arm, points }) => ({ name: words.arm(arm), points }));
}

const survivalOf = (picture: Survival, words: SurvivalWords): Curve[] =>
	armsOf(picture, words).map(({ name, points }, i) => ({
		...{ name, points, arm: name, cause: null, look: lookOf(i) },
		share: (point) => point.survival
	}));

/** Each cause of each arm: arms by colour and form, causes by their dashes. */
const incidenceOf = (picture: Survival, words: SurvivalWords): Curve[] =>
	armsOf(picture, words).flatMap(({ name, points }, i) =>
		points[0]!.causes.map(({ cause }, k) => ({
			...{ points, arm: name, cause },
			name: [name, words.cause(cause)].filter(Boolean).join(': '),
			look: { ...lookOf(i), dashes: ['none', '6,4', '1.5,3'][k % 3]! },
			share: (point) => point.causes.find((one) => one.cause === cause)?.incidence ?? null
		}))
	);

/**
 * Shares still without an event, at the times of the coarse grid and level between them, with numbers
 * at risk below (KMunicate: Morris et al. 2019).
 */
export const survivalCurves = (
	picture: Survival,
	options: PictureOptions<SurvivalWords>
): Plot.PlotOptions => curves(picture, survivalOf(picture, options.words), options);

/** Cumulative incidence of the outcome and of what competes with it. */
export const incidenceCurves = (
	picture: Survival,
	options: PictureOptions<SurvivalWords>
): Plot.PlotOptions => curves(picture, incidenceOf(picture, options.words), options);

function curves(
	picture: Survival,
	all: readonly Curve[],
	options: PictureOptions<SurvivalWords>
): Plot.PlotOptions {
	const { width, words, formats } = options;
	const times = [...new Set(all.flatMap(({ points }) => points.map(({ time }) => time)))].sort(
		(a, b) => a - b
	);
	const risks = {
		...{ width, blocks: riskBlocks(picture, options) },
		withheld: picture.steps.withheld.map(({ arm, reason }) =>
			words.withheld(words.arm(arm), reason)
		)
	};
	const keys = curveKeys(all, options);
	const arms = [...new Set(all.map(({ arm }) => arm))];
	const head = pictureHead({ width, unit: words.unit, keys });
	const axisHeight = placeAxisHeight(words.time, width);
	const on = plane({
		...{ width, tick: formats.tick, above: head.height, left: riskRowsLeft(risks), edge: 16 },
		x: [0, Math.max(1, ...times)],
		y: shareSpan(all),
		below: axisHeight + riskRowsHeight(risks),
		names: isNarrow(width) ? [] : all.map(({ name }) => name)
	});
	const axis = {
		...{ values: times, text: formats.at, title: words.time },
		below: longestNumber(risks.blocks)
	};
	return pixelPlot(on, [
		...head.marks,
		...valueAxis(on, formats.tick),
		...placeAxis(on, axis),
		...all.flatMap((curve) =>
			curveMarks(curve, on, { options, place: [arms.indexOf(curve.arm), arms.length] })
		),
		...(isNarrow(width) ? [] : endNames(endsOf(all, on), on)),
		...riskRows(on, axis, { ...risks, from: on.bottom + axisHeight + 4 })
	]);
}

/** On a phone the names stand above, as the table below takes the room on the left. */
function curveKeys(
	all: readonly Curve[],
	{ width, words }: PictureOptions<SurvivalWords>
): PictureKey[] {
	const names = all.map(({ name, look }) => lineKey(name, look));
	const isHidden = all.some(({ points, share }) => points.some((point) => share(point) === null));
	const hidden: PictureKey = {
		text: words.none,
		sample: ({ x, y }) => [hatchedBoxes([{ x1: x - 4, x2: x + 4, y1: y - 8, y2: y + 8 }])]
	};
	return [...(isNarrow(width) ? names : []), ...(isHidden ? [hidden] : [])];
}

const endsOf = (all: readonly Curve[], on: Plane): EndName[] =>
	all.flatMap(({ name, look, points, share }) => {
		const last = points.findLast((point) => share(point) !== null);
		const end = last && share(last);
		return end ? [{ name, look, x: on.toX(last.time), y: on.toY(end.share) }] : [];
	});

/** From 0; survival to 1, incidence to the highest limit. */
function shareSpan(all: readonly Curve[]): Span {
	const shares = all.flatMap(({ points, share }) => points.map(share));
	const highest = known(shares.flatMap((one) => [one?.share, one?.upper]));
	return [0, Math.min(1, Math.max(0.02, ...highest) * 1.04)];
}

function curveMarks(
	{ points, share, look, name }: Curve,
	on: Plane,
	{
		options,
		place: [series, count]
	}: { options: PictureOptions<SurvivalWords>; place: [number, number] }
): Plot.Markish[] {
	const { formats } = options;
	const aside = (series - (count - 1) / 2) * 5;
	const drawn = points.map((point) => {
		const shown = share(point);
		const x = on.toX(point.time);
		return {
			...{ x, shown, y: shown ? on.toY(shown.share) : NaN },
			title: `${name} · ${formats.at(point.time)} · ${orNone(shown?.share, formats.value, '')}`
		};
	});
	const { colour, symbol, dashes } = look;
	const [limited, hidden] = [
		drawn.flatMap(({ x, shown }) =>
			shown && shown.lower !== null && shown.upper !== null
				? [{ x: x + aside, from: on.toY(shown.lower), to: on.toY(shown.upper) }]
				: []
		),
		drawn.filter(({ shown }) => shown === null)
	];
	return [
		Plot.line(drawn, {
			...{ x: 'x', y: 'y', curve: 'step-after', stroke: colour, strokeWidth: 2 },
			strokeDasharray: dashes
		}),
		...whiskers(
			limited.map(({ x, from, to }) => ({ along: 'y', at: x, from, to, colour })),
			1.5,
			6
		),
		dots(
			drawn
				.filter(({ shown }) => shown !== null)
				.map((one) => ({
					...one,
					x: one.x + (one.shown?.share === 1 || one.shown?.share === 0 ? 0 : aside),
					colour,
					symbol
				})),
			3.5
		),
		hatchedBoxes(
			hidden.map(({ x }) => ({
				...{ x1: x + aside - 4, x2: x + aside + 4, y1: on.bottom - 16, y2: on.bottom }
			}))
		)
	];
}

function riskBlocks(
	picture: Survival,
	{ words, formats }: TableOptions<SurvivalWords>
): RiskBlock[] {
	return armsOf(picture, words).map(({ name, points }, i) => {
		const by = new Map(points.map((point) => [point.time, point]));
		const number = (count: (point: CurvePoint) => number | undefined) => (time: number) => {
			const point = by.get(time);
			return orNone(point && count(point), formats.count, '');
		};
		const causes = points[0]!.causes.map(({ cause }) => ({
			label: words.events(cause),
			at: number((point) => point.causes.find((one) => one.cause === cause)?.events)
		}));
		const rows = [
			{ label: words.atRisk, at: number(({ atRisk }) => atRisk) },
			...causes,
			{ label: words.censored, at: number(({ censored }) => censored) }
		];
		return { name, look: lookOf(i), rows };
	});
}

const rowsOf = (
	all: readonly Curve[],
	{ words, formats }: TableOptions<SurvivalWords>
): PictureTable => {
	const text = (value: number | null | undefined) => orNone(value, formats.value, words.none);
	const rows = all.flatMap(({ name, points, share, cause }) =>
		points.map((point) => {
			const shown = share(point);
			const events = point.causes.filter((one) => cause === null || one.cause === cause);
			return {
				arm: name,
				time: formats.at(point.time),
				share: text(shown?.share),
				lower: text(shown?.lower),
				upper: text(shown?.upper),
				atRisk: formats.count(point.atRisk),
				events: events.map((one) => formats.count(one.events)).join(' + '),
				censored: formats.count(point.censored)
			};
		})
	);
	return pictureTable(words.table, ['arm', 'time'], rows);
};

export const survivalTable = (
	picture: Survival,
	options: TableOptions<SurvivalWords>
): PictureTable => rowsOf(survivalOf(picture, options.words), options);

export const incidenceTable = (
	picture: Survival,
	options: TableOptions<SurvivalWords>
): PictureTable => rowsOf(incidenceOf(picture, options.words), options);
