/** What of an entry says where it is. */
export interface Placed {
	readonly country?: string | undefined;
	readonly place?: string | undefined;
	readonly cities?: readonly string[];
}

/** Whether an entry of a register is of a country: it says so, else a place that it names lies there. */
export function isOfCountry(
	{ country, place, cities = [] }: Placed,
	wanted: string,
	countryOf: (place: string) => string | undefined
): boolean {
	if (country !== undefined) return country === wanted;
	const places = [...(place === undefined ? [] : [place]), ...cities];
	return places.some((one) => countryOf(one) === wanted);
}
