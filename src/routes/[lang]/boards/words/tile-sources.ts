import { nameOf, wordsOf } from '#lib/model/catalogue-words.ts';
import type { Locale } from '#lib/model/locales.ts';
import type { LocalizedName } from '#lib/model/localized.ts';
import type { TileWords } from './board-words.ts';

/** As part of a list: without the full stop at its end. */
export const citedAs = (name: LocalizedName, locale: Locale): string =>
	nameOf(name, locale).replace(/\.$/, '');

/** Surveys, series and documents behind the number of a tile, each once. */
export function tileSources({ page, facts, catalogue, series, locale }: TileWords): string[] {
	const { data } = facts;
	switch (data?.kind) {
		case 'indicator':
		case 'baseline':
			return [
				...new Set(
					data.figures.flatMap(({ survey }) => {
						const found = catalogue.surveys.find(({ id }) => id === survey);
						return found ? [citedAs(found.citation, locale)] : [];
					})
				)
			];
		case 'series':
			return series.flatMap((one) =>
				one.series.id === data.series ? [citedAs(one.series.source.citation, locale)] : []
			);
		case 'programme':
			return [wordsOf(data.entry.programme.title, locale)];
		case 'framework':
			return page.board.sources.map((one) => citedAs(one, locale));
		case undefined:
			return [];
	}
}
