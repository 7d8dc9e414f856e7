import { boardFacts } from '#lib/boards/board-facts.ts';
import type { StatusCode } from '#lib/boards/tile-status.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { wordsOf } from '#lib/model/catalogue-words.ts';
import { releasedBoard, releasedBoards } from './index.server.ts';
import { statusView } from './words/status-view.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ parent }) => {
	const { locale, release } = await parent();
	return {
		boards: releasedBoards().map((id) => {
			const page = releasedBoard(id);
			const { board, places } = page;
			const facts = boardFacts(page, release.date);
			const codes = [...new Set(facts.map(({ status }) => status.code))].sort(
				(a, b) => order.indexOf(a) - order.indexOf(b)
			);
			return {
				id,
				title: wordsOf(board.title, locale),
				place: places.map(({ name }) => wordsOf(name, locale)).join(' · '),
				period: `${board.period.from}–${board.period.to}`,
				tiles: m.boards_tiles({ n: String(board.tiles.length) }, { locale }),
				synthetic: facts.some((one) => one.synthetic),
				counts: codes.map((code) => ({
					...statusView({ code, reason: '' }, locale),
					n: facts.filter(({ status }) => status.code === code).length
				}))
			};
		})
	};
};

const order: readonly StatusCode[] = [
	...(['on-track', 'accelerate', 'off-track', 'no-clear-change', 'too-uncertain'] as const),
	...(['no-data', 'not-stated'] as const)
];
