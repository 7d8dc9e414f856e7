import { type Point, type Ring, extent, innerPoint, isInside } from './polygon.ts';

/** Rings of a part of a territory, the first around it and the others around its holes. */
export type ArcPolygon = readonly (readonly number[])[];

/** Lines between places where three territories, or two and the sea, meet; and who uses which. */
export interface ArcShapes {
	readonly arcs: readonly (readonly Point[])[];
	/** By territory: numbers of arcs; `~i` is arc i backwards, as in TopoJSON. */
	readonly territories: Readonly<Record<string, readonly ArcPolygon[]>>;
}

const indexOf = (arc: number) => (arc < 0 ? ~arc : arc);

/** The rings of a territory, all parts together. */
export const ringsOf = (
	arcs: ArcShapes['arcs'],
	polygons: readonly ArcPolygon[]
): readonly Ring[] =>
	polygons.flat().map((ring) =>
		ring.flatMap((arc, i) => {
			const points = arcs[indexOf(arc)] ?? [];
			const forward = arc < 0 ? points.toReversed() : points;
			return i === 0 ? forward : forward.slice(1);
		})
	);

/** What keeps shapes from being a map; each ends with the territory or the arc at fault. */
export function shapeFaults(shapes: ArcShapes): string[] {
	const own = [...unknownArcs(shapes), ...arcUses(shapes)];
	if (own.length > 0) return own;
	const faults = [...openRings(shapes), ...crossings(shapes.arcs)];
	return faults.length > 0 ? faults : overlaps(shapes);
}

const everyArc = ({ territories }: ArcShapes) =>
	Object.entries(territories).flatMap(([id, polygons]) =>
		polygons.flat(2).map((arc) => [id, arc] as const)
	);

const unknownArcs = (shapes: ArcShapes) =>
	everyArc(shapes)
		.filter(([, arc]) => shapes.arcs[indexOf(arc)] === undefined)
		.map(([id, arc]) => `${id} has an arc that is not there: ${arc}`);

/** Neighbours run along their border in opposite directions: what runs twice the same way overlaps. */
function arcUses(shapes: ArcShapes): string[] {
	const users = new Map<number, string>();
	const faults: string[] = [];
	for (const [id, arc] of everyArc(shapes)) {
		const other = users.get(arc);
		if (other !== undefined) faults.push(`${other} and ${id} are on the same side of arc ${arc}`);
		users.set(arc, id);
	}
	const unused = shapes.arcs.flatMap((_, i) => (users.has(i) || users.has(~i) ? [] : [i]));
	return [...faults, ...unused.map((i) => `an arc that no territory uses: ${i}`)];
}

const isSame = (one: Point | undefined, other: Point | undefined) =>
	one !== undefined && other !== undefined && one[0] === other[0] && one[1] === other[1];

function openRings({ arcs, territories }: ArcShapes): string[] {
	const isOpen = (ring: readonly number[]) =>
		ring.some((arc, i) => {
			const next = ring[i + 1] ?? ring[0]!;
			const [end, start] = [arcs[indexOf(arc)]!, arcs[indexOf(next)]!];
			return !isSame(arc < 0 ? end[0] : end.at(-1), next < 0 ? start.at(-1) : start[0]);
		});
	return Object.entries(territories)
		.filter(([, polygons]) => polygons.flat().some(isOpen))
		.map(([id]) => `a ring that is not closed: ${id}`);
}

interface Segment {
	readonly arc: number;
	readonly ends: readonly [Point, Point];
	readonly left: number;
	readonly right: number;
}

/** On which side of the line from a to b point c lies: positive, negative, or 0 on it. */
const side = ([ax, ay]: Point, [bx, by]: Point, [cx, cy]: Point) =>
	Math.sign((bx - ax) * (cy - ay) - (by - ay) * (cx - ax));

const areCrossed = ([a, b]: Segment['ends'], [c, d]: Segment['ends']) =>
	side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0;

/** Arcs meet at their ends only. Segments are taken from left to right, each held against those it can reach. */
function crossings(arcs: ArcShapes['arcs']): string[] {
	const segments = arcs
		.flatMap((points, arc) =>
			points.slice(1).map((end, i): Segment => {
				const ends = [points[i]!, end] as const;
				return {
					arc,
					ends,
					left: Math.min(ends[0][0], end[0]),
					right: Math.max(ends[0][0], end[0])
				};
			})
		)
		.sort((a, b) => a.left - b.left);
	const faults = new Set<string>();
	segments.forEach((one, i) => {
		for (let j = i + 1; j < segments.length && segments[j]!.left <= one.right; j++)
			if (areCrossed(one.ends, segments[j]!.ends))
				faults.add([one.arc, segments[j]!.arc].sort((a, b) => a - b).join(' and '));
	});
	return [...faults].map((pair) => `arcs cross: ${pair}`);
}

/** Where no lines cross, two overlap only if a point inside one is inside the other. */
function overlaps({ arcs, territories }: ArcShapes): string[] {
	const all = Object.entries(territories).map(([id, polygons]) => {
		const parts = polygons.map((polygon) => ringsOf(arcs, [polygon]));
		return { id, rings: parts.flat(), points: parts.map(innerPoint), extent: extent(parts.flat()) };
	});
	return all.flatMap(({ id, points }) =>
		points.flatMap((point) =>
			all
				.filter((other) => other.id !== id && point !== undefined && isInside(other.rings, point))
				.map((other) => `lies inside ${other.id}: ${id}`)
		)
	);
}
