import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { LandCells } from '#lib/model/land-cells.ts';
import type { Point, Ring } from '#lib/model/polygon.ts';
import { ringsOf } from '#lib/model/shape-faults.ts';
import type { TerritoryList } from '#lib/model/territory.ts';
import { cellsOf } from './land-raster.ts';

/** The parts of TopoJSON that outlines of countries are made of. */
interface Topology {
	readonly transform: { readonly scale: Point; readonly translate: Point };
	/** First point, then steps, in whole units. */
	readonly arcs: readonly (readonly Point[])[];
	readonly objects: { readonly countries: { readonly geometries: readonly Geometry[] } };
}

type Geometry = { readonly id?: string } & (
	| { readonly type: 'Polygon'; readonly arcs: number[][] }
	| { readonly type: 'MultiPolygon'; readonly arcs: number[][][] }
);

/** What is drawn so far, by code of UN M49. */
const drawn = new Map<string, LandCells>();
let outlines: ReadonlyMap<string, () => readonly Ring[]> | undefined;

/** Where declared countries have land; nothing of those without a code of UN M49. */
export function landsOf(territories: readonly TerritoryList[]): Record<string, LandCells> {
	const countries = territories.filter(({ level }) => level === 'country');
	return Object.fromEntries(
		countries
			.flatMap((list) => list.territories)
			.flatMap(({ id, codes: { m49 } }) => {
				const cells = m49 === undefined ? undefined : landOf(m49);
				return cells ? [[id, cells]] : [];
			})
	);
}

function landOf(code: string): LandCells | undefined {
	outlines ??= readOutlines();
	const rings = outlines.get(code);
	if (rings && !drawn.has(code)) drawn.set(code, cellsOf(rings()));
	return drawn.get(code);
}

/** Natural Earth 1:10m (public domain) as `world-atlas` packs it. Degrees, by code of UN M49. */
function readOutlines(): ReadonlyMap<string, () => readonly Ring[]> {
	const path = createRequire(import.meta.url).resolve('world-atlas/countries-10m.json');
	const { transform, arcs, objects } = JSON.parse(readFileSync(path, 'utf8')) as Topology;
	const lines = arcs.map((arc) => inDegrees(arc, transform));
	return new Map(
		objects.countries.geometries.flatMap(({ id, ...geometry }) => {
			const polygons = geometry.type === 'Polygon' ? [geometry.arcs] : geometry.arcs;
			return id === undefined ? [] : [[id, () => ringsOf(lines, polygons)] as const];
		})
	);
}

function inDegrees(arc: readonly Point[], { scale, translate }: Topology['transform']): Ring {
	let [x, y] = [0, 0];
	return arc.map(([dx, dy]): Point => {
		[x, y] = [x + dx, y + dy];
		return [x * scale[0] + translate[0], y * scale[1] + translate[1]];
	});
}
