import { error } from '@sveltejs/kit';
import { parseHTML } from 'linkedom';
import { chartSvg } from '#lib/charts/chart-svg.ts';
import { estimateIntervals } from '#lib/charts/estimate-intervals.ts';
import { catalogue as catalogueSchema } from '#lib/model/catalogue.ts';
import { explorePage } from '#lib/model/explore-view.ts';
import { shownAnswer } from '#lib/model/shown-answer.ts';
import { resolvedView } from '#lib/state/explore-options.ts';
import { releaseFile } from '../../release.server.ts';
import type { PageServerLoad } from './$types';
import { chartOptions, chartRows } from './words.ts';

/** Wide for a desk and paper, narrow for a phone: text keeps its size. */
const widths = { wide: 760, narrow: 358 };

export const load: PageServerLoad = async ({ parent }) => {
	const { locale } = await parent();
	const catalogue = catalogueSchema.parse(releaseFile('catalogue.json'));
	const { view, answer } = explorePage.parse(releaseFile('pages/explore.json'));
	const resolved = resolvedView(catalogue, view);
	if (typeof resolved === 'string') error(500, resolved);
	const words = { catalogue, resolved, answer: shownAnswer(answer), locale };
	const { document } = parseHTML('<!doctype html><html><body></body></html>');
	const draw = (width: number) =>
		chartSvg(estimateIntervals(chartRows(words), { ...chartOptions(words), width }), document);
	const charts = { wide: draw(widths.wide), narrow: draw(widths.narrow) };
	return { catalogue, standard: { view, answer: words.answer }, charts };
};
