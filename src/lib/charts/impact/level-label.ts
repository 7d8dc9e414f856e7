import type * as Plot from '@observablehq/plot';
import { type Label, placedLabels } from '../label-places.ts';
import { type Spot, texts } from './pixel-marks.ts';
import type { Plane } from './plane.ts';
import { textWidth } from '../text-width.ts';

interface LevelLabelOptions {
	readonly value: number;
	readonly label: string;
	/** Points that it should not lie on. */
	readonly taken: readonly Spot[];
}

/** The name of a level line, above or below it where no point is in the way. */
export function levelLabel(on: Plane, { value, label, taken }: LevelLabelOptions): Plot.Markish {
	const [width, height] = [textWidth(label) + 4, 15];
	const [first, last] = [on.left + width / 2 + 2, on.right - width / 2];
	const steps = Array.from({ length: 9 }, (_, i) => last - ((last - first) * i) / 8);
	const heights = [on.toY(value) - 11, on.toY(value) + 11];
	const places = steps.flatMap((x) => heights.map((y) => ({ x, y, width, height })));
	const one: Label<string> = { of: label, places, isNeeded: true };
	const marks = taken.map((spot) => ({ ...spot, width: 14, height: 14 }));
	return texts(
		placedLabels([one], marks).map(({ of, box }) => ({ x: box.x, y: box.y, text: of })),
		{ fill: 'var(--ink-soft)', isOnLines: true }
	);
}
