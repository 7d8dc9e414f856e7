import { type LandCells, isByLand } from '../land-cells.ts';
import { type Point, type Ring, isInside } from '../polygon.ts';
import type { EntryIssue } from './entry.ts';

/** Rings of the territories of a country that does not exist, on the plane of its shapes. */
export type TerritoryPlane = ReadonlyMap<string, readonly Ring[]>;

interface Located {
	readonly longitude: number;
	readonly latitude: number;
}

interface CoordinateContext {
	readonly country: string;
	readonly territory?: string | undefined;
	/** Of a country that does not exist. */
	readonly plane: TerritoryPlane | undefined;
	/** Of one that does; absent where nobody knows where it lies. */
	readonly land: LandCells | undefined;
}

/**
 * That coordinates can be what they say. In a country that does not exist they are held against the
 * shapes of its territories, elsewhere against the land of the country.
 */
export function coordinateFaults(located: Located, context: CoordinateContext): EntryIssue[] {
	return context.plane
		? planeFaults(located, context, context.plane)
		: landFaults(located, context);
}

function planeFaults(
	{ longitude, latitude }: Located,
	{ country, territory }: CoordinateContext,
	plane: TerritoryPlane
): EntryIssue[] {
	const point: Point = [longitude, latitude];
	const found = [...plane].find(([, rings]) => isInside(rings, point))?.[0];
	const where = point.join(', ');
	if (found === undefined)
		return [[['longitude'], `in the sea or outside ${country}: ${where}`, 'place']];
	return territory !== undefined && found !== territory
		? [[['longitude'], `outside ${territory}, in ${found}: ${where}`, 'place']]
		: [];
}

function landFaults(
	{ longitude, latitude }: Located,
	{ country, land }: CoordinateContext
): EntryIssue[] {
	const impossible = [...beyond('longitude', longitude, 180), ...beyond('latitude', latitude, 90)];
	if (impossible.length > 0 || !land || isByLand(land, longitude, latitude)) return impossible;
	const where = `in the sea or outside ${country}: ${longitude}, ${latitude}`;
	const isSwapped = isByLand(land, latitude, longitude);
	return [
		[['longitude'], isSwapped ? `${where}; longitude and latitude seem exchanged` : where, 'place']
	];
}

const beyond = (field: string, degrees: number, most: number): EntryIssue[] =>
	Math.abs(degrees) > most
		? [[[field], `not degrees from -${most} to ${most}: ${degrees}`, 'place']]
		: [];
