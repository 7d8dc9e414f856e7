import { boardEntries, wordedBoard } from '../../worded-board.server.ts';
import type { EntryGenerator, PageServerLoad } from './$types';

export const entries: EntryGenerator = boardEntries;

export const load: PageServerLoad = ({ params }) => ({ board: wordedBoard(params) });
