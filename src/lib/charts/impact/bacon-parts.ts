import type * as Plot from '@observablehq/plot';
import type { PictureOf } from '#lib/model/evaluation-pictures.ts';
import { pictureHead } from './picture-head.ts';
import type { PictureFormats } from './picture-options.ts';
import { type Headings, type PictureTable, pictureTable } from './picture-table.ts';
import { dots, type Look, lookOf, pixelPlot } from './pixel-marks.ts';
import { levelLine, placeAxis, placeAxisHeight, plane, valueAxis } from './plane.ts';
import { roomySpan, roundTicks } from './round-ticks.ts';
import { levelLabel } from './level-label.ts';

type Bacon = PictureOf<'bacon'>;

export interface BaconWords {
	/** Effect and unit. */
	readonly unit: string;
	/** What the axis is: the weight of a comparison. */
	readonly weight: string;
	readonly comparison: (comparison: string) => string;
	/** Beside a comparison with units treated before: their own effect is taken off. */
	readonly forbidden: string;
	/** Of the two-way estimate, the weighted mean. */
	readonly estimate: string;
	readonly table: Headings<'comparison' | 'weight' | 'estimate'>;
}

export interface BaconOptions {
	readonly width: number;
	readonly words: BaconWords;
	readonly formats: Pick<PictureFormats, 'value' | 'tick'> & {
		readonly share: (value: number) => string;
	};
	/** Kinds of comparisons whose comparison units were treated before. */
	readonly forbidden: readonly string[];
}

/** What a two-way estimate is the weighted mean of; forbidden comparisons are hollow and named. */
export function baconParts(
	{ parts, estimate }: Bacon,
	{ width, words, formats, forbidden }: BaconOptions
): Plot.PlotOptions {
	const kinds = [...new Set(parts.map(({ comparison }) => comparison))];
	const looks = new Map(kinds.map((kind, i) => [kind, lookFor(kind, i, forbidden)]));
	const head = pictureHead({
		...{ width, unit: words.unit },
		keys: kinds.map((kind) => ({
			text: named(kind, words, forbidden),
			sample: (spot) => [dots([{ ...spot, ...lookIn(looks, kind) }])]
		}))
	});
	const most = Math.max(0.01, ...parts.map(({ weight }) => weight));
	const on = plane({
		...{ width, x: [0, most], tick: formats.tick },
		y: roomySpan([0, estimate, ...parts.map((part) => part.estimate)], 0.1),
		above: head.height,
		below: placeAxisHeight(words.weight, width)
	});
	const ticks = roundTicks([0, most], width < 500 ? 4 : 6);
	return pixelPlot(on, [
		...head.marks,
		...valueAxis(on, formats.tick),
		levelLine(on, 0),
		levelLine(on, estimate, '6,3'),
		...placeAxis(on, { values: ticks, text: formats.share, title: words.weight }),
		dots(
			parts.map((part) => ({
				...{ x: on.toX(part.weight), y: on.toY(part.estimate) },
				...lookIn(looks, part.comparison),
				title: `${named(part.comparison, words, forbidden)} · ${formats.share(part.weight)} · ${formats.value(part.estimate)}`
			})),
			5
		),
		levelLabel(on, {
			value: estimate,
			label: words.estimate,
			taken: parts.map((part) => ({ x: on.toX(part.weight), y: on.toY(part.estimate) }))
		})
	]);
}

type BaconLook = Look & { readonly isHollow: boolean };

const lookFor = (kind: string, place: number, forbidden: readonly string[]): BaconLook => ({
	...lookOf(place),
	isHollow: forbidden.includes(kind)
});

const lookIn = (looks: ReadonlyMap<string, BaconLook>, kind: string): BaconLook =>
	looks.get(kind) ?? { ...lookOf(0), isHollow: false };

const named = (kind: string, words: BaconWords, forbidden: readonly string[]) =>
	forbidden.includes(kind)
		? `${words.comparison(kind)} (${words.forbidden})`
		: words.comparison(kind);

export function baconTable(
	{ parts }: Bacon,
	{ words, formats, forbidden }: Omit<BaconOptions, 'width'>
): PictureTable {
	const rows = parts.map(({ comparison, weight, estimate }) => ({
		comparison: named(comparison, words, forbidden),
		weight: formats.share(weight),
		estimate: formats.value(estimate)
	}));
	return pictureTable(words.table, ['comparison'], rows);
}
