import { error } from '@sveltejs/kit';
import { baselinePage } from '#lib/model/baseline-page.ts';
import { wordsOf } from '#lib/model/catalogue-words.ts';
import { type Locale, locales } from '#lib/model/locales.ts';
import { drawnChart } from '../../../drawn-chart.server.ts';
import { releaseFile } from '../../../release.server.ts';
import { releasedCatalogue } from '../../../released.server.ts';
import { releasedBaselines } from '../index.server.ts';
import { actorRows } from '../words/actor-rows.ts';
import { frozenTexts } from '../words/change-words.ts';
import { coverageState, coverageText } from '../words/coverage-words.ts';
import { type Picture, dimensionView } from '../words/dimension-view.ts';
import { leadTexts } from '../words/lead.ts';
import type { EntryGenerator, PageServerLoad } from './$types';

export const entries: EntryGenerator = () =>
	(releasedBaselines()?.places ?? []).flatMap(({ place }) =>
		locales.map((lang) => ({ lang, territory: place.id }))
	);

export const load: PageServerLoad = async ({ params, parent }) => {
	const { locale, release } = await parent();
	const index = releasedBaselines();
	const own = index?.places.find(({ place }) => place.id === params.territory);
	if (!index || !own) error(404);
	const { frame, places } = index;
	const { place } = own;
	const page = baselinePage.parse(releaseFile(`pages/baselines/${place.id}.json`));
	const whole = places.find((one) => one.place.id === place.country) ?? own;
	const words = {
		...{ catalogue: releasedCatalogue(), frame, place, locale },
		...{ country: wordsOf(whole.place.name, locale), on: release.date }
	};
	return {
		...{ place, country: words.country, name: wordsOf(place.name, locale) },
		lead: leadTexts(page, words),
		coverage: own.coverage.flatMap((one) => {
			const dimension = frame.dimensions.find(({ id }) => id === one.dimension);
			if (!dimension) return [];
			const dated = { on: release.date, rhythm: dimension.rhythm };
			return [
				{
					...{ id: dimension.id, label: wordsOf(dimension.label, locale) },
					...{ state: coverageState(one, dated), text: coverageText(one, dated, locale) }
				}
			];
		}),
		dimensions: frame.dimensions.map((dimension) => {
			const entries = page.dimensions.find(({ id }) => id === dimension.id)?.entries ?? [];
			const { pictures, ...view } = dimensionView(dimension, entries, words);
			return { ...view, pictures: pictures.map((one) => drawnPicture(one, locale)) };
		}),
		others: page.others.map((one) => ({
			label: wordsOf(one.baseline.label, locale),
			text: frozenTexts(one, words).join('; ')
		})),
		actors: actorRows(index.actors, locale),
		parts: places
			.filter((one) => one.place.country === place.id && one.place.id !== place.id)
			.map((one) => ({ id: one.place.id, name: wordsOf(one.place.name, locale) }))
			.sort((a, b) => a.name.localeCompare(b.name, locale))
	};
};

function drawnPicture({ title, rows, ...options }: Picture, locale: Locale) {
	const format = options.isShare ? { style: 'percent' as const } : { notation: 'compact' as const };
	const formatTick = (value: number) => new Intl.NumberFormat(locale, format).format(value);
	return { title, drawn: drawnChart(rows, { ...options, formatTick, wide: 880 }) };
}
