import type { EstimateRow as ChartRow } from '#lib/charts/estimate-rows.ts';
import { stepOf } from '#lib/charts/heat-steps.ts';
import { figure, limits } from '#lib/format/numbers.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import type { EstimateRow } from '#lib/model/estimate-row.ts';
import type { Locale } from '#lib/model/localized.ts';
import { type ShownFigure, shownRow } from '#lib/model/shown-answer.ts';
import { cases, withheldWord } from '../../../explore/words/labels.ts';
import { isWeak, qualityWord } from '../../../explore/words/quality-words.ts';

/**
 * How a cell is filled. shown: by its shade; weak: dotted, with its word; withheld: hatched; not-asked:
 * nobody of the group was asked; no-data: no survey asks; none: another reason, said in words.
 */
export type CellState = 'shown' | 'weak' | 'withheld' | 'not-asked' | 'no-data' | 'none';

/** A figure of a table, worded. */
export interface FigureCell {
	readonly state: CellState;
	/** 1 to 6; only of what is shown. */
	readonly shade?: number;
	/** The number, or the word in its place. */
	readonly text: string;
	/** Limits of the interval, and people it is about. */
	readonly limits?: string;
	readonly n?: string;
	/** What its quality is called, where that is not plainly good. */
	readonly word?: string;
}

/** Where shades begin and end, and the language of the reader. */
export interface CellOptions {
	readonly steps: readonly number[];
	readonly locale: Locale;
}

export const noData = (locale: Locale): FigureCell => ({
	state: 'no-data',
	text: m.registers_exclusion_no_data({}, { locale })
});

const shownOf = (row: EstimateRow): ShownFigure => shownRow(row, []);

/** The values that have a shade: of figures that are good enough. */
export const shadedValues = (rows: readonly EstimateRow[]): number[] =>
	rows.flatMap((row) => {
		const shown = shownOf(row);
		const isShaded = shown.kind === 'figure' && !(shown.quality && isWeak(shown.quality));
		return isShaded ? [shown.estimate] : [];
	});

export function figureCell(
	row: EstimateRow | undefined,
	{ steps, locale }: CellOptions
): FigureCell {
	if (!row) return { state: 'none', text: '–' };
	const shown = shownOf(row);
	if (shown.kind === 'none') return emptyCell(shown, locale);
	const { estimate, lower, upper, n, quality } = shown;
	const weak = quality !== null && isWeak(quality);
	return {
		...(weak
			? { state: 'weak' as const }
			: { state: 'shown' as const, shade: 1 + stepOf(estimate, steps) }),
		text: figure(estimate, 'proportion', locale),
		...(lower !== null &&
			upper !== null && {
				limits: limits(lower, upper, 'proportion', { locale, to: m.interval_to({}, { locale }) })
			}),
		n: cases(n, locale),
		...(quality &&
			quality.label !== 'reliable' && {
				word: qualityWord(quality, locale, { brief: true })
			})
	};
}

function emptyCell(shown: Extract<ShownFigure, { kind: 'none' }>, locale: Locale): FigureCell {
	if (shown.reason === 'suppressed')
		return { state: 'withheld', text: withheldWord(shown, locale) };
	if (shown.reason === 'no-cases' && shown.n === 0)
		return { state: 'not-asked', text: m.registers_exclusion_not_asked({}, { locale }) };
	return { state: 'none', text: withheldWord(shown, locale) };
}

/** A figure as a line of a chart. */
export function chartLine(
	row: EstimateRow,
	names: Pick<ChartRow, 'label' | 'group'>,
	locale: Locale
): ChartRow {
	const shown = shownOf(row);
	if (shown.kind === 'none') {
		const nothing = { value: undefined, lower: undefined, upper: undefined };
		return { ...names, ...nothing, precision: 'design-based', text: withheldWord(shown, locale) };
	}
	const { estimate: value, precision, quality } = shown;
	const weak = quality !== null && isWeak(quality);
	return {
		...{ ...names, value, precision, text: figure(value, 'proportion', locale) },
		...{ lower: shown.lower ?? undefined, upper: shown.upper ?? undefined },
		...(weak && { word: qualityWord(quality, locale, { brief: true }) })
	};
}
