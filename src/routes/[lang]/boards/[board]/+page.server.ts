import { resolve } from '$app/paths';
import { parseHTML } from 'linkedom';
import { embedCode } from '../../embed-code.ts';
import { boardEntries, wordedBoard } from '../worded-board.server.ts';
import type { EntryGenerator, PageServerLoad } from './$types';

export const entries: EntryGenerator = boardEntries;

/** Pixels: a tile in a column of text, and a board that scrolls in its frame. */
const heights = { tile: 740, board: 900 };

export const load: PageServerLoad = ({ params }) => {
	const board = wordedBoard(params);
	const { id, title, tiles } = board.view;
	const { lang } = params;
	const { document } = parseHTML('<!doctype html><html></html>');
	const at = `${__ATALAYA_ORIGIN__}${resolve('/[lang]/embed/boards/[board]', { lang, board: id })}/`;
	return {
		board,
		embeds: [
			{ name: title, code: embedCode(document, { src: at, title, height: heights.board }) },
			...tiles.map((tile) => ({
				name: tile.name,
				code: embedCode(document, {
					src: `${at}${tile.id}/`,
					title: tile.name,
					height: heights.tile
				})
			}))
		]
	};
};
