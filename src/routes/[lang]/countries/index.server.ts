import {
	type CountryIndex,
	type CountryPage,
	countryIndex,
	countryPage
} from '#lib/model/country-page.ts';
import { releaseFile } from '../../release.server.ts';
import { released } from '../../released.server.ts';

/** The countries of the release; undefined where it speaks of none. */
export const releasedCountries = (): CountryIndex | undefined =>
	released('pages/countries.json', countryIndex);

/** What the release has of a whole country. */
export const releasedCountry = (id: string): CountryPage =>
	countryPage.parse(releaseFile(`pages/countries/${id}.json`));
