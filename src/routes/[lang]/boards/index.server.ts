import { type BoardPage, boardIndex, boardPage } from '#lib/model/boards/board-page.ts';
import { releaseFile, releaseManifest } from '../../release.server.ts';

const path = 'pages/boards.json';

/** Ids of the boards of the release, in the order of their files. */
export function releasedBoards(): readonly string[] {
	const { artefacts } = releaseManifest();
	return artefacts.some((one) => one.path === path)
		? boardIndex.parse(releaseFile(path)).boards
		: [];
}

/** A board as declared, and what its numbers are made of. */
export const releasedBoard = (id: string): BoardPage =>
	boardPage.parse(releaseFile(`pages/boards/${id}.json`));
