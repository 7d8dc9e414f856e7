import { count } from '#lib/format/numbers.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { wordsOf } from '#lib/model/catalogue-words.ts';
import type { Locale, Localized } from '#lib/model/localized.ts';
import type { ReleaseChanges } from '#lib/model/release-changes.ts';
import { indicatorsOf } from '#lib/state/explore-options.ts';
import { releasedBoard, releasedBoards } from '../boards/index.server.ts';
import { releasedCountries } from '../countries/index.server.ts';
import { releasedProgrammes } from '../impact/index.server.ts';
import { releasedRegisters } from '../registers/index.server.ts';
import { releasedFramework, releasedFrameworks } from '../results/index.server.ts';
import { releasedCatalogue, releasedNotice, releasedSeries } from '../../released.server.ts';

/** How much the release holds, each with the page that shows it. */
export function releaseHoldings(locale: Locale) {
	const catalogue = releasedCatalogue();
	const built = catalogue.surveys.filter(({ status }) => status === 'built');
	const measured = new Set(built.flatMap((survey) => indicatorsOf(catalogue, survey)));
	const registers = releasedRegisters()?.registers.filter(({ id }) => id !== 'codes') ?? [];
	const series = releasedSeries().filter(({ status }) => status === 'built');
	const counts = [
		['surveys', built.length, m.home_holds_surveys, 'data/#surveys'],
		['indicators', measured.size, m.home_holds_indicators, 'explore/'],
		['series', series.length, m.home_holds_series, 'data/#series'],
		['programmes', releasedProgrammes()?.entries.length ?? 0, m.home_holds_programmes, 'impact/'],
		['countries', releasedCountries()?.countries.length ?? 0, m.home_holds_countries, 'countries/'],
		[
			'entries',
			registers.reduce((sum, { entries }) => sum + entries, 0),
			m.home_holds_entries,
			'registers/'
		]
	] as const;
	return counts
		.filter(([, n]) => n > 0)
		.map(([id, n, label, path]) => ({
			...{ id, path, n: count(n, locale), label: label({}, { locale }) }
		}));
}

/** What is other than in the release before, in sentences; of the first release that it is the first. */
export function releaseNews(locale: Locale): string[] {
	const { changes, earlier } = releasedNotice();
	if (changes) return changeTexts(changes, locale);
	if (earlier.length > 0) return [m.news_unknown({}, { locale })];
	return [m.news_first({}, { locale })];
}

/** "It holds 5 surveys with figures, 60 indicators and 18 published series." */
export function holdingsText(locale: Locale): string {
	const held = releaseHoldings(locale).map(({ n, label }) => `${n} ${label}`);
	const list = new Intl.ListFormat(locale, { type: 'conjunction' }).format(held);
	return m.news_holds({ list }, { locale });
}

function changeTexts(changes: ReleaseChanges, locale: Locale): string[] {
	const { figures, since } = changes;
	const number = (value: number) => count(value, locale);
	const isSame = figures.added + figures.removed + figures.changed === 0;
	const named = kinds.flatMap(([kind, added, removed]) => {
		const title = titles[kind];
		const list = (ids: readonly string[]) => ids.map((id) => title(id, locale) ?? id).join(', ');
		const { added: come, removed: gone } = changes[kind];
		return [
			...(come.length > 0 ? [added({ list: list(come) }, { locale })] : []),
			...(gone.length > 0 ? [removed({ list: list(gone) }, { locale })] : [])
		];
	});
	return [
		isSame
			? m.news_figures_same({ since }, { locale })
			: m.news_figures(
					{
						...{ since, added: number(figures.added) },
						...{ removed: number(figures.removed), changed: number(figures.changed) }
					},
					{ locale }
				),
		...named
	];
}

const kinds = [
	['surveys', m.news_surveys_added, m.news_surveys_removed],
	['series', m.news_series_added, m.news_series_removed],
	['programmes', m.news_programmes_added, m.news_programmes_removed],
	['frameworks', m.news_frameworks_added, m.news_frameworks_removed],
	['boards', m.news_boards_added, m.news_boards_removed]
] as const;

type Title = (id: string, locale: Locale) => string | undefined;

const worded = (text: Localized | undefined, locale: Locale) => text && wordsOf(text, locale);

/** What an id of the release is called; what is gone has no name any more. */
const titles: Readonly<Record<(typeof kinds)[number][0], Title>> = {
	surveys: (id, locale) =>
		worded(releasedCatalogue().surveys.find((one) => one.id === id)?.shortTitle, locale),
	series: (id, locale) =>
		worded(releasedSeries().find(({ series }) => series.id === id)?.series.title, locale),
	programmes: (id, locale) =>
		worded(
			releasedProgrammes()?.entries.find(({ programme }) => programme.id === id)?.programme.title,
			locale
		),
	frameworks: (id, locale) =>
		releasedFrameworks().includes(id)
			? worded(releasedFramework(id).framework.shortTitle, locale)
			: undefined,
	boards: (id, locale) =>
		releasedBoards().includes(id) ? worded(releasedBoard(id).board.title, locale) : undefined
};
