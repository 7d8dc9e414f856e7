import type { TileFacts } from '#lib/boards/board-facts.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import type { BoardPage } from '#lib/model/boards/board-page.ts';
import type { Catalogue } from '#lib/model/catalogue.ts';
import { wordsOf } from '#lib/model/catalogue-words.ts';
import type { Locale, Localized } from '#lib/model/localized.ts';
import type { SeriesEntry } from '#lib/model/series-catalogue.ts';

/** Pages of places that the release has. */
interface ReleasedPlaces {
	readonly countries: ReadonlySet<string>;
	readonly baselines: ReadonlySet<string>;
}

/** What there is to word: a board of a release, for one reader. */
export interface BoardWords {
	readonly page: BoardPage;
	readonly catalogue: Catalogue;
	readonly series: readonly SeriesEntry[];
	/** Which pages of places the release has. */
	readonly places: ReleasedPlaces;
	/** The date of the release. */
	readonly on: string;
	readonly locale: Locale;
}

/** A tile of it, and what was found of it. */
export interface TileWords extends BoardWords {
	readonly facts: TileFacts;
}

/** What a territory of a tile is called. */
export function territoryName({ facts: { data }, locale }: TileWords, id: string): string {
	const names: Readonly<Record<string, Localized | undefined>> =
		data?.kind === 'indicator' || data?.kind === 'series' ? data.names : {};
	const name = names[id];
	return name ? wordsOf(name, locale) : id;
}

/** "dic 2026". */
export const monthText = (day: string, locale: Locale): string =>
	new Intl.DateTimeFormat(locale, { year: 'numeric', month: 'short', timeZone: 'UTC' }).format(
		new Date(`${day}T00:00:00Z`)
	);

/** A period as it is printed: a month by its name, a year as it is, or that there is no date. */
export function periodText(period: string, locale: Locale): string {
	if (period === 'undated') return m.countries_undated({}, { locale });
	if (/^\d{4}-\d{2}$/.test(period)) return monthText(`${period}-01`, locale);
	return /^\d{4}-\d{2}-\d{2}$/.test(period) ? monthText(period, locale) : period;
}
