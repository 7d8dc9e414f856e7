import { nameOf, wordsOf } from '#lib/model/catalogue-words.ts';
import type { TileWords } from './board-words.ts';

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
						return found ? [nameOf(found.citation, locale)] : [];
					})
				)
			];
		case 'series':
			return series.flatMap((one) =>
				one.series.id === data.series ? [nameOf(one.series.source.citation, locale)] : []
			);
		case 'programme':
			return [wordsOf(data.entry.programme.title, locale)];
		case 'framework':
			return page.board.sources;
		case undefined:
			return [];
	}
}
