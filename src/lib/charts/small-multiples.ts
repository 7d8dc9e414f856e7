import type * as Plot from '@observablehq/plot';
import { estimateBars } from './estimate-bars.ts';
import { estimateIntervals } from './estimate-intervals.ts';
import type { EstimateRow } from './estimate-rows.ts';
import { estimateTrend } from './estimate-trend.ts';
import { groupsOf } from './interval-lines.ts';
import { lineMargins, type LinesOptions } from './line-marks.ts';
import { timeSpan, type TrendOptions } from './trend-frame.ts';
import type { TrendRow } from './trend-points.ts';
import { valueScale } from './value-scale.ts';

/** A row with the category of the third concept, which titles its panel. */
export type PanelRow<Row extends EstimateRow = EstimateRow> = Row & { readonly panel: string };

type Shared = 'scale' | 'times' | 'series' | 'margins';

/** What is repeated, with its own rows and options. */
export type SmallMultiplesInput =
	| ({
			readonly form: 'intervals' | 'bars';
			readonly rows: readonly PanelRow[];
	  } & Omit<LinesOptions, Shared>)
	| ({
			readonly form: 'trend';
			readonly rows: readonly PanelRow<TrendRow>[];
	  } & Omit<TrendOptions, Shared>);

export interface Panel {
	readonly title: string;
	readonly options: Plot.PlotOptions;
	/** Places of its rows among all. */
	readonly indices: readonly number[];
}

export interface SmallMultiples {
	readonly columns: number;
	readonly panels: readonly Panel[];
}

/** Pixels between panels, and what a panel needs at the least. */
export const panelGap = 24;
const narrowest = 250;

/** One chart a category of the third concept, in the order given, all on the same scales. */
export function smallMultiples(input: SmallMultiplesInput): SmallMultiples {
	const titles = [...new Set(input.rows.map(({ panel }) => panel))];
	const columns = panelColumns(input.width, titles.length);
	const width = Math.floor((input.width - panelGap * (columns - 1)) / columns);
	const draw = drawing(input, width);
	const panels = titles.map((title) => {
		const indices = input.rows.flatMap(({ panel }, index) => (panel === title ? [index] : []));
		return { title, indices, options: draw(indices) };
	});
	return { columns, panels };
}

/** As many as have room, and no row of one where the rows could be even. */
export function panelColumns(width: number, count: number): number {
	const most = Math.max(1, Math.floor((width + panelGap) / (narrowest + panelGap)));
	return Math.max(1, Math.ceil(count / Math.ceil(count / most)));
}

function drawing(
	input: SmallMultiplesInput,
	width: number
): (indices: readonly number[]) => Plot.PlotOptions {
	const series = groupsOf(input.rows);
	const scale = valueScale(input.rows, { ...input, length: width * 0.7 });
	// Said once, above all panels.
	const options = { width, series, scale, unit: '' };
	if (input.form === 'trend') {
		const times = timeSpan(input.rows);
		return (indices) =>
			estimateTrend(
				indices.map((i) => input.rows[i]!),
				{ ...input, ...options, times }
			);
	}
	const margins = lineMargins(input.rows, width);
	const form = { intervals: estimateIntervals, bars: estimateBars }[input.form];
	return (indices) =>
		form(
			indices.map((i) => input.rows[i]!),
			{ ...input, ...options, margins }
		);
}
