import type { Recompute } from '#lib/model/comparability.ts';
import type { Concept } from '#lib/model/concept.ts';
import type { EstimatePlan } from '#lib/model/estimate-plan.ts';
import { verdictKey } from '../steps/compare.ts';
import type { CommonUniverse, Verdict } from '../steps/compared-rows.ts';
import type { DeclaredSurvey } from '../declarations/declared-survey.ts';
import { universeFilters } from './common-universe.ts';
import { type FigureOptions, type FigurePair, comparedFigures } from './compared-figures.ts';

/** What the rule says of the surveys that a plan compares, for each unit and concept. */
export function surveyVerdicts(
	{ comparisons }: EstimatePlan,
	options: FigureOptions
): Record<string, Verdict> {
	const verdicts: Record<string, Verdict> = {};
	for (const declared of comparisons) {
		if (declared.kind === 'groups') continue;
		const [of, against] = [declared.of, declared.against].map((id) =>
			options.surveys.find(({ survey }) => survey.id === id)
		);
		if (!of || !against) continue;
		const surveys = { of, against, concepts: options.concepts };
		for (const pair of comparedFigures(of, against, options)) {
			const { unit, concept } = pair.of;
			const key = verdictKey({ of: pair.of.source, against: pair.against.source, unit, concept });
			verdicts[key] = verdictOf(pair, surveys);
		}
	}
	return verdicts;
}

interface Surveys {
	readonly of: DeclaredSurvey;
	readonly against: DeclaredSurvey;
	readonly concepts: ReadonlyMap<string, Concept>;
}

/** The verdict of the rule; where a survey cannot be cut to what both have, not comparable. */
function verdictOf(pair: FigurePair, surveys: Surveys): Verdict {
	const { verdict, rule, recompute, differences } = pair.compared;
	if (!recompute) return { verdict, rule };
	const common = commonUniverse(pair, recompute, surveys);
	if (common) return { verdict, rule, common };
	const asked = differences.find((difference) => difference.recompute);
	return { verdict: 'not-comparable', rule: asked?.code ?? rule };
}

function commonUniverse(
	pair: FigurePair,
	recompute: Recompute,
	{ of, against, concepts }: Surveys
): CommonUniverse | undefined {
	const one = universeFilters(pair.of, recompute, { survey: of.survey, concepts });
	const other = universeFilters(pair.against, recompute, { survey: against.survey, concepts });
	if (!one || !other) return undefined;
	const { ages, area } = recompute;
	const named = ages ? `${ages.from}${ages.to === undefined ? '+' : `-${ages.to}`}` : '';
	return { ages: named, area: area ?? '', of: one, against: other };
}
