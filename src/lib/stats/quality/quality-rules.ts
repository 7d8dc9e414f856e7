/**
 * One vocabulary for what standards say in their own words. caution: may be shown with a warning;
 * unreliable: shown at the reader's risk; suppress: not to be shown; review: a person decides;
 * not-assessable: the standard has no answer here.
 */
export const qualityLabels = [
	'reliable',
	'caution',
	'unreliable',
	'suppress',
	'review',
	'not-assessable'
] as const;
export type QualityLabel = (typeof qualityLabels)[number];

/** What is estimated: a count is a total of people or events, a total one of amounts. */
export const qualityKinds = ['proportion', 'mean', 'total', 'count'] as const;
export type QualityKind = (typeof qualityKinds)[number];

/** What a rule may ask about; see `qualityQuantities`. */
export const quantityNames = [
	'estimate',
	'standardError',
	'standardErrorLimit',
	'cv',
	'logCv',
	'n',
	'events',
	'nonEvents',
	'df',
	'deff',
	'effectiveSize',
	'binomialSize',
	'kishSize',
	'intervalWidth',
	'relativeWidth',
	'complementWidth',
	'recovery'
] as const;
export type QuantityName = (typeof quantityNames)[number];

export const comparisons = ['below', 'at-most', 'above', 'at-least'] as const;
export type Comparison = (typeof comparisons)[number];

/**
 * Questions that a standard leaves to who publishes, answered no unless said otherwise. domainInfo: the
 * domain was planned when the sample was designed; lowDfJustified: few degrees of freedom have a reason.
 */
export const qualityQuestions = ['domainInfo', 'lowDfJustified'] as const;
export type QualityQuestion = (typeof qualityQuestions)[number];

/** A quantity against a number, or against another quantity. */
export interface Comparing {
	readonly quantity: QuantityName;
	readonly is: Comparison;
	readonly limit: number | QuantityName;
}

export type Condition = Comparing | { readonly answer: QualityQuestion };

/** The first rule with a label whose conditions all hold decides; a note is added and decides nothing. */
export interface QualityRule {
	readonly id: string;
	/** All of them; none: always. */
	readonly when?: readonly Comparing[] | undefined;
	/** The rule does not apply if all of these hold. */
	readonly unless?: readonly Condition[] | undefined;
	readonly label?: QualityLabel | undefined;
	readonly note?: string | undefined;
}

/** A standard: which choices it leaves open, and its rules for each kind of estimate that it knows. */
export interface QualityStandard {
	/** logCv: in which form the logarithmic cv is computed. */
	readonly settings: readonly (QualityQuestion | 'logCv')[];
	readonly kinds: Readonly<Partial<Record<QualityKind, KindRules | undefined>>>;
}

export interface KindRules {
	/** The cases that n and df count: of the domain (default), or those that have what is counted. */
	readonly cases?: 'domain' | 'events';
	readonly rules: readonly QualityRule[];
}
