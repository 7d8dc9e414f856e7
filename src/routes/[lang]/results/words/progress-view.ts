import { longDate } from '#lib/format/dates.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { wordsOf } from '#lib/model/catalogue-words.ts';
import type { FrameworkIndicator } from '#lib/model/framework-parts.ts';
import { type MilestoneState, type Progress, progressOf } from '#lib/results/progress.ts';
import type { ReportedTotal } from '#lib/results/reported-total.ts';
import { type ResultWords, amountText, numberText, reportedText } from './result-amounts.ts';
import { stateWords } from './result-codes.ts';

export interface ProgressView {
	readonly reported: string;
	/** Absent where there is nothing to compare, or nothing to compare with. */
	readonly progress: readonly string[];
	readonly state: { readonly code: MilestoneState; readonly word: string } | undefined;
	/** Shares of the length of a bar; only of counts that have a number, and a target that has one. */
	readonly bar: { readonly done: number; readonly due: number | undefined } | undefined;
}

/** How far an indicator is, in words; a bar where a part of a whole is known. */
export function progressView(indicator: FrameworkIndicator, words: ResultWords): ProgressView {
	const found = progressOf(indicator, { today: words.today });
	const { locale } = words;
	const total = totalOf(found);
	const state = found.kind === 'milestone' ? found.state : undefined;
	return {
		reported:
			found.kind === 'told' ? toldText(indicator, words) : reportedText(indicator, total, words),
		progress: progressTexts(indicator, found, words),
		state: state && { code: state, word: stateWords[state]({}, { locale }) },
		bar: barOf(indicator, found)
	};
}

/** What was last said of what has no number. */
function toldText({ reported }: FrameworkIndicator, { locale, today }: ResultWords): string {
	const last = reported
		.filter(({ to, note }) => to <= today && note !== undefined)
		.toSorted((a, b) => a.to.localeCompare(b.to))
		.at(-1);
	return last?.note
		? m.results_reported_by(
				{ amount: wordsOf(last.note, locale), date: longDate(last.to, locale) },
				{ locale }
			)
		: m.results_reported_nothing({}, { locale });
}

/** Of the last year where every year stands for itself. */
function totalOf(found: Progress): ReportedTotal {
	if (found.kind === 'told') return { kind: 'none' };
	if (found.kind !== 'yearly') return found.total;
	return found.years.at(-1)?.total ?? { kind: 'none' };
}

function progressTexts(
	indicator: FrameworkIndicator,
	found: Progress,
	words: ResultWords
): string[] {
	const { locale } = words;
	const amount = (value: number) => amountText(indicator, value, words);
	const number = (value: number) => numberText(indicator, value, locale);
	switch (found.kind) {
		case 'milestone':
			return [milestoneText(indicator, found, words)];
		case 'not-yet-due': {
			const { amount: expected, due: date } = found.next;
			const said = { expected: amount(expected), date: longDate(date, locale) };
			return [m.results_progress_next(said, { locale })];
		}
		case 'yearly':
			return found.years.flatMap(({ year, total }) => {
				if (total.kind !== 'total') return [];
				const done = number(total.amount);
				return found.target === undefined
					? m.results_progress_year_none({ year, done }, { locale })
					: m.results_progress_year({ year, done, target: number(found.target) }, { locale });
			});
		case 'no-date': {
			if (found.total.kind !== 'total') return [];
			const said = { done: number(found.total.amount), target: amount(found.target) };
			return [m.results_progress_count(said, { locale })];
		}
		case 'all-countries':
			return found.total.kind === 'total'
				? [m.results_progress_all({ done: amount(found.total.amount) }, { locale })]
				: [];
		case 'target-not-stated':
			return found.total.kind === 'total' ? [m.results_progress_no_target({}, { locale })] : [];
		case 'told':
			return [];
	}
}

function milestoneText(
	indicator: FrameworkIndicator,
	{ milestone, total }: Extract<Progress, { kind: 'milestone' }>,
	words: ResultWords
): string {
	const { locale } = words;
	const expected = amountText(indicator, milestone.amount, words);
	const date = longDate(milestone.due, locale);
	return total.kind === 'total'
		? m.results_progress_milestone(
				{ done: numberText(indicator, total.amount, locale), expected, date },
				{ locale }
			)
		: m.results_progress_milestone_none({ expected, date }, { locale });
}

/** Of counts that grow, whose target is a number: a part of less, or of nothing, is no bar. */
function barOf({ measure, direction }: FrameworkIndicator, found: Progress): ProgressView['bar'] {
	if (measure !== 'number' || direction !== 'up') return undefined;
	if (found.kind !== 'no-date' && found.kind !== 'milestone') return undefined;
	if (found.total.kind !== 'total') return undefined;
	const due = found.kind === 'milestone' ? found.milestone.amount : undefined;
	const target = found.kind === 'milestone' ? (found.target?.amount ?? due) : found.target;
	const whole = Math.max(target ?? 0, due ?? 0, found.total.amount);
	if (!(whole > 0)) return undefined;
	return { done: found.total.amount / whole, due: due === undefined ? undefined : due / whole };
}
