import type { NamedItem } from '#lib/model/instrument/instrument.ts';
import { type KindOf, relevantText } from '#lib/model/instrument/relevant.ts';

/**
 * What of an item a format has no place for: it stands there as JSON, under `atalaya`. A condition is
 * an expression of XLSForm, which others can read.
 */
export function leftOverOf(
	item: NamedItem,
	fields: readonly string[],
	kindOf: KindOf
): Record<string, unknown> {
	const left = Object.entries(item).filter(
		([field, value]) => fields.includes(field) && value !== undefined && value !== false
	);
	const relevant = item.relevant && relevantText(item.relevant, kindOf);
	return { ...Object.fromEntries(left), ...(relevant !== undefined && { relevant }) };
}

export const isEmpty = (one: object): boolean => Object.keys(one).length === 0;
