import { rasteriser } from '../../../../rasteriser.server.ts';
import { boardCard } from '../../words/board-card.server.ts';
import { boardEntries, wordedBoard } from '../../worded-board.server.ts';
import type { EntryGenerator, RequestHandler } from './$types';

export const prerender = true;
export const entries: EntryGenerator = boardEntries;

export const GET: RequestHandler = async ({ params }) => {
	const pen = await rasteriser();
	const png = pen.png(boardCard(wordedBoard(params), pen));
	return new Response(Uint8Array.from(png), { headers: { 'Content-Type': 'image/png' } });
};
