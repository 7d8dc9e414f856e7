import type { RenderFunction } from '@observablehq/plot';
import { drawn } from './drawn.ts';
import { elements } from './svg-elements.ts';

/** Pixels between strokes. */
const gap = 5;

/** The diagonal strokes inside a rectangle, as the data of a path. */
export function hatching(x: number, y: number, width: number, height: number): string {
	const strokes: string[] = [];
	for (let at = gap; at < width + height; at += gap) {
		const [left, top] = [Math.max(0, at - height), Math.min(at, height)];
		const [right, bottom] = [Math.min(at, width), Math.max(0, at - width)];
		strokes.push(`M${x + left},${y + top}L${x + right},${y + bottom}`);
	}
	return strokes.join('');
}

/**
 * Draws the rectangles of a mark hatched: what is withheld. Strokes of their own and no `<pattern>`,
 * whose id would have to be unique among all charts of a page and the same in every build.
 */
export const hatched: RenderFunction = (...drawing) => {
	const group = drawn(drawing);
	const draw = elements(drawing[4].document);
	for (const rect of group?.querySelectorAll('rect') ?? []) {
		const [x = 0, y = 0, width = 0, height = 0] = ['x', 'y', 'width', 'height'].map((name) =>
			Number(rect.getAttribute(name))
		);
		rect.setAttribute('fill', 'var(--paper)');
		rect.setAttribute('stroke', 'var(--line-strong)');
		const d = hatching(x, y, width, height);
		const style = { stroke: 'var(--line-strong)', fill: 'none' };
		const strokes = draw('path', { class: 'hatching', d, ...style });
		rect.after(strokes);
	}
	return group;
};
