import { searchEntries } from './search-entries.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ parent }) => {
	const { locale } = await parent();
	return { entries: searchEntries(locale) };
};
