import { m } from '#lib/i18n/paraglide/messages.js';
import { wordsOf } from '#lib/model/catalogue-words.ts';
import { exclusionPage } from '#lib/model/exclusion-page.ts';
import type { Locale } from '#lib/model/localized.ts';
import { released, releasedCatalogue } from '../../../released.server.ts';
import { releasedEntries } from '../index.server.ts';
import { registerView } from '../words/register-view.server.ts';
import { seriesView } from './words/series-view.server.ts';
import type { PageServerLoad } from './$types';

/** Factors under their environments, none of them with a figure. */
export const load: PageServerLoad = async ({ parent }) => {
	const { locale } = await parent();
	const factors = releasedEntries('exclusion').map(({ id, label, environment }) => ({
		...{ id, environment },
		label: wordsOf(label, locale)
	}));
	const names = {
		factors,
		axes: listed('axes', locale),
		environments: listed('environments', locale)
	};
	const { series = [] } = released('pages/exclusion.json', exclusionPage) ?? {};
	const catalogue = releasedCatalogue();
	const { file, completeness, ...view } = registerView('exclusion', { locale });
	return {
		view: { title: view.title, lead: view.lead, synthetic: series.some(isSynthetic) },
		...{ file, completeness },
		environments: names.environments.map((environment) => ({
			...environment,
			factors: factors.filter((factor) => factor.environment === environment.id)
		})),
		none: m.registers_exclusion_none({}, { locale }),
		series: series.map((one) => seriesView({ ...names, series: one, catalogue, locale }))
	};
};

type Series = ReturnType<typeof exclusionPage.parse>['series'][number];

const isSynthetic = ({ factors }: Series) =>
	factors.some(({ waves }) => waves.some(({ synthetic }) => synthetic));

const listed = (list: string, locale: Locale) =>
	releasedEntries('codes')
		.filter((code) => code.list === list)
		.map(({ id, label }) => ({ id, label: wordsOf(label, locale) }));
