import { boardFacts } from '#lib/boards/board-facts.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { wordsOf } from '#lib/model/catalogue-words.ts';
import { releasedBoard, releasedBoards } from './index.server.ts';
import { statusCounts } from './words/status-counts.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ parent }) => {
	const { locale, release } = await parent();
	return {
		boards: releasedBoards().map((id) => {
			const page = releasedBoard(id);
			const { board, places } = page;
			const facts = boardFacts(page, release.date);
			return {
				id,
				title: wordsOf(board.title, locale),
				place: places.map(({ name }) => wordsOf(name, locale)).join(' · '),
				period: `${board.period.from}–${board.period.to}`,
				tiles: m.boards_tiles({ n: String(board.tiles.length) }, { locale }),
				synthetic: facts.some((one) => one.synthetic),
				counts: statusCounts(facts, locale)
			};
		})
	};
};
