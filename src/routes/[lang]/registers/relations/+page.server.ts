import { entryNames } from '../words/names.server.ts';
import { registerView } from '../words/register-view.server.ts';
import { interestTable, relationMatrix } from '../words/relation-view.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ parent }) => {
	const { locale } = await parent();
	const names = entryNames(locale);
	return {
		matrix: relationMatrix(names),
		interests: interestTable(names),
		view: registerView('relations', {
			locale,
			fields: ['actor', 'kind', 'other', 'state', 'detail', 'date']
		})
	};
};
