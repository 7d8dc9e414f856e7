import type { DisclosureRules } from '#lib/model/disclosure.ts';
import type { ComparisonRow, EstimateRow } from '#lib/model/estimate-row.ts';
import { withoutValues } from '#lib/model/quality-reasons.ts';
import { roundedCount } from './shown-count.ts';

/** The code in `withheld` of a figure that would tell of single people. */
const suppressedCode = 'suppressed';

const noNumbers = {
	...{ estimate: null, standard_error: null, lower: null, upper: null, interval: '' },
	...{ n: null, events: null, df: null, deff: null, cv: null },
	...{ unsure: '', unsure_share: null, bound_lower: null, bound_upper: null },
	...{ precision: '', quality: '', quality_reasons: '' }
} as const satisfies Partial<EstimateRow>;

/** A row without any number, and without a word that follows from one. */
export const suppressedRow = (row: EstimateRow): EstimateRow => ({
	...row,
	...noNumbers,
	withheld: suppressedCode,
	suppressed: true
});

/** A row as it may be read: no count of events, other counts rounded, no digit beyond its error. */
export function publishedRow(row: EstimateRow, rules: DisclosureRules): EstimateRow {
	const { digits, cases } = rules.rounding;
	const place = decimals(row.standard_error, digits);
	const at = (value: number | null) => (value === null ? null : fixed(value, place));
	return {
		...row,
		...{ estimate: at(row.estimate), standard_error: at(row.standard_error) },
		...{ lower: at(row.lower), upper: at(row.upper) },
		...{ bound_lower: at(row.bound_lower), bound_upper: at(row.bound_upper) },
		n: row.n === null ? null : roundedCount(row.n, cases),
		events: null,
		// Without sampling units people are what it counts.
		df: row.precision === 'lower-bound' && row.df !== null ? roundedCount(row.df, cases) : row.df,
		...{ deff: significant(row.deff, digits), cv: significant(row.cv, digits) },
		unsure_share: significant(row.unsure_share, digits),
		quality_reasons: withoutValues(row.quality_reasons)
	};
}

/** Decimals of a number whose error keeps so many digits; an error of 0 has none to go by. */
function decimals(error: number | null, digits: number): number {
	if (error === null || error === 0) return digits;
	return Math.min(Math.max(digits - 1 - Math.floor(Math.log10(error)), -300), 15);
}

const fixed = (value: number, place: number) =>
	place >= 0 ? Number(value.toFixed(place)) : Math.round(value * 10 ** place) / 10 ** place;

const significant = (value: number | null, digits: number) =>
	value === null ? null : Number(value.toPrecision(digits));

const noDifference = {
	...{ difference: null, difference_se: null, difference_lower: null, difference_upper: null },
	...{ ratio: null, ratio_se: null, ratio_lower: null, ratio_upper: null },
	...{ df: null, p_value: null }
} as const satisfies Partial<ComparisonRow>;

/** Of two figures one of which is withheld: with the other, the difference would give it away. */
export const suppressedComparison = (row: ComparisonRow): ComparisonRow => ({
	...row,
	...noDifference,
	withheld: suppressedCode,
	suppressed: true
});

/** As `publishedRow`, of a comparison. */
export function publishedComparison(row: ComparisonRow, rules: DisclosureRules): ComparisonRow {
	const { digits } = rules.rounding;
	const round = (error: number | null) => {
		const place = decimals(error, digits);
		return (value: number | null) => (value === null ? null : fixed(value, place));
	};
	const [difference, ratio] = [round(row.difference_se), round(row.ratio_se)];
	return {
		...row,
		...{ difference: difference(row.difference), difference_se: difference(row.difference_se) },
		difference_lower: difference(row.difference_lower),
		difference_upper: difference(row.difference_upper),
		...{ ratio: ratio(row.ratio), ratio_se: ratio(row.ratio_se) },
		...{ ratio_lower: ratio(row.ratio_lower), ratio_upper: ratio(row.ratio_upper) },
		p_value: significant(row.p_value, digits)
	};
}
