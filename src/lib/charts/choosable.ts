import type { RenderFunction } from '@observablehq/plot';
import { drawn } from './drawn.ts';

/**
 * Makes the rectangles of a mark what a pointer can choose: each carries the place of its row. They
 * are painted by the component that mounts the chart, and by nobody on paper.
 */
export function choosable(rows: readonly number[]): RenderFunction {
	return (...drawing) => {
		const group = drawn(drawing);
		const [index] = drawing;
		group?.setAttribute('class', 'targets');
		[...(group?.children ?? [])].forEach((target, i) =>
			target.setAttribute('data-row', String(rows[index[i]!]))
		);
		return group;
	};
}

/** The place of the row that was hit; undefined beside all of them. */
export function chosenRow(target: EventTarget | null): number | undefined {
	const hit = (target as Element | null)?.closest('[data-row]');
	return hit ? Number(hit.getAttribute('data-row')) : undefined;
}
