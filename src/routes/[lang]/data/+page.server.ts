import { longDate } from '#lib/format/dates.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { baselineTable } from '#lib/model/baseline-table.ts';
import type { Catalogue } from '#lib/model/catalogue.ts';
import { wordsOf } from '#lib/model/catalogue-words.ts';
import { correctionAnchor } from '#lib/model/corrections-of.ts';
import type { Locale } from '#lib/model/locales.ts';
import type { ReleaseNotice } from '#lib/model/release-notice.ts';
import { previousRelease, releaseManifest } from '../../release.server.ts';
import { beforeAndAfter } from './correction-words.ts';
import {
	boardHoldings,
	frameworkHoldings,
	programmeHoldings,
	registerHoldings,
	seriesHoldings,
	shapeHoldings,
	surveyHoldings,
	tableHoldings
} from './holdings.server.ts';
import {
	released,
	releasedCatalogue,
	releasedNotice,
	releasedSeries
} from '../../released.server.ts';
import { holdingsText, releaseNews } from './release-news.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ parent }) => {
	const { locale } = await parent();
	const catalogue = releasedCatalogue();
	const notice = releasedNotice();
	const series = releasedSeries();
	const corrected = new Set(notice.corrections.flatMap(({ artefacts }) => artefacts));
	const options = { locale, corrected };
	const baselines = released('baselines.json', baselineTable) ?? [];
	const names = {
		estimates: m.data_file_estimates({}, { locale }),
		comparisons: m.data_file_comparisons({}, { locale }),
		baselines: m.data_baselines({}, { locale })
	};
	return {
		/** As it was approved; `release` is that of every page. */
		declared: notice.release,
		news: [...releaseNews(locale), holdingsText(locale)],
		history: historyOf(notice, locale),
		corrections: correctionViews(notice, catalogue, locale),
		holdings: {
			tables: tableHoldings(names, options),
			surveys: surveyHoldings(catalogue.surveys, options),
			series: seriesHoldings(series, options),
			programmes: programmeHoldings(options),
			frameworks: frameworkHoldings(options),
			registers: registerHoldings(options),
			boards: boardHoldings(options),
			shapes: shapeHoldings(options)
		},
		series,
		questionnaire: releaseManifest().artefacts.some(({ kind }) => kind === 'questionnaire')
			? { questionnaire: 'series' }
			: {},
		baselines,
		/** How the number of a baseline is written. */
		statistics: baselines.flatMap(({ baseline: { id, frozen } }) => {
			if (frozen.kind === 'published') return [];
			const indicator = catalogue.indicators.find((one) => one.id === frozen.indicator);
			return indicator ? [[id, indicator.statistic] as const] : [];
		})
	};
};

/** Releases before this one, the latest first, and whether their files are still there. */
function historyOf({ earlier }: ReleaseNotice, locale: Locale) {
	const online = previousRelease()?.release;
	return earlier.map(({ release, date, what }) => ({
		release,
		date: longDate(date, locale),
		what: what ? wordsOf(what, locale) : m.news_unknown({}, { locale }),
		isOnline: release === online
	}));
}

function correctionViews({ corrections }: ReleaseNotice, catalogue: Catalogue, locale: Locale) {
	return corrections.map(({ date, release, what, figures, artefacts }, i) => ({
		id: correctionAnchor(corrections.length - i),
		date: longDate(date, locale),
		of: m.data_correction_of({ release }, { locale }),
		what: wordsOf(what, locale),
		figures: figures.map((one) => beforeAndAfter(one, catalogue, locale)),
		artefacts
	}));
}
