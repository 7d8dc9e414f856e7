import { longDate } from '#lib/format/dates.ts';
import { significant } from '#lib/format/numbers.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import type { FrameworkIndicator } from '#lib/model/framework-parts.ts';
import { amountOf } from '#lib/model/framework-amount.ts';
import { growthRule } from '#lib/results/growth-rule.ts';
import { type PathAnswer, type PathQuestion, linearPath } from '#lib/results/linear-path.ts';
import { reportedTotal } from '#lib/results/reported-total.ts';
import { type ResultWords, amountText } from './result-amounts.ts';
import { growthWords, pathWords } from './result-codes.ts';

/** Where the last value lies beside the path to a dated target, and what another rule says; none without dates. */
export function pathTexts(indicator: FrameworkIndicator, words: ResultWords): string[] {
	const question = questionOf(indicator, words.today);
	const answer = question && linearPath(question);
	if (!question || !answer) return [];
	const { locale } = words;
	const amount = (value: number) => amountText(indicator, value, words);
	const said = m.results_path(
		{
			baseline: amount(question.baseline.amount),
			on: longDate(question.baseline.on, locale),
			expected: amount(answer.expected),
			day: longDate(question.observed.on, locale),
			observed: amount(question.observed.amount),
			ahead: aheadText(answer, words)
		},
		{ locale }
	);
	const growth = growthRule(question);
	const status = growth && growthWords[growth.status]({}, { locale });
	return status ? [said, m.results_growth({ status }, { locale })] : [said];
}

function questionOf(indicator: FrameworkIndicator, today: string): PathQuestion | undefined {
	const { baseline, target, direction } = indicator;
	const [from, to] = [baseline && amountOf(baseline), amountOf(target)];
	const total = reportedTotal(indicator, today);
	if (!baseline || from === undefined || to === undefined || target.due === 'not-stated')
		return undefined;
	if (direction === 'none' || total.kind !== 'total') return undefined;
	return {
		baseline: { on: baseline.on, amount: from, standardError: errorOf(baseline) },
		target: { on: target.due, amount: to },
		observed: { ...total, standardError: errorOf(total) },
		direction
	};
}

/** Cases that were counted have no sampling error; of a value by itself only its source knows. */
const errorOf = ({
	standardError,
	numerator
}: {
	readonly standardError?: number | undefined;
	readonly numerator?: number | undefined;
}) => standardError ?? (numerator === undefined ? undefined : 0);

function aheadText({ ahead, interval, status }: PathAnswer, { locale }: ResultWords): string {
	const number = (value: number) => significant(value, 3, locale);
	const word = pathWords[status]({}, { locale });
	if (interval && interval.lower === interval.upper)
		return m.results_path_counted({ ahead: number(ahead), status: word }, { locale });
	return interval
		? m.results_path_interval(
				{
					...{ ahead: number(ahead), status: word },
					...{ lower: number(interval.lower), upper: number(interval.upper) }
				},
				{ locale }
			)
		: m.results_path_bare({ ahead: number(ahead), status: word }, { locale });
}
