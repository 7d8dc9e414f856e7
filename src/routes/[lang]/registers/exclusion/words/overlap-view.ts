import type { EstimateRow as ChartRow } from '#lib/charts/estimate-rows.ts';
import type { UpsetRow } from '#lib/charts/upset.ts';
import { figure } from '#lib/format/numbers.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { wordsOf } from '#lib/model/catalogue-words.ts';
import type { EstimateRow } from '#lib/model/estimate-row.ts';
import type { ExclusionFigures } from '#lib/model/exclusion-page.ts';
import { chartLine, figureCell } from './figure-cell.ts';
import {
	type ExclusionWords,
	combinationName,
	environmentName,
	exploreSearch,
	indicatorNamed,
	latestOf
} from './exclusion-words.ts';

const latestRow = ({ waves }: ExclusionFigures, latest: string): EstimateRow | undefined =>
	waves.find(({ source }) => source === latest);

/** What an indicator says of everybody in the latest wave; '' where its figure is not told. */
export function sentenceOf(words: ExclusionWords, figures: ExclusionFigures | undefined): string {
	const row = figures && latestRow(figures, latestOf(words));
	const indicator = figures && indicatorNamed(words, figures.indicator);
	if (!row || row.estimate === null || !indicator) return '';
	const value = figure(row.estimate, 'proportion', words.locale);
	return wordsOf(indicator.sentence, words.locale).replace('{value}', value);
}

/** People with any factor of each environment. */
export const setLines = (words: ExclusionWords): ChartRow[] =>
	words.series.sets.flatMap((set) => {
		const row = latestRow(set, latestOf(words));
		const label = environmentName(words, set.environment);
		return row ? [chartLine(row, { label, group: '' }, words.locale)] : [];
	});

interface Combined {
	readonly figures: ExclusionSet;
	readonly row: EstimateRow;
}
type ExclusionSet = ExclusionWords['series']['combinations'][number];

/** Combinations that are named, the most frequent first; what is withheld comes last. */
const named = (words: ExclusionWords): Combined[] =>
	words.series.combinations
		.filter(({ environments }) => environments.length > 0)
		.flatMap((figures) => {
			const row = latestRow(figures, latestOf(words));
			return row ? [{ figures, row }] : [];
		})
		.sort((a, b) => (b.row.estimate ?? -1) - (a.row.estimate ?? -1));

/** The lines of the picture. */
export const upsetRows = (words: ExclusionWords): UpsetRow[] =>
	named(words).map(({ figures: { environments }, row }) => ({
		...chartLine(row, { label: combinationName(words, environments), group: '' }, words.locale),
		members: environments
	}));

/** The share of who has another combination, in a sentence. */
export function otherCombination(words: ExclusionWords): string {
	const others = words.series.combinations.find(({ environments }) => environments.length === 0);
	const sentence = sentenceOf(words, others);
	return sentence === '' ? '' : `${sentence}.`;
}

/** The most frequent combination in a sentence; '' without one. */
export const firstCombination = (words: ExclusionWords): string =>
	sentenceOf(words, named(words)[0]?.figures);

/** The same figures as a table: sets, then combinations. */
export function overlapTable(words: ExclusionWords) {
	const { series, locale } = words;
	const latest = latestOf(words);
	const line = (what: string, label: string, figures: ExclusionFigures) => {
		const cell = figureCell(latestRow(figures, latest), { steps: [], locale });
		return {
			row: {
				...{ label, what, value: cell.text, interval: cell.limits ?? '–' },
				...{ n: cell.n ?? '–', quality: cell.word ?? '–' }
			},
			search: exploreSearch(latest, figures.indicator)
		};
	};
	const any = m.registers_exclusion_any({}, { locale });
	const only = m.registers_exclusion_only({}, { locale });
	const rest = series.combinations.filter(({ environments }) => environments.length === 0);
	const lines = [
		...series.sets.map((set) => line(any, environmentName(words, set.environment), set)),
		...named(words).map(({ figures }) =>
			line(only, combinationName(words, figures.environments), figures)
		),
		...rest.map((one) => line(only, m.registers_exclusion_another({}, { locale }), one))
	];
	return { rows: lines.map(({ row }) => row), searches: lines.map(({ search }) => search) };
}
