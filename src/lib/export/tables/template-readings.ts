import { m } from '#lib/i18n/paraglide/messages.js';
import type { Locale } from '#lib/model/localized.ts';

/** What is written in a column, by the first part of its path. */
const readings = {
	title: m.template_title,
	shortTitle: m.template_shortTitle,
	summary: m.template_summary,
	id: m.template_id,
	synthetic: m.template_synthetic,
	period: m.template_period,
	checked: m.template_checked,
	producer: m.template_producer,
	date: m.template_date,
	url: m.template_url,
	code: m.template_code,
	one: m.template_one,
	many: m.template_many,
	kind: m.template_kind,
	group: m.template_group,
	description: m.template_description,
	source: m.template_source,
	line: m.template_line,
	label: m.template_label,
	measure: m.template_measure,
	unit: m.template_unit,
	direction: m.template_direction,
	aggregation: m.template_aggregation,
	counting: m.template_counting,
	countries: m.template_countries,
	target: m.template_target,
	note: m.template_note,
	indicator: m.template_indicator,
	on: m.template_on,
	due: m.template_due,
	from: m.template_from,
	to: m.template_to,
	country: m.template_country,
	value: m.template_value,
	numerator: m.template_numerator,
	denominator: m.template_denominator,
	standardError: m.template_standardError,
	groups: m.template_groups,
	lines: m.template_lines,
	text: m.template_text
} as const;

/** How a column of a form is filled in; '' of one that nobody has worded. */
export function columnReading([field = '']: readonly string[], locale: Locale): string {
	return Object.hasOwn(readings, field)
		? readings[field as keyof typeof readings]({}, { locale })
		: '';
}
