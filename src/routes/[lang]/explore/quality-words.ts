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

/** The label of an estimate, and the first reason why it is no better: "not reliable (df 6 < 9)". */
export function qualityWord(
	{ label, reasons }: Verdict,
	locale: Locale,
	{ brief = false }: { readonly brief?: boolean } = {}
): string {
	const word = labels[label]?.({}, { locale }) ?? label;
	const [first] = reasons;
	const quantity = first && quantities[first.quantity];
	if (brief || !quantity || first.value === null || first.limit === null) return word;
	const number = (value: number) => decimal(value, digitsOf(value), locale);
	const parts = [number(first.value), signs[first.is], number(first.limit)];
	const reason = `${quantity({}, { locale })} ${parts.join('\u00a0')}`;
	return m.quality_because({ label: word, reason }, { locale });
}

/** Whether a number should not look as sure as others: drawn hollow, with the word beside it. */
export const isWeak = ({ label }: Verdict) =>
	label === 'unreliable' || label === 'suppress' || label === 'review';
