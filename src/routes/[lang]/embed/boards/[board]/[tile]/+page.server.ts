import { error } from '@sveltejs/kit';
import { releasedBoard } from '../../../../boards/index.server.ts';
import { boardEntries, wordedBoard } from '../../../../boards/worded-board.server.ts';
import type { EntryGenerator, PageServerLoad } from './$types';

/** No page of ours links to it. */
export const entries: EntryGenerator = () =>
	boardEntries().flatMap((one) =>
		releasedBoard(one.board).board.tiles.map(({ id }) => ({ ...one, tile: id }))
	);

export const load: PageServerLoad = ({ params }) => {
	const board = wordedBoard(params);
	const tile = board.view.tiles.find(({ id }) => id === params.tile);
	if (!tile) error(404);
	return { board, tile };
};
