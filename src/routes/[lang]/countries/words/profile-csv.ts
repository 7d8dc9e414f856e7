import { csvLines } from '#lib/export/tables/csv-lines.ts';
import type { Cell } from '#lib/export/tables/leaving-table.ts';
import { wordsOf } from '#lib/model/catalogue-words.ts';
import { isShown } from '#lib/model/gap-board.ts';
import { indicatorOf, sourceWords } from '../../baselines/words/baseline-words.ts';
import { shownOf } from '../../baselines/words/baseline-words.ts';
import { correctionTexts } from '../../data/correction-words.ts';
import { withheldWord } from '../../explore/words/labels.ts';
import { type CountryWords, seriesOf } from './country-words.ts';
import { figurePlace, valuePlace } from './figure-view.ts';
import { valueTitle } from './value-view.ts';

const columns = [
	...['kind', 'id', 'name', 'country', 'source', 'period', 'value', 'standard_error', 'lower'],
	...['upper', 'level', 'unit', 'n', 'quality', 'withheld', 'precision', 'fieldwork_end'],
	...['synthetic', 'corrected', 'release']
];

/** Every figure and value of a profile, a row each; what is not shown has its word and no number. */
export function profileCsv(words: CountryWords, release: string): string {
	const rows = [...figureRows(words), ...valueRows(words)];
	const lines = rows.map((row) => columns.map((column) => ({ ...row, release })[column] ?? null));
	return `\ufeff${csvLines([columns, ...lines])}`;
}

type Cells = Readonly<Record<string, Cell>>;

function figureRows(words: CountryWords): Cells[] {
	const { page, locale } = words;
	return page.figures.map((row): Cells => {
		const indicator = indicatorOf(words, row.indicator);
		const shown = shownOf(row);
		const isTold = isShown(row);
		const { estimate, standard_error, lower, upper, n, precision } = row;
		const word = shown.kind === 'none' ? withheldWord(shown, locale) : row.quality;
		return {
			...{ kind: 'indicator', id: row.indicator, country: page.place.id, period: row.period },
			name: indicator ? wordsOf(indicator.label, locale) : row.indicator,
			...{ source: sourceWords(words, row.source), unit: indicator?.statistic ?? null },
			...(isTold
				? { value: estimate, standard_error, lower, upper, level: row.level, n, precision }
				: { withheld: word }),
			...{
				quality: row.quality,
				fieldwork_end: row.fieldwork_end,
				synthetic: String(row.synthetic),
				corrected: correctionTexts(words.catalogue, figurePlace(row), locale).join(' ')
			}
		};
	});
}

function valueRows(words: CountryWords): Cells[] {
	const { page, locale } = words;
	return page.values.flatMap((value): Cells[] => {
		const series = seriesOf(words, value.series);
		if (!series) return [];
		return [
			{
				...{ kind: 'series', id: value.series, name: valueTitle(series, value, locale) },
				...{ country: page.place.id, period: value.period },
				source: series.source.citation,
				...{ value: value.value, standard_error: value.standardError },
				unit: wordsOf(series.value.unit, locale),
				...{ precision: series.value.precision, synthetic: String(page.place.fictional) },
				corrected: correctionTexts(words.catalogue, valuePlace(value, page), locale).join(' ')
			}
		];
	});
}
