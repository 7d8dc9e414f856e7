import {
	type Comparability,
	type ComparabilityOverride,
	comparability
} from '#lib/model/comparability.ts';
import type { Concept } from '#lib/model/concept.ts';
import type { EstimatePlan } from '#lib/model/estimate-plan.ts';
import { type Figure, surveyFigure } from '#lib/model/figure.ts';
import type { Mapping, Survey } from '#lib/model/survey.ts';
import type { DeclaredSurvey } from '../declarations/declared-survey.ts';
import { type Verdict, verdictKey } from '../steps/compare.ts';

export interface WaveOptions {
	readonly surveys: readonly DeclaredSurvey[];
	readonly concepts: ReadonlyMap<string, Concept>;
	/** Signed judgements, which win over the rule. */
	readonly overrides: readonly ComparabilityOverride[];
}

type Unit = Mapping['units'][number];

/** By `unit concept`: the rule by which the figures of a survey are not quite those of the wave before. */
export function breaksOf(survey: Survey, options: WaveOptions): Record<string, string> {
	const before = previousWave(survey, options.surveys);
	const own = options.surveys.find((one) => one.survey.id === survey.id);
	if (!before || !own) return {};
	const breaks: Record<string, string> = {};
	for (const { unit, concept, compared } of comparedFigures(own, before, options))
		if (compared.verdict !== 'same')
			breaks[`${unit} ${concept}`] = `${compared.verdict}: ${compared.rule}`;
	return breaks;
}

/** The last wave of the series whose fieldwork ended before this one's began. */
function previousWave(
	{ id, series, fieldwork }: Survey,
	surveys: readonly DeclaredSurvey[]
): DeclaredSurvey | undefined {
	return surveys
		.filter(({ survey }) => survey.series === series && survey.id !== id)
		.filter(({ survey }) => survey.fieldwork.end < fieldwork.start)
		.sort((a, b) => b.survey.fieldwork.end.localeCompare(a.survey.fieldwork.end))[0];
}

/** What the rule says of the waves that a plan compares, for each unit and concept. */
export function waveVerdicts(
	{ comparisons }: EstimatePlan,
	options: WaveOptions
): Record<string, Verdict> {
	const verdicts: Record<string, Verdict> = {};
	for (const declared of comparisons) {
		if (declared.kind !== 'waves') continue;
		const [of, against] = [declared.of, declared.against].map((id) =>
			options.surveys.find(({ survey }) => survey.id === id)
		);
		if (!of || !against) continue;
		for (const { unit, concept, compared } of comparedFigures(of, against, options)) {
			const key = verdictKey({ of: of.survey.id, against: against.survey.id, unit, concept });
			verdicts[key] = { verdict: compared.verdict, rule: compared.rule };
		}
	}
	return verdicts;
}

interface ComparedFigure {
	readonly unit: Unit;
	readonly concept: string;
	readonly compared: Comparability;
}

function comparedFigures(
	a: DeclaredSurvey,
	b: DeclaredSurvey,
	{ concepts, overrides }: WaveOptions
): ComparedFigure[] {
	const others = figuresOf(b, concepts);
	return figuresOf(a, concepts).flatMap((one) => {
		const other = others.find(({ concept, unit }) => concept === one.concept && unit === one.unit);
		if (!other) return [];
		const compared = comparability(one.figure, other.figure, overrides);
		return [{ unit: one.unit, concept: one.concept, compared }];
	});
}

function figuresOf(
	{ survey, questions }: DeclaredSurvey,
	concepts: ReadonlyMap<string, Concept>
): { readonly unit: Unit; readonly concept: string; readonly figure: Figure }[] {
	return survey.mappings.flatMap((mapping) => {
		const concept = concepts.get(mapping.concept);
		if (!concept) return [];
		return mapping.units.map((unit) => ({
			unit,
			concept: concept.id,
			figure: surveyFigure({ survey, questions, mapping, concept, unit })
		}));
	});
}
