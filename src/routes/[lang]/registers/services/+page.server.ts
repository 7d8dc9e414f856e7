import { listView } from '../words/list-view.server.ts';
import { entryNames } from '../words/names.server.ts';
import { placeCompleteness } from '../words/place-view.server.ts';
import { registerView } from '../words/register-view.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ parent }) => {
	const { locale } = await parent();
	const { file, completeness, title, lead, synthetic } = registerView('services', { locale });
	const filters = ['type', 'modality', 'groups', 'licence'];
	const facts = [
		'type',
		'modality',
		'groups',
		'cost',
		'hours',
		'address',
		'phone',
		'web',
		'place',
		'longitude',
		'latitude',
		'licence'
	];
	return {
		...listView('services', locale, { filters, facts }),
		file,
		completeness,
		places: placeCompleteness(entryNames(locale)),
		view: { title, lead, synthetic }
	};
};
