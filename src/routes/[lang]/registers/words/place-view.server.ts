import { count, decimal, percent } from '#lib/format/numbers.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { type EntryOf, isFilled, registerFields } from '#lib/model/registers/registers.ts';
import {
	type TerritoryShapes,
	territoryRings,
	territoryShapes
} from '#lib/model/territory-shapes.ts';
import { type Ring, extent } from '#lib/model/polygon.ts';
import { releaseFile, releaseManifest } from '../../../release.server.ts';
import { releasedEntries } from '../index.server.ts';
import { type EntryNames, dateText, fieldLabel, fieldText } from './entry-words.ts';

export type Place = EntryOf<'places'>;
type Service = EntryOf<'services'>;

/** Places with a page: those that have services, and cities that other registers speak of. */
export function profiledPlaces(): Place[] {
	const services = new Set(releasedEntries('services').map(({ place }) => place));
	const named = new Set([
		...releasedEntries('partnerships').flatMap(({ cities }) => cities),
		...[...releasedEntries('exchanges'), ...releasedEntries('process')].map(({ place }) => place)
	]);
	return releasedEntries('places').filter(
		({ id, level }) => services.has(id) || (level === 'city' && named.has(id))
	);
}

export const servicesOf = (place: string): Service[] =>
	releasedEntries('services').filter((one) => one.place === place);

/** How much of what the directory asks its services of each place answer; by name, never by share. */
export function placeCompleteness(names: EntryNames) {
	const { locale } = names;
	const end = { align: 'end' } as const;
	const places = profiledPlaces().filter(({ id }) => servicesOf(id).length > 0);
	const rows = places.map(({ id }) => ({
		id,
		cells: {
			place: names.entry('places', id),
			services: count(servicesOf(id).length, locale),
			filled: percent(filledShare(servicesOf(id)), locale)
		}
	}));
	return {
		columns: [
			{ key: 'place', label: fieldLabel('place', locale) },
			{ key: 'services', label: m.registers_place_services({}, { locale }), ...end },
			{ key: 'filled', label: m.registers_column_filled({}, { locale }), ...end }
		],
		rows: rows.toSorted((a, b) => a.cells.place.localeCompare(b.cells.place, locale))
	};
}

/** Of all fields of all services, those that say something. */
export function filledShare(services: readonly Service[]): number {
	const fields = registerFields('services');
	const filled = services.flatMap((one) => fields.filter((field) => isFilled(one, field)));
	return services.length === 0 ? 0 : filled.length / (services.length * fields.length);
}

/** Services for every 10,000 people, where the register says how many live there. */
export function accessText({ id, population, populationYear }: Place, { locale }: EntryNames) {
	const services = servicesOf(id).length;
	if (population === undefined || services === 0)
		return m.registers_place_no_access({}, { locale });
	return m.registers_place_access(
		{
			rate: decimal((services / population) * 1e4, 2, locale),
			services: count(services, locale),
			population: count(population, locale),
			year:
				populationYear === undefined
					? m.registers_not_stated({}, { locale })
					: String(populationYear)
		},
		{ locale }
	);
}

/** Services as a table, numbered as on the plan. */
export function serviceTable(place: string, names: EntryNames) {
	const { locale } = names;
	const fields = ['name', 'type', 'modality', 'groups', 'cost', 'hours', 'lastChecked'];
	const text = (one: Service, field: string) =>
		field === 'lastChecked'
			? dateText(one.lastChecked, locale)
			: fieldText('services', one, { field, names });
	return {
		columns: fields.map((key) => ({ key, label: fieldLabel(key, locale) })),
		rows: servicesOf(place).map((one, i) => ({
			...Object.fromEntries(fields.map((field) => [field, text(one, field)])),
			name: `${i + 1}. ${text(one, 'name')}`
		}))
	};
}

/**
 * The territory of a place and its services on the plane of a country that does not exist; undefined
 * of a real one, whose coordinates are degrees and not of the plane of its shapes.
 */
export function placePlan({ id, territory }: Place) {
	const rings = territory === undefined ? undefined : planeOf(territory);
	const points = servicesOf(id).flatMap(({ longitude, latitude }, i) =>
		longitude === undefined || latitude === undefined
			? []
			: [{ number: i + 1, x: longitude, y: latitude }]
	);
	if (!rings || points.length === 0) return undefined;
	const { left, right, top, bottom } = extent(rings);
	return {
		box: [left, top, right - left, bottom - top].join(' '),
		path: rings.map((ring) => `M${ring.map((point) => point.join(' ')).join('L')}Z`).join(''),
		points
	};
}

function planeOf(territory: string): readonly Ring[] | undefined {
	const drawn = releaseManifest()
		.artefacts.filter(({ kind }) => kind === 'shapes')
		.map(({ path }): TerritoryShapes => territoryShapes.parse(releaseFile(path)));
	const abstract = drawn.filter(({ plane }) => plane === 'abstract');
	return abstract.map((shapes) => territoryRings(shapes).get(territory)).find((rings) => rings);
}
