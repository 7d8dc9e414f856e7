import { longDate } from '#lib/format/dates.ts';
import { count, decimal, figure } from '#lib/format/numbers.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import type { BaselineTable } from '#lib/model/baseline-table.ts';
import { type Locale, localText } from '#lib/model/locales.ts';
import type { Localized } from '#lib/model/localized.ts';
import type { MissingReason } from '#lib/model/missing.ts';
import type { RejectReason } from '#lib/model/reject-reason.ts';
import type { SeriesEntry, SeriesState } from '#lib/model/series-catalogue.ts';
import type { CheckKind } from '#lib/model/survey-check.ts';
import type { ShownCount, SurveyReport } from '#lib/model/survey-report.ts';

export const text = (texts: Localized, locale: Locale) => localText(texts, locale).text;

const states = {
	built: m.data_state_built,
	'source-not-present': m.data_state_absent,
	'not-published': m.data_state_withheld,
	'checks-failed': m.data_state_failed
} as const satisfies Record<SeriesState, unknown>;

export const stateText = (state: SeriesState, locale: Locale) => states[state]({}, { locale });

const tiers = {
	open: m.data_access_open,
	protected: m.data_access_protected,
	local: m.data_access_local
} as const;

export const tierText = (tier: keyof typeof tiers, locale: Locale) => tiers[tier]({}, { locale });

const measured = {
	population: m.data_measures_population,
	service: m.data_measures_service,
	enforcement: m.data_measures_enforcement
} as const;

export const measuresText = (measures: keyof typeof measured, locale: Locale) =>
	measured[measures]({}, { locale });

const units = { person: m.unit_person, household: m.unit_household, event: m.unit_event } as const;

export const unitText = (unit: keyof typeof units, locale: Locale) => units[unit]({}, { locale });

const reasons = {
	'not-asked': m.missing_not_asked,
	'not-applicable': m.missing_not_applicable,
	'dont-know': m.missing_dont_know,
	refused: m.missing_refused,
	lost: m.missing_lost,
	withheld: m.missing_withheld
} as const satisfies Record<MissingReason, unknown>;

export const reasonText = (reason: MissingReason, locale: Locale) =>
	reasons[reason]({}, { locale });

/** Why something was set aside; `conceptText` names a concept. */
export function rejectText(
	reason: RejectReason,
	conceptText: (concept: string) => string,
	locale: Locale
): string {
	const inLocale = { locale };
	switch (reason.code) {
		case 'other-fields': {
			const [fields, columns] = [count(reason.fields, locale), count(reason.columns, locale)];
			return m.report_reject_fields({ fields, columns }, inLocale);
		}
		case 'text-after-quote':
			return m.report_reject_quote({}, inLocale);
		case 'lone-line-end':
			return m.report_reject_line_end({}, inLocale);
		case 'unwritable':
			return m.report_reject_character({ column: reason.column }, inLocale);
		case 'repeated-key':
			return m.report_reject_repeated({}, inLocale);
		case 'unknown-key':
			return m.report_reject_unknown_key({ file: reason.file }, inLocale);
		case 'undeclared-code':
			return m.report_reject_code({ concept: conceptText(reason.concept) }, inLocale);
		case 'out-of-range':
			return m.report_reject_range({ concept: conceptText(reason.concept) }, inLocale);
		case 'no-positive-weight':
			return m.report_reject_weight({ unit: unitText(reason.unit, locale) }, inLocale);
	}
}

export const countText = (shown: ShownCount, locale: Locale) =>
	typeof shown === 'number'
		? count(shown, locale)
		: m.report_below({ limit: shown.below }, { locale });

type Baseline = BaselineTable[number];
type Statistic = 'proportion' | 'total' | 'mean' | undefined;

/** A figure with its error: a share in percent, everything else as it is. */
function valueText(
	{ estimate, standardError }: { estimate: number; standardError?: number | null | undefined },
	statistic: Statistic,
	locale: Locale
): string {
	const written = (number: number) =>
		statistic === 'proportion'
			? figure(number, 'proportion', locale)
			: decimal(number, statistic === 'total' ? 0 : 1, locale);
	const value = written(estimate);
	return typeof standardError === 'number'
		? m.data_value_error({ value, error: written(standardError) }, { locale })
		: value;
}

export const frozenText = ({ baseline }: Baseline, statistic: Statistic, locale: Locale) =>
	valueText(baseline.frozen, statistic, locale);

/** What this release says of the same, beside the frozen value. */
export function nowText({ now }: Baseline, statistic: Statistic, locale: Locale): string {
	if (!now) return m.data_now_none({}, { locale });
	return now.unchanged ? m.data_now_same({}, { locale }) : valueText(now, statistic, locale);
}

const kinds = {
	rows: m.report_kind_rows,
	codes: m.report_kind_codes,
	number: m.report_kind_number,
	unique: m.report_kind_unique,
	'weighted-total': m.report_kind_total,
	'published-figure': m.report_kind_figure
} as const satisfies Record<CheckKind, unknown>;

export const kindText = (kind: CheckKind, locale: Locale) => kinds[kind]({}, { locale });

/** A number as it is; where rows that differ were counted, their number in words. */
export function foundText({ kind, found }: SurveyReport['checks'][number], locale: Locale): string {
	if (found === '') return m.report_found_not_told({}, { locale });
	if (kind !== 'codes' && kind !== 'number' && kind !== 'unique') return found;
	return found === '0'
		? m.report_found_none({}, { locale })
		: m.report_found_rows({ count: found }, { locale });
}

type KnownFinding = SeriesEntry['series']['known'][number];

const findings = {
	jump: m.data_known_jump,
	hierarchy: m.data_known_sum
} as const satisfies Record<KnownFinding['check'], unknown>;

/** What a check found and where: "jump, Buenos Aires, 2019". */
export function findingText(
	{ check, territory, period, categories }: KnownFinding,
	{ series: { dimensions }, places }: Pick<SeriesEntry, 'series' | 'places'>,
	locale: Locale
): string {
	const place = territory !== undefined ? places[territory] : undefined;
	const labels = Object.entries(categories).map(([id, category]) => {
		const known = dimensions.find((one) => one.id === id)?.categories;
		const label = known?.find((one) => one.id === category)?.label;
		return label ? text(label, locale) : category;
	});
	const parts = [
		findings[check]({}, { locale }),
		place ? text(place, locale) : territory,
		period,
		...labels
	];
	return parts.filter((part) => part !== undefined).join(', ');
}

/** A day to come, and whether it may still change. */
export function dateWithStatus(
	{ date, status }: { readonly date: string; readonly status: 'firm' | 'provisional' },
	locale: Locale
): string {
	const words = { date: longDate(date, locale) };
	return (status === 'firm' ? m.data_date_firm : m.data_date_provisional)(words, { locale });
}
