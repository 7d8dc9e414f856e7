import { m } from '#lib/i18n/paraglide/messages.js';
import type { WordedBoard } from '../worded-board.server.ts';

/** Pixels: what networks ask for. */
export const cardSize = { width: 1200, height: 630 } as const;

/** The texts of the picture of a board, and what it says to who does not see it. */
export function cardWords({ locale, view, asOf }: WordedBoard) {
	const counted = view.counts.map(({ word, n }) => `${word}: ${n}`).join('; ');
	const badge = view.synthetic ? `${m.demonstration_badge({}, { locale })}. ` : '';
	const foot = m.boards_as_of({ date: asOf }, { locale });
	return {
		above: `${m.site_name({}, { locale })} · ${m.boards_title({}, { locale })}`,
		place: `${view.place} · ${view.period}`,
		foot: `${foot} · ${m.boards_tiles({ n: String(view.tiles.length) }, { locale })}`,
		alternative: `${view.title}. ${badge}${view.place}, ${view.period}. ${counted}. ${foot}.`
	};
}
