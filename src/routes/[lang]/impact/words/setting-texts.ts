import { type PictureTable, pictureTable } from '#lib/charts/impact/picture-table.ts';
import { count } from '#lib/format/numbers.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import {
	type EvaluationSettings,
	type SettableDesign,
	type SettingChoice,
	type SettingName,
	settingChoices
} from '#lib/model/evaluation-settings.ts';
import type { Locale } from '#lib/model/localized.ts';
import { codeWords, hasWords } from './coded.ts';
import { capital } from './impact-words.ts';

/** What a setting is called. */
export function settingLabel(name: SettingName, locale: Locale): string {
	switch (name) {
		case 'estimator':
		case 'control':
		case 'method':
			return codeWords('setting', name, locale);
		case 'covariates':
			return m.impact_try_covariates({}, { locale });
		case 'anticipation':
			return m.impact_try_anticipation({}, { locale });
		case 'cluster':
			return m.impact_try_cluster({}, { locale });
		case 'ring':
			return m.impact_try_ring({}, { locale });
		case 'errors':
			return codeWords('setting', 'variance', locale);
		case 'draws':
			return m.impact_try_draws({}, { locale });
	}
}

const values = {
	covariates: { declared: m.impact_try_covariates_declared, none: m.impact_try_covariates_none },
	cluster: { declared: m.impact_try_cluster_declared, unit: m.impact_try_cluster_unit },
	ring: { apart: m.impact_try_ring_apart, compared: m.impact_try_ring_compared },
	errors: { analytic: m.impact_try_errors_analytic, multiplier: m.impact_try_errors_multiplier }
} as const;

/** What a value of it is called. */
function settingValue(name: SettingName, value: string, locale: Locale): string {
	if (name === 'estimator' || name === 'control' || name === 'method')
		return capital(codeWords(name, value, locale), locale);
	if (name === 'anticipation') return value;
	if (name === 'draws') return count(Number(value), locale);
	const texts: Readonly<Record<string, typeof m.impact_try_ring_apart>> = values[name];
	return texts[value]?.({}, { locale }) ?? value;
}

/** As short as a closed list has room for. */
const choiceText = (name: SettingName, value: string, locale: Locale): string =>
	hasWords('choice', value)
		? codeWords('choice', value, locale)
		: settingValue(name, value, locale);

/** The whole name of what is chosen, where the list has a short one; '' elsewhere. */
export const chosenText = (name: SettingName, value: string, locale: Locale): string =>
	hasWords('choice', value) ? settingValue(name, value, locale) : '';

/** No declaration says how many draws: without the bootstrap there are none. */
const isDeclared = (name: SettingName) => name !== 'draws';

/** Values to choose from; the declared one is named as such. */
export const settingOptions = ({ name, values: all, declared }: SettingChoice, locale: Locale) =>
	all.map((value) => {
		const text = choiceText(name, value, locale);
		return {
			value,
			label:
				value === declared && isDeclared(name)
					? m.impact_try_declared({ value: text }, { locale })
					: text
		};
	});

/** The settings that are not as declared; undefined where all are. */
export function differenceTable(
	settings: EvaluationSettings,
	settable: SettableDesign,
	locale: Locale
): PictureTable | undefined {
	const rows = settingChoices(settable, settings).flatMap(({ name, declared }) => {
		const value = settings[name];
		if (value === undefined) return [];
		return [
			{
				setting: settingLabel(name, locale),
				declared: isDeclared(name) ? settingValue(name, declared, locale) : '–',
				here: settingValue(name, String(value), locale)
			}
		];
	});
	if (rows.length === 0) return undefined;
	const headings = {
		setting: codeWords('column', 'setting', locale),
		declared: m.impact_try_column_declared({}, { locale }),
		here: m.impact_try_column_here({}, { locale })
	};
	return pictureTable(headings, ['setting', 'declared', 'here'], rows);
}
