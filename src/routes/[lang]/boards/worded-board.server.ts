import { error } from '@sveltejs/kit';
import { longDate } from '#lib/format/dates.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { locales } from '#lib/model/locales.ts';
import type { Locale } from '#lib/model/localized.ts';
import { releaseManifest, releasePath } from '../../release.server.ts';
import { releasedCatalogue, releasedNotice, releasedSeries } from '../../released.server.ts';
import { releasedBaselines } from '../baselines/index.server.ts';
import { releasedCountries } from '../countries/index.server.ts';
import { releasedBoard, releasedBoards } from './index.server.ts';
import { type BoardView, boardView } from './words/board-view.server.ts';

/** A board in one language, as every page of it shows it. */
export interface WordedBoard {
	readonly locale: Locale;
	readonly view: BoardView;
	/** The day that statuses are told on. */
	readonly asOf: string;
	readonly release: string;
	/** When the next release is due, where somebody said so. */
	readonly next: string | undefined;
	/** Whether something of a release was corrected. */
	readonly isCorrected: boolean;
}

const worded = new Map<string, WordedBoard>();

/**
 * Worded and drawn once a language, however many pages show it.
 * @throws 404 where the release has no such board or nobody speaks the language.
 */
export function wordedBoard({ lang, board }: Record<'lang' | 'board', string>): WordedBoard {
	const locale = locales.find((known) => known === lang);
	if (!locale || !releasedBoards().includes(board)) error(404);
	const key = `${releasePath()} ${board} ${locale}`;
	const known = worded.get(key);
	if (known) return known;
	const made = boardIn(locale, board);
	worded.set(key, made);
	return made;
}

function boardIn(locale: Locale, board: string): WordedBoard {
	const { release, date } = releaseManifest();
	const { release: notice, corrections } = releasedNotice();
	const next = notice.nextRelease;
	return {
		locale,
		view: boardView({
			page: releasedBoard(board),
			catalogue: releasedCatalogue(),
			series: releasedSeries(),
			places: {
				countries: new Set(releasedCountries()?.countries.map(({ id }) => id)),
				baselines: new Set(releasedBaselines()?.places.map(({ place }) => place.id))
			},
			...{ on: date, locale }
		}),
		asOf: longDate(date, locale),
		release: m.boards_release({ release, date: longDate(date, locale) }, { locale }),
		next:
			next &&
			(next.status === 'provisional' ? m.boards_next_provisional : m.boards_next)(
				{ date: longDate(next.date, locale) },
				{ locale }
			),
		isCorrected: corrections.length > 0
	};
}

/** Of every board in every language. */
export const boardEntries = () =>
	releasedBoards().flatMap((board) => locales.map((lang) => ({ lang, board })));
