import { forestPlot } from '#lib/charts/impact/forest-plot.ts';
import { nameOf } from '#lib/model/catalogue-words.ts';
import { drawnPicture } from '../../../drawn-chart.server.ts';
import { countryNames, releasedProgramme, releasedProgrammes } from '../index.server.ts';
import { comparedEntry } from '../words/compared.ts';
import { effectFacts } from '../words/effect-facts.ts';
import { filterFields } from '../words/filter-fields.ts';
import { compareKeys, comparedEntries, openingView } from './compare-view.ts';
import { costsView } from './cost-pictures.ts';
import { type GroupLabels, forestInput, forestOptions } from './forest.ts';
import type { LeavingEffect } from './leaving-effects.ts';
import { together } from './pooled.ts';
import type { PageServerLoad } from './$types';

/** Pixels. */
const wide = 1080;

export const load: PageServerLoad = async ({ parent }) => {
	const { locale, release } = await parent();
	const country = countryNames(locale);
	const effects = (releasedProgrammes()?.entries ?? [])
		.map((listed): LeavingEffect => {
			const page = releasedProgramme(listed.programme.id);
			const words = { page, release: release.id, locale };
			const entry = comparedEntry(listed, words);
			const { evidence, isEffect } = entry;
			const about = { evidence, isEffect, country: country(entry.country) };
			const producer = nameOf(page.programme.producer, locale);
			return { entry, facts: effectFacts(words, about), producer };
		})
		.sort((a, b) => a.entry.title.localeCompare(b.entry.title, locale));
	const entries = effects.map(({ entry }) => entry);
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
		...{ effects, fields, labels },
		drawn:
			shown.length > 0
				? drawnPicture((width) => forestPlot(input, { ...options, width }), wide)
				: undefined,
		drawnCosts: costsView(shown, locale).pictures.map((one) =>
			drawnPicture((width) => forestPlot(one.input, { ...one.options, width }), wide)
		)
	};
};
