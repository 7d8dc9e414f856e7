import {
	type CountryIndex,
	type CountryPage,
	countryIndex,
	countryPage
} from '#lib/model/country-page.ts';
import { releaseFile, releaseManifest } from '../../release.server.ts';

const path = 'pages/countries.json';

/** The countries of the release; undefined where it speaks of none. */
export function releasedCountries(): CountryIndex | undefined {
	const { artefacts } = releaseManifest();
	return artefacts.some((one) => one.path === path)
		? countryIndex.parse(releaseFile(path))
		: undefined;
}

/** What the release has of a whole country. */
export const releasedCountry = (id: string): CountryPage =>
	countryPage.parse(releaseFile(`pages/countries/${id}.json`));
