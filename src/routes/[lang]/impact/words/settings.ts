import { type PictureTable, pictureTable } from '#lib/charts/impact/picture-table.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { codeWords, hasWords } from './coded.ts';
import { type ImpactWords, plainNumber } from './impact-words.ts';
import { headings } from './pictures/picture-view.ts';

const families = ['estimator', 'variance', 'control', 'method'] as const;

/** By which settings it was computed, seed included. */
export function settingsTable({ page, locale }: ImpactWords): PictureTable {
	const rows = Object.entries(page.evaluation.settings).map(([name, value]) => ({
		setting: codeWords('setting', name, locale),
		value: settingText(name, value)
	}));
	return pictureTable(headings(['setting', 'value'], locale), ['setting', 'value'], rows);

	function settingText(name: string, value: string | number | boolean | null): string {
		if (value === null) return m.impact_no_number({}, { locale });
		if (typeof value === 'number') return plainNumber(value, locale);
		const family = families.find((one) => one === name);
		const text = String(value);
		return family && hasWords(family, text) ? codeWords(family, text, locale) : text;
	}
}
