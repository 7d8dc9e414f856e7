import type { EffectRow } from '#lib/export/tables/effect-table.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { nameOf, wordsOf } from '#lib/model/catalogue-words.ts';
import type { EvaluationEffect } from '#lib/model/evaluation.ts';
import { codeWords } from './coded.ts';
import { unitOfEffect } from './cost.ts';
import { outcomeLabel } from './effect-texts.ts';
import { type ImpactWords, declaredOutcome, mainOutcome } from './impact-words.ts';
import { limitTexts, noteTexts } from './outcomes.ts';

type Cells<Id extends keyof EffectRow> = Pick<EffectRow, Id>;

/** What a file says of a programme, whatever is asked of the comparison. */
export type EffectFacts = ReturnType<typeof effectFacts>;

/** The main effect as it leaves: design, numbers in its own unit, cost, provenance. */
export function effectFacts(words: ImpactWords, about: FactsContext) {
	return {
		...programmeCells(words, about),
		...outcomeCells(words),
		...methodCells(words),
		...countCells(words),
		...ownCells(words, about.isEffect),
		...costCells(words, about.isEffect),
		...sourceCells(words),
		evidence: about.evidence,
		evidence_label: codeWords('evidence', about.evidence, words.locale)
	};
}

interface FactsContext {
	readonly evidence: string;
	/** Whether the difference may be read as an effect. */
	readonly isEffect: boolean;
	readonly country: string;
}

function programmeCells({ page: { programme }, locale }: ImpactWords, { country }: FactsContext) {
	const { groups } = programme;
	return {
		programme: programme.id,
		programme_label: wordsOf(programme.title, locale),
		type: programme.type,
		type_label: codeWords('type', programme.type, locale),
		groups: groups.join(' '),
		groups_label: groups.map((group) => codeWords('group', group, locale)).join('; '),
		territory: programme.country,
		territory_label: country,
		stage: programme.stage,
		started: programme.started
	};
}

function outcomeCells(words: ImpactWords) {
	const { outcome } = mainOutcome(words);
	const declared = declaredOutcome(words, outcome);
	const { verdict } = words.page.evaluation;
	return {
		outcome_family: declared.family,
		outcome,
		outcome_label: outcomeLabel(declared, words.locale),
		measures: declared.measures,
		verdict,
		verdict_label: codeWords('verdict', verdict, words.locale)
	};
}

function methodCells(words: ImpactWords) {
	const { page, locale } = words;
	const { effect } = mainOutcome(words);
	const { kind } = page.programme.design;
	const said = (family: 'estimator' | 'variance') =>
		effect.kind === 'effect' ? codeWords(family, effect[family], locale) : '';
	return {
		design: kind,
		design_label: codeWords('design', kind, locale),
		estimand: page.programme.estimand,
		estimator: effect.kind === 'effect' ? effect.estimator : '',
		estimator_label: said('estimator'),
		variance: effect.kind === 'effect' ? effect.variance : '',
		variance_label: said('variance'),
		inference: effect.kind === 'effect' ? effect.inference : ''
	};
}

function countCells(words: ImpactWords) {
	const { first, last, units, treatedUnits, clusters } = words.page.evaluation.counts;
	return {
		...{ period_start: first ?? '', period_end: last ?? '', n: mainOutcome(words).n },
		...{ units, treated_units: treatedUnits, clusters }
	};
}

/** A difference that is no effect has neither error nor limits nor p. */
const bare = ({ estimate, scale }: EvaluationEffect): Partial<EvaluationEffect> => ({
	estimate,
	scale
});

function ownCells(words: ImpactWords, isEffect: boolean) {
	const { effect } = mainOutcome(words);
	const shown: Partial<EvaluationEffect> =
		effect.kind === 'refused' ? {} : isEffect ? effect : bare(effect);
	return {
		own_estimate: shown.estimate ?? null,
		own_standard_error: shown.standardError ?? null,
		own_lower: shown.lower ?? null,
		own_upper: shown.upper ?? null,
		own_scale: shown.scale ?? '',
		own_unit: ownUnit(words),
		...{ level: shown.level ?? null, p: shown.pValue ?? null, df: shown.df ?? null }
	} satisfies Partial<EffectRow>;
}

/** Of what the numbers are counted in, not of what the page shows. */
function ownUnit(words: ImpactWords): string {
	const { scale } = declaredOutcome(words, mainOutcome(words).outcome);
	if ('unit' in scale) return wordsOf(scale.unit, words.locale);
	return scale.kind === 'percent' ? 'percentage-point' : 'proportion';
}

const noCost = {
	...{ cost_estimate: null, cost_lower: null, cost_upper: null, cost_limits: '' },
	...{ cost_unit: '', cost_currency: '', cost_price_year: '' }
} as const;

/** In dollars of the price year, of one unit as the page calls it. */
function costCells(
	words: ImpactWords,
	isEffect: boolean
): Cells<Extract<keyof EffectRow, `cost_${string}`>> {
	const { programme, evaluation } = words.page;
	if (!programme.cost || !evaluation.cost) return noCost;
	const { perEffect } = evaluation.cost;
	if (perEffect.kind === 'none' || !isEffect) return { ...noCost, cost_limits: 'no-ratio' };
	const declared = declaredOutcome(words, mainOutcome(words).outcome);
	const { unit, factor } = unitOfEffect(declared, words.locale);
	const { exchangeRate, priceYear } = programme.cost;
	const dollars = (value: number | null) =>
		value === null ? null : value / exchangeRate.perDollar / factor;
	return {
		cost_estimate: dollars(perEffect.estimate),
		cost_lower: dollars(perEffect.lower),
		cost_upper: perEffect.kind === 'interval' ? dollars(perEffect.upper) : null,
		cost_limits: perEffect.kind,
		cost_unit: unit,
		...{ cost_currency: 'USD', cost_price_year: String(priceYear) }
	};
}

function sourceCells(words: ImpactWords) {
	const { programme, evaluation, synthetic } = words.page;
	const { licence } = programme;
	const citation = nameOf(programme.citation, words.locale);
	return {
		warnings: [
			...(synthetic ? [m.impact_demonstration_detail({}, { locale: words.locale })] : []),
			...limitTexts(words),
			...noteTexts(words)
		].join(' '),
		settings: JSON.stringify(evaluation.settings),
		data: evaluation.data,
		...{ synthetic: String(synthetic), citation, licence, release: words.release }
	};
}
