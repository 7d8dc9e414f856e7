import { livelihoodViews } from '../words/livelihood-view.server.ts';
import { entryNames } from '../words/names.server.ts';
import { registerView } from '../words/register-view.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ parent }) => {
	const { locale } = await parent();
	const names = entryNames(locale);
	const views = livelihoodViews(names);
	const programmes = [...new Set(views.map(({ programme }) => programme))];
	return {
		programmes: programmes.map((id) => ({
			id,
			title: names.programme(id),
			views: views.filter(({ programme }) => programme === id)
		})),
		view: registerView('livelihoods', { locale })
	};
};
