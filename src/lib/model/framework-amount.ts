import { z } from 'zod';
import { entrySource, notStated } from './entry-source.ts';
import { countryCode, isoDate, slug } from './identifiers.ts';
import { localized } from './localized.ts';

const expected = (what: string) => ({ error: `expected ${what}` });

/** A number as it was reported: its value, or the two numbers that it is a share of. */
const amount = {
	/** In the unit of the indicator; of a percentage 0 to 100. */
	value: z.number(expected('a number')).optional(),
	numerator: z.number(expected('a number')).nonnegative().optional(),
	denominator: z.number(expected('a number')).positive().optional(),
	/** In the unit of the value; absent where the source gives none. */
	standardError: z.number().nonnegative().optional()
};

/** One person, women in a town: by what the number is cut, such as `sex: women`. */
const groups = z.record(slug, slug).default({});

export const baselineValue = z.strictObject({
	on: isoDate,
	...amount,
	groups,
	source: entrySource,
	note: localized.optional()
});

/** How much is due by a day, from the start of the programme. */
export const milestone = z.strictObject({
	due: isoDate,
	...amount,
	groups,
	source: entrySource,
	note: localized.optional()
});

export const reportedValue = z.strictObject({
	/** Of what happened in a period, its first day; absent of what has added up since the start. */
	from: isoDate.optional(),
	/** The last day that it speaks of. */
	to: isoDate,
	...amount,
	/** Absent: of all countries together. */
	country: countryCode.optional(),
	groups,
	source: entrySource,
	note: localized.optional()
});
export type ReportedValue = z.infer<typeof reportedValue>;

/** `inferred-from-singular`: the source names one thing without a number ("a study"). */
export const targetBasis = z.enum(['stated', 'inferred-from-singular', notStated]);
export type TargetBasis = z.infer<typeof targetBasis>;

export const frameworkTarget = z.strictObject({
	value: z.union([z.number().nonnegative(), z.enum([notStated, 'all-countries'])], {
		error: 'expected a number, all-countries or not-stated'
	}),
	/** Of a percentage, where the source gives them. */
	numerator: amount.numerator,
	denominator: amount.denominator,
	/** For the whole programme, or anew every year: the two are never added or multiplied. */
	per: z.enum(['programme', 'year']),
	basis: targetBasis,
	/** The day by which all of it is due. */
	due: z.union([z.literal(notStated), isoDate], {
		error: 'expected a day such as 2024-12-31, or not-stated'
	})
});

/** What a number amounts to in the unit of its indicator; undefined where there is none. */
export function amountOf({
	value,
	numerator,
	denominator
}: {
	readonly value?: number | string | undefined;
	readonly numerator?: number | undefined;
	readonly denominator?: number | undefined;
}): number | undefined {
	if (typeof value === 'number') return value;
	return numerator !== undefined && denominator !== undefined
		? (100 * numerator) / denominator
		: undefined;
}
