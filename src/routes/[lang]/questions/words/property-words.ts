import { m } from '#lib/i18n/paraglide/messages.js';
import type { Locale } from '#lib/model/locales.ts';
import type { Ages, FigureProperties, PropertyName } from '#lib/model/properties.ts';

type Message = typeof m.questions_unknown;
type WordsOf<Value extends string | undefined> = Readonly<Record<NonNullable<Value>, Message>>;

const recalls: WordsOf<FigureProperties['recall']> = {
	none: m.questions_recall_none,
	life: m.questions_recall_life,
	'12-months': m.questions_recall_year,
	'calendar-year': m.questions_recall_calendar,
	'6-months': m.questions_recall_half,
	'3-months': m.questions_recall_quarter,
	'30-days': m.questions_recall_month,
	week: m.questions_recall_week,
	'next-12-months': m.questions_recall_next,
	other: m.questions_recall_other
};

const radii: WordsOf<FigureProperties['radius']> = {
	none: m.questions_radius_none,
	home: m.questions_radius_home,
	block: m.questions_radius_block,
	surroundings: m.questions_radius_surroundings,
	neighbourhood: m.questions_radius_neighbourhood,
	commune: m.questions_radius_commune,
	region: m.questions_radius_region,
	country: m.questions_radius_country,
	school: m.questions_radius_school,
	workplace: m.questions_radius_workplace,
	other: m.questions_radius_other
};

const verbs: WordsOf<FigureProperties['verb']> = {
	perceives: m.questions_verb_perceives,
	'knows-or-heard': m.questions_verb_knows_or_heard,
	'heard-or-seen': m.questions_verb_heard_or_seen,
	'has-seen': m.questions_verb_has_seen,
	'was-offered': m.questions_verb_was_offered,
	experienced: m.questions_verb_experienced,
	used: m.questions_verb_used,
	states: m.questions_verb_states,
	feels: m.questions_verb_feels,
	judges: m.questions_verb_judges,
	expects: m.questions_verb_expects
};

const objects: WordsOf<FigureProperties['object']> = {
	sale: m.questions_object_sale,
	use: m.questions_object_use,
	'sale-or-use': m.questions_object_sale_or_use,
	offer: m.questions_object_offer,
	'offer-sale-or-gift': m.questions_object_offer_sale_or_gift,
	'alcohol-or-drugs': m.questions_object_alcohol_or_drugs
};

const modes = {
	'face-to-face': m.questions_mode_face_to_face,
	telephone: m.questions_mode_telephone,
	web: m.questions_mode_web,
	paper: m.questions_mode_paper,
	mixed: m.questions_mode_mixed
} as const;
type Mode = keyof typeof modes;

/** "past 12 months". */
export const recallWords = (recall: keyof typeof recalls, locale: Locale): string =>
	recalls[recall]({}, { locale });

/** "surroundings of the home". */
export const radiusWords = (radius: keyof typeof radii, locale: Locale): string =>
	radii[radius]({}, { locale });

export const modeWords = (mode: Mode, locale: Locale): string => modes[mode]({}, { locale });

/** "ages 15 to 64". */
export function agesWords({ from, to }: Ages, locale: Locale): string {
	return to === undefined
		? m.questions_part_ages_from({ from }, { locale })
		: m.questions_part_ages({ from, to }, { locale });
}

const areas = { urban: m.questions_part_urban, rural: m.questions_part_rural } as const;

export const areaWords = (area: keyof typeof areas, locale: Locale): string =>
	areas[area]({}, { locale });

const named: Partial<Record<PropertyName, Readonly<Record<string, Message>>>> = {
	recall: recalls,
	radius: radii,
	verb: verbs,
	object: objects,
	modes
};

/** A property in words: '' where its value has none that a reader would know. */
export function propertyWords(property: PropertyName, value: unknown, locale: Locale): string {
	if (value === undefined) return m.questions_unknown({}, { locale });
	if (property === 'ages') return agesWords(value as Ages, locale);
	const words = named[property];
	if (!words) return '';
	const all: readonly unknown[] = Array.isArray(value) ? value : [value];
	return all
		.map((one) => (typeof one === 'string' ? (words[one]?.({}, { locale }) ?? '') : ''))
		.join(', ');
}
