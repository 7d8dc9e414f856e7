import type { ChangeRule, NotTested } from '#lib/boards/tile-change.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import type { Locale } from '#lib/model/localized.ts';
import { breakText } from './break-text.ts';
import { type TileWords, monthText } from './board-words.ts';
import { amountOfChange, effectFormatsOf, signedChange } from './number-text.ts';

export interface ChangeView {
	/** Which way the number went; only where the change is beyond noise. */
	readonly arrow: 'up' | 'down' | undefined;
	readonly text: string;
	/** Good or bad where a way is wanted. */
	readonly judged: { readonly word: string; readonly tone: 'good' | 'bad' } | undefined;
}

const plain = (text: string): ChangeView => ({ arrow: undefined, text, judged: undefined });

/** What is said of the change of a tile; undefined where there is nothing to say beside its word. */
export function changeView(words: TileWords): ChangeView | undefined {
	const { facts, locale } = words;
	const { change, data } = facts;
	switch (change.kind) {
		case 'clear':
			return {
				arrow: change.direction,
				text: clearText(words, change),
				judged: judgedOf(change.isGood, locale)
			};
		case 'no-clear-change':
			return plain(
				[
					m.boards_no_clear_change({}, { locale }),
					change.smallest === undefined
						? m.boards_smallest_none({}, { locale })
						: m.boards_smallest(
								{ smallest: amountOfChange(data, change.smallest, locale) },
								{ locale }
							)
				].join('; ')
			);
		case 'too-short':
			return plain(
				m.boards_too_short({ n: String(change.points), needed: String(change.needed) }, { locale })
			);
		case 'not-comparable':
			return plain(
				m.boards_change_not_comparable({ why: breakText(words, change.rule) }, { locale })
			);
		case 'not-tested': {
			const said = untested[change.reason];
			return said && plain(said({}, { locale }));
		}
	}
}

const judgedOf = (isGood: boolean | undefined, locale: Locale): ChangeView['judged'] =>
	isGood === undefined
		? undefined
		: isGood
			? { word: m.boards_good({}, { locale }), tone: 'good' }
			: { word: m.boards_bad({}, { locale }), tone: 'bad' };

const untested: Readonly<Record<NotTested, typeof m.boards_change_one | undefined>> = {
	'no-data': undefined,
	'one-point': m.boards_change_one,
	'not-declared': m.boards_change_not_declared,
	// The status says why.
	precision: undefined,
	'trends-differ': undefined,
	counted: m.boards_change_counted,
	'no-error': m.boards_change_no_error
};

type Clear = Extract<TileWords['facts']['change'], { kind: 'clear' }>;

function clearText({ facts: { data }, locale }: TileWords, change: Clear): string {
	const { difference, direction, rule } = change;
	const went = direction === 'up' ? m.boards_went_up : m.boards_went_down;
	if (difference === undefined)
		return withoutDifference(rule, went({}, { locale }), { data, locale });
	const by = direction === 'up' ? m.boards_up : m.boards_down;
	const said = {
		change: by({ by: amountOfChange(data, difference.value, locale) }, { locale }),
		since: difference.from === '' ? '–' : monthText(difference.from, locale)
	};
	const { lower, upper } = difference;
	if (lower === undefined || upper === undefined)
		return m.boards_change_since_bare(said, { locale });
	const limits = m.boards_points_limits(
		{ lower: signedChange(data, lower, locale), upper: signedChange(data, upper, locale) },
		{ locale }
	);
	return m.boards_change_since({ ...said, limits }, { locale });
}

function withoutDifference(
	rule: ChangeRule,
	change: string,
	{ data, locale }: Pick<TileWords['facts'], 'data'> & Pick<TileWords, 'locale'>
): string {
	if (rule === 'xmr') return m.boards_change_xmr({ change }, { locale });
	if (rule === 'mann-kendall') return m.boards_change_trend({ change }, { locale });
	const effect = data?.kind === 'programme' ? data.entry.effect : undefined;
	if (effect?.kind !== 'effect' || effect.lower === null || effect.upper === null) return change;
	const limits = effectFormatsOf(data, locale)?.range(effect.lower, effect.upper) ?? '';
	return m.boards_change_effect({ change, limits }, { locale });
}
