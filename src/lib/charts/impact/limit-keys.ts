import { seriesColour } from '../chart-style.ts';
import type { PictureKey } from './picture-head.ts';
import { boxes, dots, whiskers } from './pixel-marks.ts';

/** Effects before and after a start, and the period that they are compared with. */
export const effectLooks = {
	before: { colour: seriesColour(1), symbol: 'diamond' },
	after: { colour: seriesColour(0), symbol: 'circle' },
	reference: { colour: 'var(--ink)', symbol: 'circle', isHollow: true }
} as const;

export interface LimitWords {
	/** Of the period that the others are compared with. */
	readonly reference: string;
	readonly interval: string;
	/** Of the limits that hold for all points together. */
	readonly band: string;
}

/** What the stroke, the bar behind it and the hollow point mean. */
export function limitKeys(
	points: readonly { readonly bandLower: number | null }[],
	words: LimitWords
): PictureKey[] {
	const { colour } = effectLooks.after;
	const interval: PictureKey = {
		text: words.interval,
		sample: ({ x, y }) => whiskers([{ along: 'x', at: y, from: x - 9, to: x + 9, colour }])
	};
	const band: PictureKey = {
		text: words.band,
		sample: ({ x, y }) => [
			boxes([{ x1: x - 10, x2: x + 10, y1: y - 5, y2: y + 5 }], {
				...{ fill: colour, fillOpacity: 0.25, rx: 2 }
			})
		]
	};
	const reference: PictureKey = {
		text: words.reference,
		sample: (spot) => [dots([{ ...spot, ...effectLooks.reference }])]
	};
	const hasBand = points.some(({ bandLower }) => bandLower !== null);
	return [interval, ...(hasBand ? [band] : []), reference];
}
