import type * as Plot from '@observablehq/plot';
import { columnPlaces } from '../label-places.ts';
import { dots, type Look, type Spot, strokes, textLine, texts } from './pixel-marks.ts';
import type { Plane } from './plane.ts';
import { inLines } from '../text-width.ts';

/** The name of a line, with the look of its points. */
export interface EndName extends Spot {
	readonly name: string;
	readonly look: Look;
	readonly isHollow?: boolean;
}

/** Names beside the ends of their lines, apart from each other, each led to its line. */
export function endNames(all: readonly EndName[], on: Plane): Plot.Markish[] {
	const room = Math.max(40, on.width - on.right - 22);
	const lines = all.map(({ name }) => inLines(name, room));
	const places = columnPlaces(
		all.map(({ y }, i) => ({ y, height: textLine * lines[i]!.length })),
		on.bottom + 8
	);
	const placed = all.map((one, i) => ({ ...one, at: places[i]!, lines: lines[i]! }));
	const leads = placed.map(({ x, y, at, look }) => ({
		...{ x1: x + 8, y1: y, x2: on.right + 2, y2: at, colour: look.colour }
	}));
	return [
		strokes(leads, { stroke: 'colour', strokeDasharray: '1,3' }),
		dots(
			placed.map(({ at, look, isHollow = false }) => ({
				...{ x: on.right + 9, y: at, colour: look.colour, symbol: look.symbol, isHollow }
			}))
		),
		texts(
			placed.flatMap((one) =>
				one.lines.map((text, i) => ({
					...{ x: on.right + 18, text },
					y: one.at + (i - (one.lines.length - 1) / 2) * textLine
				}))
			),
			{ anchor: 'start', isStrong: true }
		)
	];
}
