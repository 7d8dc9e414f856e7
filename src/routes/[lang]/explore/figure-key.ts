import type { ShownFigure } from '#lib/model/shown-answer.ts';

/** What tells a figure of a view from all others: its source and its categories. */
export const figureKey = (
	survey: string,
	{ domain, part }: Pick<ShownFigure, 'domain' | 'part'>
): string =>
	[
		survey,
		...domain.map(({ category }) => category),
		...(part && 'category' in part ? [part.category] : [])
	].join(':');
