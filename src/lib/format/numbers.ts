import { numberFormat } from './intl.ts';

/** How a figure is written: a share as percent, a count in whole numbers, a mean with one decimal. */
export type FigureKind = 'proportion' | 'total' | 'mean';

const options = {
	proportion: { style: 'percent', minimumFractionDigits: 1, maximumFractionDigits: 1 },
	total: { maximumFractionDigits: 0 },
	mean: { minimumFractionDigits: 1, maximumFractionDigits: 1 }
} as const satisfies Record<FigureKind, Intl.NumberFormatOptions>;

/** Spanish and Portuguese write four digits together by default; tables read better when all group. */
const grouping = { useGrouping: 'always' } as const;

export function figure(value: number, kind: FigureKind, locale: string): string {
	return numberFormat(locale, { ...grouping, ...options[kind] }).format(value);
}

/** "42.9 to 44.4 %": the word between the limits is the language's own. */
export function limits(
	lower: number,
	upper: number,
	kind: FigureKind,
	{ locale, to }: { readonly locale: string; readonly to: string }
): string {
	return `${figure(lower, kind, locale)} ${to} ${figure(upper, kind, locale)}`;
}

export const count = (value: number, locale: string) =>
	numberFormat(locale, { ...grouping, maximumFractionDigits: 0 }).format(value);

export function decimal(value: number, digits: number, locale: string): string {
	const fraction = { minimumFractionDigits: digits, maximumFractionDigits: digits };
	return numberFormat(locale, { ...grouping, ...fraction }).format(value);
}

export function megabytes(bytes: number, locale: string): string {
	return `${decimal(bytes / 1e6, 1, locale)} MB`;
}

/** So many significant digits at the most: "7.94", "0.0213", "1,240". */
export function significant(value: number, digits: number, locale: string): string {
	const style = { ...grouping, maximumSignificantDigits: digits };
	// A hyphen is no minus sign.
	return numberFormat(locale, style).format(value).replace('-', '−');
}

/** A share as per cent, with a decimal only where it has one: "30 %", "2.5 %". */
export function percent(share: number, locale: string): string {
	const style = { ...grouping, style: 'percent', maximumFractionDigits: 1 } as const;
	return numberFormat(locale, style).format(share);
}
