import { entryNames } from '../words/names.server.ts';
import { registerView } from '../words/register-view.server.ts';
import { tourismViews } from '../words/tourism-view.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ parent }) => {
	const { locale } = await parent();
	return {
		places: tourismViews(entryNames(locale)),
		view: registerView('tourism', { locale })
	};
};
