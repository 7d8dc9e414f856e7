/** In whole units of a plane, x to the right and y down. */
export type Point = readonly [x: number, y: number];

/** A closed line: the last point is the first. */
export type Ring = readonly Point[];

/** Where a horizontal line runs inside, from left to right. */
export type Chord = readonly [from: number, to: number];

/**
 * Where the line at height `y` runs inside the rings, by the even-odd rule: holes and several parts
 * need no order. A ring that only touches the line does not count.
 */
export function chords(rings: readonly Ring[], y: number): Chord[] {
	const crossings: number[] = [];
	for (const ring of rings)
		for (let i = 1; i < ring.length; i++) {
			const [x0, y0] = ring[i - 1]!;
			const [x1, y1] = ring[i]!;
			if (y0 <= y === y1 <= y) continue;
			crossings.push(x0 + ((y - y0) / (y1 - y0)) * (x1 - x0));
		}
	crossings.sort((a, b) => a - b);
	return crossings.flatMap((from, i): Chord[] => (i % 2 === 0 ? [[from, crossings[i + 1]!]] : []));
}

export const isInside = (rings: readonly Ring[], [x, y]: Point): boolean =>
	chords(rings, y).some(([from, to]) => from < x && x < to);

/** Between two whole heights, so that it meets no corner; the middle of the widest chord there. */
export function innerPoint(rings: readonly Ring[]): Point | undefined {
	const { top, bottom } = extent(rings);
	const y = Math.floor((top + bottom) / 2) + 0.5;
	const [widest] = chords(rings, y).toSorted((a, b) => b[1] - b[0] - (a[1] - a[0]));
	return widest && [(widest[0] + widest[1]) / 2, y];
}

export interface Extent {
	readonly left: number;
	readonly top: number;
	readonly right: number;
	readonly bottom: number;
}

export function extent(rings: readonly Ring[]): Extent {
	const all = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity };
	for (const ring of rings)
		for (const [x, y] of ring) {
			if (x < all.left) all.left = x;
			if (x > all.right) all.right = x;
			if (y < all.top) all.top = y;
			if (y > all.bottom) all.bottom = y;
		}
	return all;
}

/** In squares of the unit; a hole counts as what it is. */
export const ringArea = (ring: Ring): number =>
	Math.abs(
		ring.reduce((sum, [x, y], i) => {
			const [u, v] = ring[i + 1] ?? ring[0]!;
			return sum + x * v - u * y;
		}, 0) / 2
	);
