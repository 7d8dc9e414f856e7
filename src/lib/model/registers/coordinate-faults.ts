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
	/** Absent of a real country: its shapes are planes whose projection is not declared. */
	readonly plane: TerritoryPlane | undefined;
}

/**
 * That coordinates can be what they say. In a country that does not exist they are held against the
 * shapes of its territories; of a real one only degrees that no place has are found.
 */
export function coordinateFaults(
	{ longitude, latitude }: Located,
	{ country, territory, plane }: CoordinateContext
): EntryIssue[] {
	if (!plane) return [...beyond('longitude', longitude, 180), ...beyond('latitude', latitude, 90)];
	const point: Point = [longitude, latitude];
	const found = [...plane].find(([, rings]) => isInside(rings, point))?.[0];
	const where = point.join(', ');
	if (found === undefined)
		return [[['longitude'], `in the sea or outside ${country}: ${where}`, 'place']];
	return territory !== undefined && found !== territory
		? [[['longitude'], `outside ${territory}, in ${found}: ${where}`, 'place']]
		: [];
}

const beyond = (field: string, degrees: number, most: number): EntryIssue[] =>
	Math.abs(degrees) > most
		? [[[field], `not degrees from -${most} to ${most}: ${degrees}`, 'place']]
		: [];
