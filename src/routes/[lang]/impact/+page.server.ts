import { countryNames, releasedProgramme, releasedProgrammes } from './index.server.ts';
import { entryView } from './words/entries.ts';
import { filterFields } from './words/filter-fields.ts';
import { filterKeys } from './words/filters.ts';
import type { PageServerLoad } from './$types';

const written = Object.keys(import.meta.glob('./*/+page.svelte'));

export const load: PageServerLoad = async ({ parent }) => {
	const { locale, release } = await parent();
	const country = countryNames(locale);
	const entries = (releasedProgrammes()?.entries ?? [])
		.map((entry) =>
			entryView(entry, {
				...{ page: releasedProgramme(entry.programme.id), release: release.id },
				...{ country, locale }
			})
		)
		.sort((a, b) => a.title.localeCompare(b.title, locale));
	return {
		entries,
		fields: filterFields(entries, filterKeys, { locale, country }),
		/** Whether the planner is part of this site: a link to a page that is not there breaks the build. */
		hasPlanner: written.includes('./planner/+page.svelte')
	};
};
