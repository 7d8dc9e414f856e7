import { wordsOf } from '#lib/model/catalogue-words.ts';
import { isShown } from '#lib/model/gap-board.ts';
import type { Locale } from '#lib/model/locales.ts';
import { releasedCatalogue } from '../../../released.server.ts';
import { releasedCountries, releasedCountry } from '../../countries/index.server.ts';
import { sourceLabel } from '../../explore/words/labels.ts';
import type { SharedIndicator } from './shares.ts';

/**
 * Indicators with the shares that the release shows of whole countries: nothing that is suppressed,
 * withheld or not reliable, and nothing without a design effect. The latest survey first.
 */
export function publishedShares(locale: Locale): SharedIndicator[] {
	const { surveys, indicators } = releasedCatalogue();
	const figures = (releasedCountries()?.countries ?? []).flatMap(({ id, name }) =>
		releasedCountry(id).figures.map((row) => ({ row, place: wordsOf(name, locale) }))
	);
	return indicators
		.filter(({ statistic }) => statistic === 'proportion')
		.map(({ id, label, concept }) => ({
			...{ id, concept, label: wordsOf(label, locale) },
			shares: figures
				.filter(({ row }) => row.indicator === id && isShown(row) && isBetween(row.estimate))
				.toSorted((a, b) => b.row.fieldwork_end.localeCompare(a.row.fieldwork_end))
				.flatMap(({ row, place }) => {
					const { estimate, deff, n, source, synthetic, precision } = row;
					const survey = surveys.find((one) => one.id === source);
					if (estimate === null || deff === null || n === null) return [];
					const title = survey ? sourceLabel(survey, locale) : source;
					return [
						{
							...{ survey: source, title: `${title}, ${place}` },
							...{ share: estimate, deff, n, synthetic },
							isLowerBound: precision !== 'design-based'
						}
					];
				})
		}))
		.filter(({ shares }) => shares.length > 0)
		.sort((a, b) => a.label.localeCompare(b.label, locale));
}

const isBetween = (share: number | null) => share !== null && share > 0 && share < 1;
