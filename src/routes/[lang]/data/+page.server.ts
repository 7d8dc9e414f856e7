import { baselineTable } from '#lib/model/baseline-table.ts';
import { catalogue as catalogueSchema } from '#lib/model/catalogue.ts';
import { releaseNotice } from '#lib/model/release-notice.ts';
import { seriesCatalogue } from '#lib/model/series-catalogue.ts';
import { previousRelease, releaseFile, releaseManifest } from '../../release.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = () => {
	const { artefacts } = releaseManifest();
	const has = (path: string) => artefacts.some((one) => one.path === path);
	const { surveys, indicators } = catalogueSchema.parse(releaseFile('catalogue.json'));
	const baselines = has('baselines.json') ? baselineTable.parse(releaseFile('baselines.json')) : [];
	return {
		notice: releaseNotice.parse(releaseFile('release.json')),
		previous: previousRelease(),
		tables: artefacts.filter(({ kind }) => kind === 'estimates' || kind === 'comparisons'),
		reports: artefacts.flatMap(({ kind, survey }) =>
			kind === 'report' && survey !== undefined ? [survey] : []
		),
		surveys: surveys.map(({ questions, tables, recipe, ...shown }) => ({
			...shown,
			rows: tables.map(({ unit, rows }) => ({ unit, rows }))
		})),
		series: has('series.json') ? seriesCatalogue.parse(releaseFile('series.json')) : [],
		questionnaire: artefacts.some(({ kind }) => kind === 'questionnaire')
			? { questionnaire: 'series' }
			: {},
		baselines,
		/** How the number of a baseline is written. */
		statistics: baselines.flatMap(({ baseline: { id, frozen } }) => {
			if (frozen.kind === 'published') return [];
			const indicator = indicators.find((one) => one.id === frozen.indicator);
			return indicator ? [[id, indicator.statistic] as const] : [];
		})
	};
};
