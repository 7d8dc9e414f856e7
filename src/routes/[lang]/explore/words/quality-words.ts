import { decimal } from '#lib/format/numbers.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import type { QualityVerdict } from '#lib/model/estimate.ts';
import type { Locale } from '#lib/model/localized.ts';

type Verdict = Pick<QualityVerdict, 'label' | 'reasons'>;
type Message = typeof m.quality_n;

const labels: Readonly<Record<string, Message>> = {
	reliable: m.quality_reliable,
	caution: m.quality_caution,
	unreliable: m.quality_unreliable,
	suppress: m.quality_suppress,
	review: m.quality_review,
	'not-assessable': m.quality_not_assessable
};

const quantities: Readonly<Record<string, Message>> = {
	n: m.quality_n,
	events: m.quality_events,
	df: m.quality_df,
	deff: m.quality_deff,
	cv: m.quality_cv,
	logCv: m.quality_log_cv,
	effectiveSize: m.quality_effective_size,
	standardError: m.quality_standard_error,
	intervalWidth: m.quality_width,
	relativeWidth: m.quality_width,
	estimate: m.quality_estimate
};

const signs = { below: '<', 'at-most': '≤', above: '>', 'at-least': '≥' } as const;

/** Numbers of cases are whole; the others have as many digits as a limit has. */
const digitsOf = (value: number) => (Number.isInteger(value) ? 0 : 3);

/** Every reason why an estimate is no better: "df 6 < 9". */
export const qualityReasons = ({ reasons }: Verdict, locale: Locale): string[] =>
	reasons.flatMap(({ quantity: id, value, is, limit }) => {
		const quantity = quantities[id];
		if (!quantity || value === null || limit === null) return [];
		const number = (one: number) => decimal(one, digitsOf(one), locale);
		const parts = [number(value), signs[is], number(limit)];
		return [`${quantity({}, { locale })} ${parts.join('\u00a0')}`];
	});

/** The label of an estimate, and the first reason why it is no better: "not reliable (df 6 < 9)". */
export function qualityWord(
	verdict: Verdict,
	locale: Locale,
	{ brief = false }: { readonly brief?: boolean } = {}
): string {
	const word = labels[verdict.label]?.({}, { locale }) ?? verdict.label;
	const [reason] = qualityReasons({ ...verdict, reasons: verdict.reasons.slice(0, 1) }, locale);
	if (brief || reason === undefined) return word;
	return m.quality_because({ label: word, reason }, { locale });
}

/** Whether a number should not look as sure as others: drawn hollow, with the word beside it. */
export const isWeak = ({ label }: Verdict) =>
	label === 'unreliable' || label === 'suppress' || label === 'review';
