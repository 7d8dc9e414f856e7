import type { Comparison } from '#lib/model/comparison.ts';
import type { ComparisonRequest } from '#lib/model/estimate-request.ts';
import { type Adjustment, adjustedPValues } from '#lib/stats/contrasts/adjusted-p-values.ts';
import { difference, logQuotient, quotient, relativeChange } from '#lib/stats/contrasts/change.ts';
import { type Contrast, linearContrast } from '#lib/stats/contrasts/contrast.ts';
import { contrastTest } from '#lib/stats/contrasts/contrast-test.ts';
import type { Estimated } from '#lib/stats/design/statistic.ts';
import { type Compared, type Point, comparedPoints } from './compared-points.ts';
import { type EstimateOptions, prepared } from './prepared.ts';

type Declared = ComparisonRequest['contrasts'][number];

/**
 * Contrasts between estimates of one table, with the covariance that comes of shared units: groups,
 * waves stacked with the wave as a stratum (independent), with the same units, or two answers of the
 * same people. R `svyby(covmat = TRUE)` and `svycontrast`; an incomplete design is refused, for its
 * errors are too small, unless a design effect is declared.
 */
export async function compare(
	request: ComparisonRequest,
	options: EstimateOptions
): Promise<Comparison[]> {
	const measures = pointsOf(request).map(({ measure = request.measure }) => measure);
	const read = await prepared(
		measures.map((measure) => ({ ...request, measure })),
		options
	);
	const points = comparedPoints(request, pointsOf(request), read);
	const { table } = options;
	const { completeness, assumedDeff } = table;
	const refused = completeness !== 'full' && assumedDeff === undefined;
	const countsNobody = table.weightSums === 'sample' && request.measure.statistic === 'total';
	const compared = request.contrasts.map((contrast) =>
		countsNobody
			? withheld(contrast, 'weights-of-sample', [])
			: refused
				? withheld(contrast, 'incomplete-design', [completeness])
				: comparisonOf(contrast, points, { request, assumedDeff: assumedDeff ?? 1 })
	);
	return adjusted(compared, request.adjustment);
}

const pointsOf = ({ contrasts }: ComparisonRequest): Point[] =>
	contrasts.flatMap((one) => (one.kind === 'linear' ? one.terms : [one.of, one.against]));

interface ContrastOptions {
	readonly request: ComparisonRequest;
	readonly assumedDeff: number;
}

function comparisonOf(
	declared: Declared,
	{ estimated, dfOf, numberOf, hasCases, lonely }: Compared,
	{ request, assumedDeff }: ContrastOptions
): Comparison {
	const own: Point[] =
		declared.kind === 'linear' ? declared.terms : [declared.of, declared.against];
	const none = own.filter((point) => numberOf(point) === undefined);
	if (none.length > 0) {
		const reason = none.every(hasCases) ? 'zero-denominator' : 'no-cases';
		const names = none.map(({ at }) => Object.values(at).join(', '));
		return withheld(declared, reason, names);
	}
	if (lonely.length > 0) return withheld(declared, 'lonely-psu', lonely);
	const df = dfOf(own);
	if (!(df > 0)) return withheld(declared, 'no-degrees-of-freedom', [String(df)]);
	const contrast = contrastOf(declared, estimated, (point) => numberOf(point) ?? NaN);
	if (contrast === undefined) return withheld(declared, 'zero-denominator', []);
	const { estimate, standardError } = contrast;
	const tested = contrastTest(
		{ estimate, standardError: standardError && standardError * Math.sqrt(assumedDeff) },
		{ df, level: request.level, nullValue: declared.kind === 'ratio' ? 1 : 0 }
	);
	if (!tested) return withheld(declared, 'no-variance', []);
	const { interval, t, p } = tested;
	return {
		outcome: 'compared',
		...nameOf(declared),
		...{ estimate, standardError: tested.standardError, ...interval },
		df: df === Infinity ? null : df,
		...{ t, p, adjustedP: null }
	};
}

function contrastOf(
	declared: Declared,
	estimated: Estimated,
	numberOf: (point: Point) => number
): Contrast | undefined {
	if (declared.kind === 'linear') {
		const coefficients = new Float64Array(estimated.estimates.length);
		for (const term of declared.terms) coefficients[numberOf(term)]! += term.coefficient;
		return linearContrast(estimated, coefficients);
	}
	const pair = { from: numberOf(declared.against), to: numberOf(declared.of) };
	switch (declared.kind) {
		case 'difference':
			return difference(estimated, pair);
		case 'ratio':
			return quotient(estimated, pair);
		case 'log-ratio':
			return logQuotient(estimated, pair);
		case 'relative-change':
			return relativeChange(estimated, pair);
	}
}

const nameOf = ({ id, kind }: Declared) => ({ id: id ?? null, kind });

function withheld(
	declared: Declared,
	reason: Extract<Comparison, { outcome: 'withheld' }>['reason'],
	details: readonly string[]
): Comparison {
	return { outcome: 'withheld', ...nameOf(declared), reason, details: [...details] };
}

function adjusted(all: readonly Comparison[], adjustment: Adjustment | 'none'): Comparison[] {
	if (adjustment === 'none') return [...all];
	const values = all.map((one) => (one.outcome === 'compared' ? one.p : undefined));
	const adjustedValues = adjustedPValues(values, adjustment);
	return all.map((one, i) =>
		one.outcome === 'compared' ? { ...one, adjustedP: adjustedValues[i] ?? null } : one
	);
}
