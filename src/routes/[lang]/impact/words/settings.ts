import { type PictureTable, pictureTable } from '#lib/charts/impact/picture-table.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { codeWords, hasWords } from './coded.ts';
import { outcomeLabel } from './effect-texts.ts';
import { type ImpactWords, plainNumber } from './impact-words.ts';
import { percentText } from './outcome-formats.ts';
import { headings } from './pictures/picture-view.ts';

const families = ['estimator', 'variance', 'control', 'method'] as const;

/** By which settings it was computed, seed included. */
export function settingsTable(words: ImpactWords): PictureTable {
	const { page, locale } = words;
	const rows = Object.entries(page.evaluation.settings).map(([name, value]) => ({
		setting: codeWords('setting', name, locale),
		value: settingText(name, value, words)
	}));
	return pictureTable(headings(['setting', 'value'], locale), ['setting', 'value'], rows);
}

function settingText(
	name: string,
	value: string | number | boolean | null,
	{ page, locale }: ImpactWords
): string {
	if (value === null) return m.impact_no_number({}, { locale });
	if (name === 'level' && typeof value === 'number') return percentText(value, 0, locale);
	if (typeof value === 'number') return plainNumber(value, locale);
	const code = String(value);
	const outcome = page.programme.outcomes.find(({ id }) => id === code);
	if (name === 'event' && outcome) return outcomeLabel(outcome, locale);
	if (name === 'method' && hasWords('estimator', code)) return codeWords('estimator', code, locale);
	const family = families.find((one) => one === name);
	if (family && hasWords(family, code)) return codeWords(family, code, locale);
	const own = `${name} ${code}`;
	return hasWords('set', own) ? codeWords('set', own, locale) : code;
}
