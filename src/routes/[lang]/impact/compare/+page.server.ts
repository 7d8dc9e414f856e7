import { forestPlot } from '#lib/charts/impact/forest-plot.ts';
import { drawnPicture } from '../../../drawn-chart.server.ts';
import { countryNames, releasedProgramme, releasedProgrammes } from '../index.server.ts';
import { comparedEntry } from '../words/compared.ts';
import { filterFields } from '../words/filters.ts';
import { compareKeys, comparedEntries, openingView } from './compare-view.ts';
import { type GroupLabels, forestInput, forestOptions } from './forest.ts';
import { together } from './pooled.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ parent }) => {
	const { locale, release } = await parent();
	const country = countryNames(locale);
	const entries = (releasedProgrammes()?.entries ?? [])
		.map((entry) =>
			comparedEntry(entry, {
				...{ page: releasedProgramme(entry.programme.id), release: release.id, locale }
			})
		)
		.sort((a, b) => a.title.localeCompare(b.title, locale));
	const fields = filterFields(entries, compareKeys, { locale, country });
	const labels = Object.fromEntries(
		fields.map(({ key, options }) => [
			key,
			Object.fromEntries(options.map(({ value, label }) => [value, label]))
		])
	) as GroupLabels;
	const shown = comparedEntries(entries, openingView);
	const input = forestInput(shown, together(shown, openingView.metric), {
		...{ view: openingView, labels, locale }
	});
	const options = forestOptions(openingView.metric, locale);
	return {
		...{ entries, fields, labels },
		drawn:
			shown.length > 0
				? drawnPicture((width) => forestPlot(input, { ...options, width }), 1080)
				: undefined
	};
};
