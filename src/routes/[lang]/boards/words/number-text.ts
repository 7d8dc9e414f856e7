import { type FigureKind, decimal, figure } from '#lib/format/numbers.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import type { TileData, TileDataOf } from '#lib/model/boards/board-page.ts';
import type { Locale } from '#lib/model/localized.ts';
import { effectFormats } from '../../impact/words/outcome-formats.ts';
import { amountText } from '../../results/words/result-amounts.ts';

const percent = (value: number, locale: Locale) => figure(value / 100, 'proportion', locale);

/** A percentage of a source, written as one. */
const isPercentage = ({ value }: TileDataOf<'series'>) =>
	value.kind === 'share' && value.per === 100;

/** As many decimals as the source gives, one at the most, and none from a hundred on. */
function seriesNumber(data: TileDataOf<'series'>, value: number, locale: Locale): string {
	if (isPercentage(data)) return percent(value, locale);
	const digits = Math.abs(value) >= 100 ? 0 : Math.min(1, data.value.decimals);
	return decimal(value, Number.isInteger(value) ? 0 : digits, locale);
}

/** A value of a tile as a reader reads it, without what it is of. */
export function valueText(data: TileData | null, value: number, locale: Locale): string {
	return minus(written(data, value, locale));
}

function written(data: TileData | null, value: number, locale: Locale): string {
	switch (data?.kind) {
		case 'indicator':
		case 'baseline':
			return figure(value, data.statistic, locale);
		case 'series':
			return seriesNumber(data, value, locale);
		case 'framework': {
			const units = data.unit === null ? [] : [data.unit];
			return amountText(data.indicator, value, { page: { framework: { units } }, locale });
		}
		default:
			return decimal(value, 1, locale);
	}
}

/** A hyphen is no minus sign. */
const minus = (text: string) => text.replace(/^-/, '−');

const kindOf = (data: TileData | null): FigureKind | 'percentage' | 'plain' => {
	if (data?.kind === 'indicator' || data?.kind === 'baseline') return data.statistic;
	return data?.kind === 'series' && isPercentage(data) ? 'percentage' : 'plain';
};

/** How far apart two values are, of shares in points: a size without a sign. */
export function amountOfChange(data: TileData | null, value: number, locale: Locale): string {
	const size = Math.abs(value);
	const kind = kindOf(data);
	const formats = effectFormatsOf(data, locale);
	if (formats) return formats.amount(size);
	if (kind === 'proportion' || kind === 'percentage')
		return m.boards_points({ value: pointsOf(data, size, locale) }, { locale });
	return valueText(data, size, locale);
}

/** The same with its sign and without a unit, for the limits of an interval. */
export function signedChange(data: TileData | null, value: number, locale: Locale): string {
	const kind = kindOf(data);
	const isPoints = kind === 'proportion' || kind === 'percentage';
	const text = isPoints ? pointsOf(data, value, locale) : valueText(data, value, locale);
	return value > 0 ? `+${text}` : minus(text);
}

const pointsOf = (data: TileData | null, value: number, locale: Locale) =>
	decimal(kindOf(data) === 'proportion' ? 100 * value : value, 1, locale);

/** How an effect and its limits are written; undefined of what is none. */
export function effectFormatsOf(data: TileData | null, locale: Locale) {
	if (data?.kind !== 'programme' || data.entry.effect.kind !== 'effect') return undefined;
	return effectFormats(data.entry.effect, data.entry.outcome, locale);
}
