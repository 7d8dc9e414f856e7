import { listView } from '../words/list-view.server.ts';
import { registerView } from '../words/register-view.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ parent }) => {
	const { locale } = await parent();
	const { file, completeness, title, lead, synthetic } = registerView('interventions', { locale });
	const filters = ['types', 'groups', 'approaches', 'networks', 'evidence'];
	const facts = [
		'types',
		'groups',
		'approaches',
		'networks',
		'financing',
		'sustainability',
		'evidence',
		'country',
		'place'
	];
	return {
		...listView('interventions', locale, { filters, facts }),
		file,
		completeness,
		view: { title, lead, synthetic }
	};
};
