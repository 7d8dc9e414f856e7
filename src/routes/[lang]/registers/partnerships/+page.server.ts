import { entryNames } from '../words/names.server.ts';
import {
	exchangeCounts,
	exchangeTable,
	partnershipMatrix
} from '../words/partnership-view.server.ts';
import { planCalendar } from '../words/plan-view.server.ts';
import { registerView } from '../words/register-view.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ parent }) => {
	const { locale, release } = await parent();
	const names = entryNames(locale);
	return {
		matrix: partnershipMatrix(names),
		exchanges: exchangeTable(names),
		counts: exchangeCounts(names),
		calendar: planCalendar(names, release.date),
		views: {
			agreements: registerView('partnerships', { locale }),
			exchanges: registerView('exchanges', { locale }),
			process: registerView('process', {
				locale,
				fields: [
					'title',
					'kind',
					'baselineSource',
					'baseline',
					'baselineDate',
					'planned',
					'plannedBy',
					'done',
					'narrative'
				]
			})
		}
	};
};
