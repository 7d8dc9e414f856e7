import type { ForestWords } from '#lib/charts/impact/forest-plot.ts';
import { forestPlot } from '#lib/charts/impact/forest-plot.ts';
import { upsetPicture } from '#lib/charts/upset.ts';
import { count, percent } from '#lib/format/numbers.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { nameOf, wordsOf } from '#lib/model/catalogue-words.ts';
import { drawnChart, drawnPicture } from '../../../../drawn-chart.server.ts';
import { differenceText } from '../../../baselines/words/baseline-words.ts';
import { changeGroups, changeTable, factorChanges, isClear } from './change-view.ts';
import { changeFile, countFile, matrixFile, overlapFile } from './exclusion-csv.ts';
import { type ExclusionWords, categoriesOf, latestOf, surveyName } from './exclusion-words.ts';
import { chartLine } from './figure-cell.ts';
import { countConcept, countTable, matrixTables, shadesOf } from './matrix-view.ts';
import {
	firstCombination,
	otherCombination,
	overlapTable,
	sentenceOf,
	setLines,
	upsetRows
} from './overlap-view.ts';

const wide = 880;
/** Of the two pictures of a combination: names on the left of a phone. */
const narrow = 358;

/** Everything that the page shows of one series of surveys. */
export function seriesView(words: ExclusionWords) {
	const { series, factors, locale } = words;
	const latest = latestOf(words);
	const survey = words.catalogue.surveys.find(({ id }) => id === latest);
	const measured = { asked: String(series.factors.length), all: String(factors.length) };
	return {
		id: series.series,
		name: surveyName(words, latest),
		about: m.registers_exclusion_about(
			{
				survey: surveyName(words, latest),
				universe: survey ? wordsOf(survey.universe, locale) : ''
			},
			{ locale }
		),
		source: nameOf(survey?.citation ?? latest, locale),
		matrix: {
			title: m.registers_exclusion_matrix_answer(measured, { locale }),
			tables: matrixTables(words),
			shades: shadesOf(words),
			file: matrixFile(series, factors)
		},
		counts: series.counts.length === 0 ? undefined : countsView(words),
		overlap: series.combinations.length === 0 ? undefined : overlapView(words),
		changes: series.waves.length < 2 ? undefined : changesView(words)
	};
}

export type SeriesView = ReturnType<typeof seriesView>;

const tick = (locale: string) => (value: number) => percent(value, locale);

function countsView(words: ExclusionWords) {
	const { series, locale } = words;
	const classes = categoriesOf(words, countConcept(words));
	const rows = series.counts.flatMap(({ category, waves }) => {
		const label = classes.find(({ id }) => id === category)?.label ?? category;
		return waves.map((row) => chartLine(row, { label, group: row.period }, locale));
	});
	const options = { unit: m.registers_exclusion_unit({}, { locale }), isShare: true, wide };
	return {
		title: sentenceOf(words, series.counts[0]),
		drawn: drawnChart(rows, { ...options, formatTick: tick(locale) }),
		leftOut: leftOut(words),
		table: countTable(words),
		file: countFile(series)
	};
}

/** Who is not counted, because an answer is missing. */
function leftOut(words: ExclusionWords): string {
	const { series, locale } = words;
	const row = series.counts[0]?.waves.find(({ source }) => source === latestOf(words));
	if (!row || row.unsure_share === null || row.n === null) return '';
	const values = { share: percent(row.unsure_share, locale), n: count(row.n, locale) };
	return m.registers_exclusion_left_out(values, { locale });
}

function overlapView(words: ExclusionWords) {
	const { environments, locale } = words;
	const options = { unit: m.registers_exclusion_unit({}, { locale }), formatTick: tick(locale) };
	const rows = upsetRows(words);
	const shown = environments.filter(({ id }) =>
		words.series.sets.some(({ environment }) => environment === id)
	);
	return {
		title: firstCombination(words),
		sets: drawnChart(setLines(words), { ...options, isShare: true, wide }),
		upset: {
			wide: upsetPicture(rows, { sets: shown, width: wide, ...options }),
			narrow: upsetPicture(rows, { sets: shown, width: narrow, ...options })
		},
		other: otherCombination(words),
		leftOut: leftOut(words),
		table: overlapTable(words),
		file: overlapFile(words.series)
	};
}

function changesView(words: ExclusionWords) {
	const { series, locale } = words;
	const changes = factorChanges(words);
	const value = (one: number) => differenceText(one, 'proportion', locale);
	const forestWords: ForestWords = {
		unit: m.registers_exclusion_points({}, { locale }),
		less: m.registers_exclusion_less({}, { locale }),
		more: m.registers_exclusion_more({}, { locale }),
		...{ pooled: '', prediction: '', weight: '', none: '–', table: emptyHeadings }
	};
	const formats = { value, tick: value, share: value };
	const groups = changeGroups(words, changes);
	const clear = changes.filter(isClear).length;
	const [from = '', to = ''] = series.waves.slice(-2).map((id) => surveyName(words, id));
	return {
		title: m.registers_exclusion_change_answer(
			{ clear: String(clear), all: String(changes.length) },
			{ locale }
		),
		subtitle: m.registers_exclusion_change_between({ from, to }, { locale }),
		drawn: drawnPicture(
			(width) =>
				forestPlot(
					{ groups, pooled: null, scale: 'difference' },
					{ width, words: forestWords, formats }
				),
			wide
		),
		table: changeTable(words, changes),
		file: changeFile(series, changes)
	};
}

/** The table of this picture is the page's own. */
const emptyHeadings = {
	...{ name: '', group: '', outcome: '', estimate: '' },
	...{ lower: '', upper: '', weight: '', text: '' }
};
