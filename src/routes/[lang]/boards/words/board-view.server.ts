import { boardFacts } from '#lib/boards/board-facts.ts';
import { movedSince } from '#lib/boards/narrative-age.ts';
import { longDate } from '#lib/format/dates.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { usualThresholds } from '#lib/model/boards/board-target.ts';
import { wordsOf } from '#lib/model/catalogue-words.ts';
import { localText } from '#lib/model/locales.ts';
import { fewest } from '#lib/stats/series/series-signal.ts';
import type { BoardWords } from './board-words.ts';
import { statusCounts } from './status-counts.ts';
import { statusLegend } from './status-view.ts';
import { citedAs } from './tile-sources.ts';
import { tileView } from './tile-view.server.ts';

/** A board as it is printed. */
export function boardView(words: BoardWords) {
	const { page, locale, on } = words;
	const { board, places } = page;
	const facts = boardFacts(page, on);
	const tiles = facts.map((one) => tileView({ ...words, facts: one }));
	const { from, to } = board.period;
	return {
		id: board.id,
		title: wordsOf(board.title, locale),
		place: places.map(({ name }) => wordsOf(name, locale)).join(' · '),
		period: from === to ? from : `${from}–${to}`,
		synthetic: tiles.some(({ synthetic }) => synthetic),
		narrative: narrativeView(words, facts),
		tiles,
		method: m.boards_method_text(
			{ limits: String(fewest.limits), trend: String(fewest.trend) },
			{ locale }
		),
		legend: statusLegend(board.thresholds ?? usualThresholds, locale),
		counts: statusCounts(facts, locale),
		filters: filtersView(words),
		sources: [
			...new Set([
				...tiles.flatMap(({ sources }) => sources),
				...board.sources.map((one) => citedAs(one, locale))
			])
		]
	};
}
export type BoardView = ReturnType<typeof boardView>;

/** Figures of surveys are of all people; what is no survey has no people to leave out. */
function filtersView({ page, locale }: BoardWords) {
	const asksPeople = page.tiles.some(
		(data) => data?.kind === 'indicator' || data?.kind === 'baseline'
	);
	return asksPeople
		? { term: m.boards_filters({}, { locale }), value: m.boards_filters_all({}, { locale }) }
		: {
				term: m.boards_filters_bare({}, { locale }),
				value: m.boards_filters_none({}, { locale })
			};
}

function narrativeView(
	{ page: { board }, locale }: BoardWords,
	facts: ReturnType<typeof boardFacts>
) {
	const { narrative } = board;
	if (!narrative) return undefined;
	const { text, locale: found } = localText(narrative.text, locale);
	const { role, institution } = narrative.author;
	const author = [wordsOf(role, locale), institution ?? ''].filter((one) => one !== '').join(', ');
	const names = new Map(board.tiles.map(({ id, name }) => [id, wordsOf(name, locale)]));
	const moved = movedSince(narrative, facts).map((id) => names.get(id) ?? id);
	return {
		...{ text, lang: found },
		untranslated:
			found === locale
				? undefined
				: m.boards_untranslated(
						{
							language: new Intl.DisplayNames([locale], { type: 'language' }).of(found) ?? found
						},
						{ locale }
					),
		by: m.boards_written_by({ author, date: longDate(narrative.date, locale) }, { locale }),
		moved: moved.length === 0 ? undefined : m.boards_moved({ tiles: moved.join('; ') }, { locale })
	};
}
