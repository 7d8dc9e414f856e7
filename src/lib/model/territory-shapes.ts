import { z } from 'zod';
import { slug } from './identifiers.ts';
import type { Point, Ring } from './polygon.ts';
import { ringsOf, shapeFaults } from './shape-faults.ts';
import { territoryId } from './territory.ts';

const source = z.strictObject({
	citation: z.string().min(1),
	url: z.url().optional(),
	licence: z.string().min(1),
	/** What was done to it: projection, simplification, what was left out or moved. */
	changes: z.string().min(1).optional()
});

const polygons = z.array(z.array(z.array(z.int()).min(1)).min(1)).min(1);

/** `x y dx dy dx dy`: where a line begins, and the steps it takes, in whole units, y down. */
const arc = z
	.string()
	.regex(/^-?\d+( -?\d+){3,}$/, 'not whole numbers with a blank between, at least two pairs')
	.transform((text, context): Point[] => {
		const numbers = text.split(' ').map(Number);
		if (numbers.length % 2 === 1)
			context.addIssue({ code: 'custom', message: `an x without its y: ${numbers.at(-1)}` });
		return walked(numbers);
	});

function walked(numbers: readonly number[]): Point[] {
	let [x, y] = [0, 0];
	return numbers.flatMap((dx, i): Point[] => {
		if (i % 2 === 1) return [];
		[x, y] = [x + dx, y + (numbers[i + 1] ?? 0)];
		return [[x, y]];
	});
}

/**
 * `data/shapes/<list of territories>.yaml`: where the territories of a list lie, on an equal-area
 * plane or, of a country that does not exist, on an abstract one.
 */
export const declaredShapes = z
	.strictObject({
		/** Of the list of territories. */
		id: slug,
		/** Length of a unit; absent of an abstract plane. */
		kilometres: z.number().positive().optional(),
		source,
		/** By territory, its parts: rings of arcs by number, `-1 - i` being arc i backwards. */
		territories: z.record(territoryId, polygons),
		arcs: z.array(arc).min(1)
	})
	.superRefine((shapes, context) => {
		for (const message of shapeFaults(shapes))
			context.addIssue({ code: 'custom', path: ['territories'], message });
	});
export type DeclaredShapes = z.infer<typeof declaredShapes>;

const pair = z.tuple([z.number(), z.number()]);

/** `shapes/<list of territories>.json` of a release: TopoJSON, with its source and licence. */
export const territoryShapes = z.strictObject({
	type: z.literal('Topology'),
	id: slug,
	source,
	/** Kilometres of an equal-area plane, y down; or an abstract plane. */
	plane: z.enum(['kilometres', 'abstract']),
	transform: z.strictObject({ scale: pair, translate: pair }),
	arcs: z.array(z.array(pair)),
	objects: z.strictObject({
		territories: z.strictObject({
			type: z.literal('GeometryCollection'),
			geometries: z.array(
				z.strictObject({ type: z.literal('MultiPolygon'), id: territoryId, arcs: polygons })
			)
		})
	})
});
export type TerritoryShapes = z.infer<typeof territoryShapes>;

/** As TopoJSON, so that other programs read it too. */
export function publishedShapes(shapes: DeclaredShapes): TerritoryShapes {
	const { id, kilometres, source: from, territories, arcs } = shapes;
	const scale = kilometres ?? 1;
	return {
		type: 'Topology',
		id,
		source: from,
		plane: kilometres === undefined ? 'abstract' : 'kilometres',
		transform: { scale: [scale, scale], translate: [0, 0] },
		arcs: arcs.map(steps),
		objects: {
			territories: {
				type: 'GeometryCollection',
				geometries: Object.entries(territories).map(([territory, own]) => ({
					type: 'MultiPolygon',
					id: territory,
					arcs: own
				}))
			}
		}
	};
}

const steps = (points: readonly Point[]): [number, number][] =>
	points.map(([x, y], i) => [x - (points[i - 1]?.[0] ?? 0), y - (points[i - 1]?.[1] ?? 0)]);

/** The rings of every territory, in the units of the plane. */
export function territoryRings(shapes: TerritoryShapes): Map<string, readonly Ring[]> {
	const [sx, sy] = shapes.transform.scale;
	const arcs = shapes.arcs.map((arc) =>
		walked(arc.flat()).map(([x, y]): Point => [x * sx, y * sy])
	);
	return new Map(
		shapes.objects.territories.geometries.map(({ id, arcs: own }) => [id, ringsOf(arcs, own)])
	);
}
