import { z } from 'zod';
import type { Figure } from './figure.ts';
import { conceptId, isoDate, slug } from './identifiers.ts';
import { localized } from './localized.ts';
import type { Ages, Area, FigureProperties, PropertyName } from './properties.ts';

/**
 * same: may stand in one series. close: side by side, with the difference said, and after
 * recomputing where `recompute` asks for it. not-comparable: neither difference, trend nor rank.
 */
const verdict = z.enum(['same', 'close', 'not-comparable']);
export type Verdict = z.infer<typeof verdict>;
type Severity = Exclude<Verdict, 'same'>;

/** A person's judgement of two sources, or of two series whose waves it then covers. */
const comparabilityOverride = z.strictObject({
	concept: conceptId,
	between: z.tuple([slug, slug]),
	verdict,
	reason: localized,
	/** Who answers for it: name and office. */
	signedBy: z.string().trim().min(1),
	date: isoDate
});
export type ComparabilityOverride = z.infer<typeof comparabilityOverride>;

/** `data/concepts/comparability.yaml` */
export const comparabilityOverrides = z.array(comparabilityOverride);

/** Why figures are not the same; worded by `i18n`. */
export type DifferenceCode =
	| `${'concept' | 'unit' | 'basis'}-differs`
	| `${'law' | 'counted' | 'list' | 'universe' | 'verb' | 'object' | 'radius' | 'recall'}-differs`
	| `${'mode' | 'frame' | 'weighting' | 'dont-know'}-differs`
	| 'answers-differ'
	| 'sale-and-use-merged'
	| 'multiple-response'
	| 'property-unknown';

interface PropertyRule {
	readonly property: PropertyName;
	readonly code: DifferenceCode;
	/** Of a difference, and of not knowing: what is unknown may be the worst there is. */
	readonly severity: Severity;
	/** What has the property. */
	readonly of: Figure['basis'] | 'both';
	/** Pairs of values that are close, or of which one makes the pair so. */
	readonly near?: readonly (readonly [string, string])[];
	readonly nearAny?: FigureProperties[PropertyName];
	/** Left out by both figures it plays no part, instead of being unknown to both. */
	readonly optional?: boolean;
	/** Has no bearing on figures of different series: each country has its own. */
	readonly withinSeries?: boolean;
}

/**
 * What a difference in a property means, the most telling property first. Not comparable: another
 * thing is counted, and nobody can say by how much the figures differ for that reason alone. Close:
 * the same thing, measured a little differently, or computable for the part that both share.
 */
export const comparabilityRules: readonly PropertyRule[] = [
	{ property: 'law', code: 'law-differs', severity: 'not-comparable', of: 'records' },
	{ property: 'counted', code: 'counted-differs', severity: 'not-comparable', of: 'records' },
	// A longer list of crimes or products lets more people say yes.
	{
		property: 'list',
		code: 'list-differs',
		severity: 'not-comparable',
		of: 'survey',
		optional: true
	},
	{ property: 'people', code: 'universe-differs', severity: 'not-comparable', of: 'survey' },
	{ property: 'among', code: 'universe-differs', severity: 'not-comparable', of: 'survey' },
	// Ages that overlap, and a country with its urban or rural part, are close: see `recompute`.
	{ property: 'ages', code: 'universe-differs', severity: 'not-comparable', of: 'survey' },
	{ property: 'area', code: 'universe-differs', severity: 'not-comparable', of: 'both' },
	// "Knows or has heard" is not "has seen" is not "was offered".
	{
		property: 'verb',
		code: 'verb-differs',
		severity: 'not-comparable',
		of: 'survey',
		near: [['knows-or-heard', 'heard-or-seen']]
	},
	{
		property: 'object',
		code: 'object-differs',
		severity: 'not-comparable',
		of: 'survey',
		optional: true
	},
	// The larger the area, the more people know of a sale in it.
	{ property: 'radius', code: 'radius-differs', severity: 'not-comparable', of: 'survey' },
	// Both are a year; the one ends at the interview, the other in December.
	{
		property: 'recall',
		code: 'recall-differs',
		severity: 'not-comparable',
		of: 'survey',
		near: [['12-months', 'calendar-year']]
	},
	// What is not named in a list is not denied.
	{ property: 'response', code: 'multiple-response', severity: 'not-comparable', of: 'survey' },
	// The share of the top of a scale depends on how many steps lead there. A yes that is put together from
	// a longer list is the same yes, from people who were made to think a little longer.
	{
		property: 'answers',
		code: 'answers-differ',
		severity: 'not-comparable',
		of: 'survey',
		optional: true,
		nearAny: 2
	},
	// People tell paper or a screen more about themselves than they tell a person: Tourangeau and
	// Smith (1996), Public Opinion Quarterly 60, 275-304.
	{
		property: 'modes',
		code: 'mode-differs',
		severity: 'not-comparable',
		of: 'survey',
		near: [
			['face-to-face', 'telephone'],
			['paper', 'web']
		]
	},
	// Probability samples of the same people by other lists miss other people, but few.
	{
		property: 'frame',
		code: 'frame-differs',
		severity: 'not-comparable',
		of: 'survey',
		near: [
			['area', 'register'],
			['area', 'telephone'],
			['register', 'telephone']
		]
	},
	{
		property: 'frameEdition',
		code: 'frame-differs',
		severity: 'close',
		of: 'survey',
		optional: true,
		withinSeries: true
	},
	{ property: 'weighting', code: 'weighting-differs', severity: 'close', of: 'survey' },
	{
		property: 'weightingTotals',
		code: 'weighting-differs',
		severity: 'close',
		of: 'survey',
		withinSeries: true
	},
	// Moves a share by no more than the share of those who do not know.
	{ property: 'unsure', code: 'dont-know-differs', severity: 'close', of: 'survey' }
];

/** The part that both figures can be computed for. */
export interface Recompute {
	readonly ages?: Ages;
	readonly area?: Extract<Area, 'urban' | 'rural'>;
}

export interface Difference {
	readonly property: PropertyName | 'concept' | 'unit' | 'basis';
	readonly code: DifferenceCode;
	readonly severity: Severity;
	/** Of the first and of the second figure; absent: not known. */
	readonly values: readonly [unknown, unknown];
	readonly recompute?: Recompute;
}

export interface Comparability {
	readonly verdict: Verdict;
	/** What decided: the worst difference, a signature, or that there is none. */
	readonly rule: DifferenceCode | 'override' | 'no-difference';
	/** The one that decided comes first. */
	readonly differences: readonly Difference[];
	/** Close only when both figures are recomputed for this. */
	readonly recompute?: Recompute;
	readonly override?: ComparabilityOverride;
}

/**
 * Whether two figures may be compared, by the one rule of the product. It is symmetric; a figure
 * is the same as itself; one more difference, or one property less known, never makes it better
 * (but a property that neither has any more plays no part where it is optional or the source is one). Whether a survey can be cut to
 * `recompute` is for the caller to see; where it cannot, the figures are not comparable.
 */
export function comparability(
	a: Figure,
	b: Figure,
	overrides: readonly ComparabilityOverride[] = []
): Comparability {
	const differences = differencesOf(a, b);
	const [worst] = differences;
	const signed = a.source === b.source && !worst ? undefined : signature([a, b], overrides);
	const found = signed?.verdict ?? worst?.severity ?? 'same';
	const recompute = found === 'close' ? shared(differences) : undefined;
	return {
		verdict: found,
		rule: signed ? 'override' : (worst?.code ?? 'no-difference'),
		differences,
		...(recompute && { recompute }),
		...(signed && { override: signed })
	};
}

function differencesOf(a: Figure, b: Figure): Difference[] {
	const identity = (['concept', 'unit', 'basis'] as const)
		.filter((property) => a[property] !== b[property])
		.map((property): Difference => {
			const values = [a[property], b[property]] as const;
			return { property, code: `${property}-differs`, severity: 'not-comparable', values };
		});
	const found = comparabilityRules
		.filter((rule) => applies(rule, a) && applies(rule, b))
		.filter(({ withinSeries = false }) => !withinSeries || a.series === b.series)
		.flatMap((rule) => difference(rule, a, b) ?? []);
	const rank = ({ severity, code }: Difference) =>
		(severity === 'close' ? 2 : 0) + (code === 'property-unknown' ? 1 : 0);
	return [...identity, ...found].sort((one, other) => rank(one) - rank(other));
}

/** Households have no age. */
const applies = ({ property, of }: PropertyRule, { basis, unit }: Figure) =>
	(of === 'both' || of === basis) && !(property === 'ages' && unit === 'household');

function difference(rule: PropertyRule, a: Figure, b: Figure): Difference | undefined {
	const { property, code, severity, near = [], nearAny, optional = false } = rule;
	const values = [known(a, property), known(b, property)] as const;
	const [x, y] = values;
	if (x === undefined && y === undefined && (optional || a.source === b.source)) return undefined;
	if (x === undefined || y === undefined)
		return { property, code: 'property-unknown', severity, values };
	if (text(x) === text(y)) return undefined;
	const recompute = commonPart(property, values);
	if (recompute) return { property, code, severity: 'close', values, recompute };
	return {
		property,
		code: values.includes('sale-or-use') ? 'sale-and-use-merged' : code,
		severity: x === nearAny || y === nearAny || isNear(x, y, near) ? 'close' : severity,
		values
	};
}

type Value = FigureProperties[PropertyName];

/** "Another period than those we have names for" names none. */
function known({ properties }: Figure, property: PropertyName): Value {
	const value = properties[property];
	return value === 'other' ? undefined : value;
}

const parts = (value: Value): readonly unknown[] => (Array.isArray(value) ? value : [value]);

const isAges = (value: Value): value is Ages => typeof value === 'object' && 'from' in value;

const text = (value: Value): string =>
	isAges(value)
		? `${value.from}-${value.to ?? ''}`
		: [...new Set(parts(value).map(String))].sort().join(' ');

/** Every part of the one is the same as, or near to, every part of the other. */
const isNear = (x: Value, y: Value, near: NonNullable<PropertyRule['near']>) =>
	parts(x).every((one) =>
		parts(y).every(
			(other) =>
				one === other ||
				near.some(([p, q]) => (p === one && q === other) || (q === one && p === other))
		)
	);

/** What both universes hold, where that can be computed from either. */
function commonPart(
	property: PropertyName,
	[x, y]: readonly [Value, Value]
): Recompute | undefined {
	if (isAges(x) && isAges(y)) {
		const from = Math.max(x.from, y.from);
		const to = Math.min(x.to ?? Infinity, y.to ?? Infinity);
		return from > to ? undefined : { ages: { from, ...(to < Infinity && { to }) } };
	}
	if (property !== 'area' || ![x, y].includes('national')) return undefined;
	const area = (['urban', 'rural'] as const).find((part) => [x, y].includes(part));
	return area && { area };
}

function shared(differences: readonly Difference[]): Recompute | undefined {
	const all = differences.flatMap(({ recompute }) => recompute ?? []);
	return all.length === 0 ? undefined : all.reduce((whole, part) => ({ ...whole, ...part }));
}

/** One about the sources goes before one about their series, and a later one before an earlier. */
function signature(
	[a, b]: readonly [Figure, Figure],
	overrides: readonly ComparabilityOverride[]
): ComparabilityOverride | undefined {
	const sources = ({ between }: ComparabilityOverride) =>
		between.filter((name) => name === a.source || name === b.source).length;
	return overrides
		.filter(({ concept }) => concept === a.concept && concept === b.concept)
		.filter(
			({ between: [x, y] }) =>
				(isCalled(a, x) && isCalled(b, y)) || (isCalled(a, y) && isCalled(b, x))
		)
		.sort(
			(one, other) =>
				sources(other) - sources(one) ||
				Number(other.date > one.date) - Number(other.date < one.date)
		)[0];
}

const isCalled = ({ source, series }: Figure, name: string) => name === source || name === series;
