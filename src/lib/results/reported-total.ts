import type { FrameworkIndicator } from '#lib/model/framework-parts.ts';
import { type ReportedValue, amountOf } from '#lib/model/framework-amount.ts';

/** What has been reported of an indicator by a day. None is never 0. */
export type ReportedTotal =
	| { readonly kind: 'none' }
	/** Several values that may not be added, or shares without their two numbers. */
	| { readonly kind: 'not-added'; readonly values: number; readonly on: string }
	| {
			readonly kind: 'total';
			readonly amount: number;
			/** The last day that it speaks of. */
			readonly on: string;
			readonly standardError?: number;
			readonly numerator?: number;
			readonly denominator?: number;
	  };

/**
 * All that was reported up to a day, of everybody: values of groups stay apart. What happened in
 * periods adds up; of running totals the latest of each country counts; shares add up through their
 * numerators and denominators, of the latest period. Added only where the indicator allows it.
 */
export function reportedTotal(indicator: FrameworkIndicator, day: string): ReportedTotal {
	const { reported, measure, counting } = indicator;
	const whole = reported.flatMap((one) => {
		const amount = amountOf(one);
		const isWhole = one.to <= day && Object.keys(one.groups).length === 0;
		return isWhole && amount !== undefined ? [{ ...one, amount }] : [];
	});
	const together = whole.filter(({ country }) => country === undefined);
	const counted = together.length > 0 ? together : whole;
	if (counted.length === 0) return { kind: 'none' };
	// Where nobody says what values count, only those of the last day stand together.
	if (measure !== 'number' || counting === 'not-stated')
		return sharesTogether(indicator, latestPeriod(counted));
	return added(indicator, counting === 'cumulative' ? latestOfEach(counted) : counted);
}

type Amounting = ReportedValue & { readonly amount: number };

const lastDay = (values: readonly ReportedValue[]): string =>
	values.reduce((latest, { to }) => (to > latest ? to : latest), '');

function latestPeriod(values: readonly Amounting[]): Amounting[] {
	const on = lastDay(values);
	return values.filter(({ to }) => to === on);
}

function latestOfEach(values: readonly Amounting[]): Amounting[] {
	const latest = new Map<string, Amounting>();
	for (const one of values) {
		const before = latest.get(one.country ?? '');
		if (!before || before.to <= one.to) latest.set(one.country ?? '', one);
	}
	return [...latest.values()];
}

const single = (one: Amounting): ReportedTotal => {
	const { amount, standardError, numerator, denominator } = one;
	return {
		...{ kind: 'total', amount, on: one.to },
		...(standardError === undefined ? {} : { standardError }),
		...(numerator === undefined || denominator === undefined ? {} : { numerator, denominator })
	};
};

function added({ aggregation }: FrameworkIndicator, values: readonly Amounting[]): ReportedTotal {
	const [first, ...others] = values;
	if (first && others.length === 0) return single(first);
	const on = lastDay(values);
	if (!aggregation) return { kind: 'not-added', values: values.length, on };
	return { kind: 'total', amount: values.reduce((sum, one) => sum + one.amount, 0), on };
}

function sharesTogether(
	{ aggregation, measure }: FrameworkIndicator,
	values: readonly Amounting[]
): ReportedTotal {
	const [first, ...others] = values;
	if (first && others.length === 0) return single(first);
	const on = lastDay(values);
	const pairs = values.flatMap(({ numerator, denominator }) =>
		numerator === undefined || denominator === undefined ? [] : [{ numerator, denominator }]
	);
	if (!aggregation || measure !== 'percentage' || pairs.length < values.length)
		return { kind: 'not-added', values: values.length, on };
	const numerator = pairs.reduce((sum, pair) => sum + pair.numerator, 0);
	const denominator = pairs.reduce((sum, pair) => sum + pair.denominator, 0);
	return { kind: 'total', amount: (100 * numerator) / denominator, on, numerator, denominator };
}
