import type { EstimatePlan } from '#lib/model/estimate-plan.ts';
import type { DomainFilter } from '#lib/model/estimate-request.ts';
import type { ComparisonRow } from '#lib/model/estimate-row.ts';
import type { DomainAnswer } from './compared-answers.ts';
import type { Pair } from './compared-pairs.ts';

/** Whether two figures may be compared, and the rule that decided. */
export interface Verdict {
	readonly verdict: 'same' | 'close' | 'not-comparable';
	readonly rule: string;
	readonly common?: CommonUniverse | undefined;
}

/** What both figures are cut to before they are compared, and the filters that do it. */
export interface CommonUniverse {
	readonly ages: ComparisonRow['common_ages'];
	readonly area: ComparisonRow['common_area'];
	readonly of: readonly DomainFilter[];
	readonly against: readonly DomainFilter[];
}

export interface RowContext {
	readonly pair: Pair;
	readonly indicator: string;
	readonly verdict: Verdict;
	/** The concept of the breakdown, where there is one. */
	readonly by: string | undefined;
	readonly level: number;
	readonly plan: EstimatePlan;
}

/** The row of a domain (a category of the breakdown, or ''); no answer where there may be none. */
export const comparedRow = (
	domain: string,
	answer: DomainAnswer | undefined,
	context: RowContext
): ComparisonRow => ({
	...placeOf(domain, context),
	...aboutOf(context),
	...numbersOf(answer, context.verdict),
	level: context.level
});

function placeOf(domain: string, { pair, by, plan }: RowContext) {
	const isTerritory = by !== undefined && plan.territories.includes(by);
	const [country, other] = [pair.of, pair.against].map(({ source }) => source.survey.country);
	return {
		territory: isTerritory ? domain : country === other ? (country ?? '') : '',
		by_1: by === undefined || isTerritory ? ('' as const) : by,
		category_1: isTerritory ? '' : domain
	};
}

const aboutOf = ({ pair, indicator, verdict: { verdict, rule, common } }: RowContext) => ({
	indicator,
	kind: pair.kind,
	of_source: pair.of.source.survey.id,
	of_category: pair.of.category,
	against_source: pair.against.source.survey.id,
	against_category: pair.against.category,
	concept: pair.concept,
	overlap: pair.overlap,
	...{ verdict, verdict_rule: rule },
	...{ common_ages: common?.ages ?? '', common_area: common?.area ?? ('' as const) },
	suppressed: false,
	vintage: '',
	synthetic: pair.of.source.survey.synthetic || pair.against.source.survey.synthetic
});

const noNumbers = (withheld: string) => ({
	...{ difference: null, difference_se: null, difference_lower: null, difference_upper: null },
	...{ ratio: null, ratio_se: null, ratio_lower: null, ratio_upper: null },
	...{ df: null, p_value: null, withheld }
});

/** Figures that may not be compared keep their row, with the rule in place of the numbers. */
function numbersOf(answer: DomainAnswer | undefined, { verdict }: Verdict) {
	if (verdict === 'not-comparable') return noNumbers('not-comparable');
	const { difference, ratio } = answer ?? {};
	if (difference?.outcome !== 'compared') return noNumbers(difference?.reason ?? 'no-cases');
	const quotient = ratio?.outcome === 'compared' ? ratio : undefined;
	return {
		difference: difference.estimate,
		difference_se: difference.standardError,
		difference_lower: difference.lower,
		difference_upper: difference.upper,
		ratio: quotient?.estimate ?? null,
		ratio_se: quotient?.standardError ?? null,
		ratio_lower: quotient?.lower ?? null,
		ratio_upper: quotient?.upper ?? null,
		df: difference.df,
		p_value: difference.p,
		withheld: ''
	};
}
