import { percent } from '#lib/format/numbers.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { amountOf } from '#lib/model/framework-amount.ts';
import type { FrameworkIndicator } from '#lib/model/framework-parts.ts';
import { type TileWords, monthText } from './board-words.ts';
import { valueText } from './number-text.ts';

/** The target and its day, and what was due on the day of the number. */
export function targetTexts(words: TileWords): string[] {
	const { facts, locale } = words;
	const { data, tile, status, thresholds } = facts;
	const own = tile.thresholds
		? [
				m.boards_own_thresholds(
					{
						onTrack: percent(thresholds.onTrack, locale),
						accelerate: percent(thresholds.accelerate, locale)
					},
					{ locale }
				)
			]
		: [];
	const target = targetText(words);
	const { expected, share } = status;
	if (expected === undefined) return target === undefined ? own : [target, ...own];
	const said = { expected: valueText(data, expected, locale) };
	const due =
		share === undefined
			? m.boards_due(said, { locale })
			: share < 0
				? m.boards_due_away(said, { locale })
				: m.boards_due_share({ ...said, share: percent(share, locale) }, { locale });
	return [...(target === undefined ? [] : [target]), due, ...own];
}

function targetText(words: TileWords): string | undefined {
	const {
		facts: { tile, data },
		locale
	} = words;
	if (data?.kind === 'framework') return plannedText(data.indicator, words);
	if (data?.kind === 'programme') return undefined;
	if (tile.target === 'not-stated') return undefined;
	const said = {
		value: valueText(data, tile.target.value, locale),
		date: monthText(tile.target.due, locale)
	};
	return datedText(said, words);
}

/** The target with its day, and what is due on the day of the release. */
function datedText(
	said: { readonly value: string; readonly date: string },
	{ facts: { data, dueToday }, locale }: TileWords
): string {
	if (dueToday === undefined) return m.boards_target(said, { locale });
	const today = valueText(data, dueToday, locale);
	return m.boards_target_today({ ...said, today }, { locale });
}

function plannedText({ target }: FrameworkIndicator, words: TileWords): string {
	const {
		facts: { data },
		locale
	} = words;
	const amount = amountOf(target);
	if (target.value === 'all-countries') return m.boards_target_all({}, { locale });
	if (amount === undefined) return m.boards_target_none({}, { locale });
	const value = valueText(data, amount, locale);
	if (target.per === 'year') return m.boards_target_yearly({ value }, { locale });
	return target.due === 'not-stated'
		? m.boards_target_undated({ value }, { locale })
		: datedText({ value, date: monthText(target.due, locale) }, words);
}
