import type { RenderFunction } from '@observablehq/plot';

/** What the mark itself draws, for a render function that adds to it. */
export function drawn(drawing: Parameters<RenderFunction>): SVGElement | null {
	const [index, scales, values, dimensions, context, next] = drawing;
	return next?.(index, scales, values, dimensions, context) ?? null;
}
