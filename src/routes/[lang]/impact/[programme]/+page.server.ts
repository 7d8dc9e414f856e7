import { error } from '@sveltejs/kit';
import { wordsOf } from '#lib/model/catalogue-words.ts';
import { locales } from '#lib/model/locales.ts';
import { drawnPicture } from '../../../drawn-chart.server.ts';
import { releasedCatalogue } from '../../../released.server.ts';
import { correctionTexts } from '../../data/correction-words.ts';
import {
	countryNames,
	placeNames,
	isSettable,
	releasedProgramme,
	releasedProgrammes
} from '../index.server.ts';
import { type ProgrammeView, programmeView } from '../words/programme-view.ts';
import type { EntryGenerator, PageServerLoad } from './$types';

export const entries: EntryGenerator = () =>
	(releasedProgrammes()?.entries ?? []).flatMap(({ programme }) =>
		locales.map((lang) => ({ lang, programme: programme.id }))
	);

const wide = 880;

export const load: PageServerLoad = async ({ params, parent }) => {
	const { locale, release } = await parent();
	const known = releasedProgrammes()?.entries.some(
		({ programme }) => programme.id === params.programme
	);
	if (!known) error(404);
	const page = releasedProgramme(params.programme);
	const territory = placeNames(locale);
	const view = programmeView({ page, locale, release: release.id, territory });
	const country = countryNames(locale)(page.programme.country);
	const place = page.programme.place && wordsOf(page.programme.place, locale);
	return {
		...{ synthetic: page.synthetic, id: page.programme.id, hasPanel: page.evaluation.panel },
		isSettable: isSettable(page),
		corrected: correctionTexts(releasedCatalogue(), { programme: page.programme.id }, locale),
		where: place === undefined ? country : `${place}, ${country}`,
		view: drawnView(view)
	};
};

/** Functions that draw become markup: nothing of Plot reaches the reader. */
function drawnView({ pictures, robustness, cost, ...view }: ProgrammeView) {
	return {
		...view,
		pictures: pictures.map((one) => drawnCharts(one)),
		robustness: robustness && drawnCharts(robustness),
		cost: cost && {
			...cost,
			chart: cost.chart && {
				...cost.chart,
				options: undefined,
				drawn: drawnPicture(cost.chart.options, wide)
			}
		}
	};
}

const drawnCharts = <Picture extends Pick<ProgrammeView['pictures'][number], 'charts'>>({
	charts,
	...picture
}: Picture) => ({
	...picture,
	charts: charts.map(({ caption, options }) => ({ caption, drawn: drawnPicture(options, wide) }))
});
