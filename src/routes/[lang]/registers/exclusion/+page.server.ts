import { m } from '#lib/i18n/paraglide/messages.js';
import { catalogue as catalogueSchema } from '#lib/model/catalogue.ts';
import { wordsOf } from '#lib/model/catalogue-words.ts';
import { exclusionPage } from '#lib/model/exclusion-page.ts';
import type { Locale } from '#lib/model/localized.ts';
import { releaseFile, releaseManifest } from '../../../release.server.ts';
import { releasedEntries } from '../index.server.ts';
import { registerView } from '../words/register-view.server.ts';
import { seriesView } from './words/series-view.server.ts';
import type { PageServerLoad } from './$types';

const path = 'pages/exclusion.json';

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
	const isReleased = releaseManifest().artefacts.some((one) => one.path === path);
	const { series } = isReleased ? exclusionPage.parse(releaseFile(path)) : { series: [] };
	const catalogue = catalogueSchema.parse(releaseFile('catalogue.json'));
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
