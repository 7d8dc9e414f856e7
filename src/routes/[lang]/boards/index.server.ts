import { type BoardPage, boardIndex, boardPage } from '#lib/model/boards/board-page.ts';
import { releaseFile } from '../../release.server.ts';
import { released } from '../../released.server.ts';

/** Ids of the boards of the release, in the order of their files. */
export const releasedBoards = (): readonly string[] =>
	released('pages/boards.json', boardIndex)?.boards ?? [];

/** A board as declared, and what its numbers are made of. */
export const releasedBoard = (id: string): BoardPage =>
	boardPage.parse(releaseFile(`pages/boards/${id}.json`));
