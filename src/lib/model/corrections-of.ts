import type { CorrectedFigure, Correction } from './correction.ts';

/** A figure of a page; what a page does not know of it is absent. */
export type FigurePlace = Partial<
	Pick<CorrectedFigure, 'indicator' | 'series' | 'programme' | 'survey' | 'territory' | 'period'>
>;

/** A notice that touches a figure. */
export interface Touching {
	readonly correction: Correction;
	/** Counted from the first notice there was: it never changes. */
	readonly number: number;
	/** Of its figures those that the place may be. */
	readonly figures: readonly CorrectedFigure[];
}

/**
 * The notices that touch a figure, the latest first: those that name it, or all figures of its
 * indicator, series or programme. Where either side leaves survey, territory or period open, it
 * may be the same figure, and counts as it.
 */
export function correctionsOf(all: readonly Correction[], place: FigurePlace): Touching[] {
	return all.flatMap((correction, i) => {
		const figures = correction.figures.filter((figure) => mayBe(figure, place));
		const isWhole =
			has(correction.indicators, place.indicator) ||
			has(correction.series, place.series) ||
			has(correction.programmes, place.programme);
		return isWhole || figures.length > 0 ? [{ correction, number: all.length - i, figures }] : [];
	});
}

const has = (ids: readonly string[], id: string | undefined) =>
	id !== undefined && ids.includes(id);

function mayBe(figure: CorrectedFigure, place: FigurePlace): boolean {
	const isSame = (['indicator', 'series', 'programme'] as const).every(
		(kind) => figure[kind] === place[kind]
	);
	return (
		isSame &&
		(['survey', 'territory', 'period'] as const).every(
			(part) =>
				figure[part] === undefined || place[part] === undefined || figure[part] === place[part]
		)
	);
}

/** Where a notice stands on the page of the data. */
export const correctionAnchor = (number: number): string => `correction-${number}`;
