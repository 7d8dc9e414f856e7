import { boardEntries, wordedBoard } from '../../../boards/worded-board.server.ts';
import type { EntryGenerator, PageServerLoad } from './$types';

/** No page of ours links to it. */
export const entries: EntryGenerator = boardEntries;

export const load: PageServerLoad = ({ params }) => ({ board: wordedBoard(params) });
