import type { DdiCategory } from './ddi-categories.ts';
import { presentFields } from '../present-fields.ts';
import type { MissingCodes } from '../records.ts';
import type { XmlParts } from '../xml/xml-parts.ts';

/** One value, or all between two bounds; as it is written, and absent where it is open. */
export interface DdiRange {
	readonly line: number;
	readonly value?: string;
	readonly min?: string;
	readonly max?: string;
	readonly minExclusive?: string;
	readonly maxExclusive?: string;
}

export function ddiRanges(variable: XmlParts, name: 'valrng' | 'invalrng'): DdiRange[] {
	return variable.all(name).flatMap((parts) => [
		...parts.all('item').map((item) => ({
			line: item.line,
			...presentFields({ value: written(item, 'VALUE') })
		})),
		...parts.all('range').map((range) => ({
			line: range.line,
			...presentFields({
				min: written(range, 'min'),
				max: written(range, 'max'),
				minExclusive: written(range, 'minExclusive'),
				maxExclusive: written(range, 'maxExclusive')
			})
		}))
	]);
}

const written = (parts: XmlParts, name: string) => parts.attribute(name)?.trim() || undefined;

/** Codes of categories called missing, and what `invalid` says in codes and in such ranges. */
export function ddiMissing(
	categories: readonly DdiCategory[],
	invalid: readonly DdiRange[]
): MissingCodes[] {
	const labels = new Map(categories.map(({ value, labels }) => [value, labels[0]?.text]));
	const codes = new Set([
		...categories.flatMap(({ value, isMissing }) => (isMissing && value ? [value] : [])),
		...invalid.flatMap(({ value }) => value ?? [])
	]);
	return [
		...[...codes].map((code) => ({ code, ...presentFields({ label: labels.get(code) }) })),
		...invalid.filter(isMissingRange).map(numbersOf)
	];
}

/** Whether a range is one of numbers that holds its bounds, or is open on one side. */
export function isMissingRange(range: DdiRange): boolean {
	const { min, max, minExclusive, maxExclusive } = range;
	if (minExclusive !== undefined || maxExclusive !== undefined) return false;
	if (min === undefined && max === undefined) return false;
	const { from, to } = numbersOf(range);
	return from <= to;
}

const numbersOf = ({ min, max }: DdiRange) => ({
	from: min === undefined ? -Infinity : decimal(min),
	to: max === undefined ? Infinity : decimal(max)
});

/** NaN for what is no decimal number; `Number` alone would read hexadecimal digits, too. */
const decimal = (written: string) =>
	/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d{1,3})?$/i.test(written) ? Number(written) : NaN;
