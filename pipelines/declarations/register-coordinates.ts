import { type Point, isInside } from '#lib/model/polygon.ts';
import type { EntryOf } from '#lib/model/registers/registers.ts';
import {
	type DeclaredShapes,
	publishedShapes,
	territoryRings
} from '#lib/model/territory-shapes.ts';
import type { References } from './declaration-references.ts';
import { declaredEntries } from './register-entries.ts';

/** What is wrong with a field of one service. */
type Report = (field: string, message: string) => void;

/**
 * That coordinates can be what they say. In a country that does not exist they are held against the
 * shapes of its territories; of a real one shapes are planes whose projection is not declared, so that
 * only degrees that no place has are found.
 */
export function checkCoordinates(
	service: EntryOf<'services'>,
	references: References,
	report: Report
) {
	const { longitude, latitude } = service;
	if (longitude === undefined || latitude === undefined) return;
	const place = declaredEntries(references, 'places')?.find(({ id }) => id === service.place);
	if (!place) return;
	const shapes = shapesOf(place.country, references);
	if (!shapes) {
		if (Math.abs(longitude) > 180)
			report('longitude', `not degrees from -180 to 180: ${longitude}`);
		if (Math.abs(latitude) > 90) report('latitude', `not degrees from -90 to 90: ${latitude}`);
		return;
	}
	const found = territoryAt([longitude, latitude], shapes);
	const where = `${longitude}, ${latitude}`;
	if (found === undefined) report('longitude', `in the sea or outside ${place.country}: ${where}`);
	else if (place.territory !== undefined && found !== place.territory)
		report('longitude', `outside ${place.territory}, in ${found}: ${where}`);
}

/** Of the territories of a country, where they lie on an abstract plane. */
function shapesOf(country: string, { read }: References): DeclaredShapes | undefined {
	const lists = [...read.territories.declared.values()].filter(
		({ value }) => value.parent === country
	);
	const drawn = lists.flatMap(({ id }) => read.shapes.declared.get(id)?.value ?? []);
	return drawn.find(({ kilometres }) => kilometres === undefined);
}

function territoryAt(point: Point, shapes: DeclaredShapes): string | undefined {
	const rings = territoryRings(publishedShapes(shapes));
	return [...rings].find(([, own]) => isInside(own, point))?.[0];
}
