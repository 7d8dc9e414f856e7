import { budgetViews } from '../words/budget-view.server.ts';
import { entryNames } from '../words/names.server.ts';
import { registerView } from '../words/register-view.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ parent }) => {
	const { locale } = await parent();
	const { file, completeness, synthetic } = registerView('budgets', { locale });
	return { budgets: budgetViews(entryNames(locale)), file, completeness, synthetic };
};
