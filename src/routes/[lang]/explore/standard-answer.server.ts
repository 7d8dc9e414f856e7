import { error } from '@sveltejs/kit';
import type { Catalogue } from '#lib/model/catalogue.ts';
import { type ExplorePage, explorePage } from '#lib/model/explore-view.ts';
import type { Locale } from '#lib/model/localized.ts';
import { shownAnswer } from '#lib/model/shown-answer.ts';
import { searchOf } from '#lib/state/explore-url.ts';
import { resolvedView } from '#lib/state/resolved-view.ts';
import { drawnChart } from '../../drawn-chart.server.ts';
import { releaseFile } from '../../release.server.ts';
import { chartOptions, panelsOf } from './words/lines.ts';

/** The view that the explorer opens with, its answer, and the answer's pictures as markup. */
export function standardAnswer(catalogue: Catalogue, locale: Locale) {
	const { view, answer, examples } = explorePage.parse(releaseFile('pages/explore.json'));
	const resolved = resolvedView(catalogue, view);
	if (typeof resolved === 'string') error(500, resolved);
	const shown = shownAnswer(answer);
	const answers = [{ survey: resolved.sources[0], answer: shown }] as const;
	const words = { catalogue, resolved, answers, compared: [], locale };
	const [panel] = panelsOf(words);
	if (!panel) error(500, view.survey);
	const drawn = drawnChart(panel.rows, { ...chartOptions(words), wide: 760 });
	return { standard: { view, answer: shown }, drawn, examples: examplesOf(catalogue, examples) };
}

/** Questions that the release can answer as they are. */
const examplesOf = (catalogue: Catalogue, examples: ExplorePage['examples']) =>
	examples.flatMap(({ label, view }) => {
		const found = resolvedView(catalogue, view);
		const isWhole = typeof found !== 'string' && found.dropped.length === 0;
		return isWhole ? [{ label, search: searchOf(view) }] : [];
	});
