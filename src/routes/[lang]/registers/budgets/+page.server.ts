import { budgetViews } from '../words/budget-view.server.ts';
import { entryNames } from '../words/names.server.ts';
import { registerView } from '../words/register-view.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ parent }) => {
	const { locale } = await parent();
	return {
		budgets: budgetViews(entryNames(locale)),
		view: registerView('budgets', { locale })
	};
};
