import { count, decimal } from '#lib/format/numbers.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { changeOf } from '#lib/impact/evaluation/readings.ts';
import { wordsOf } from '#lib/model/catalogue-words.ts';
import type { Evaluation, EvaluationEffect, OutcomeEvaluation } from '#lib/model/evaluation.ts';
import type { Locale } from '#lib/model/localized.ts';
import type { ProgrammeOutcome } from '#lib/model/programme-outcome.ts';
import { codeWords } from './coded.ts';
import { effectText, outcomeLabel, rankOf, refusalTexts } from './effect-texts.ts';
import { type ImpactWords, declaredOutcome, mainOutcome, pSaid, withPlus } from './impact-words.ts';
import { effectFormats, outcomeFormats, percentText } from './outcome-formats.ts';
import { studyTest } from './pictures/pre-test.ts';

/** What is found of an outcome, in sentences; the first one is the answer. */
export interface Said {
	readonly sentences: readonly string[];
	/** Short facts that stand beside it. */
	readonly facts: readonly string[];
}

/** The main result in words that follow its verdict. */
export function mainSaid(words: ImpactWords): Said & { readonly verdict: string } {
	const { page, locale } = words;
	const { verdict, power } = page.evaluation;
	const main = mainOutcome(words);
	const declared = declaredOutcome(words, main.outcome);
	const { effect } = main;
	const sentences =
		verdict === 'trends-differ' && effect.kind === 'effect'
			? [trendsSentence(effect, main, words)]
			: outcomeSentences(main, words);
	const isSilent = verdict === 'no-clear-change' && power && effect.kind === 'effect';
	if (isSilent) {
		const amount = outcomeFormats(declared, asSpread(power.detectable), locale).amount;
		const shown =
			effect.scale === 'ratio'
				? percentText(power.detectable - 1, 0, locale)
				: amount(power.detectable);
		sentences.push(m.impact_said_detectable({ amount: shown }, { locale }));
	}
	return {
		verdict: codeWords('verdict', verdict, locale),
		sentences,
		facts: factsOf(main, declared, locale)
	};
}

const asSpread = (estimate: number) => ({ estimate, lower: null, upper: null });

/** What is found of any outcome, without the verdict of the page. */
function outcomeSentences(one: OutcomeEvaluation, words: ImpactWords): string[] {
	const { locale } = words;
	const declared = declaredOutcome(words, one.outcome);
	const { effect } = one;
	const label = outcomeLabel(declared, locale);
	if (effect.kind === 'refused')
		return [m.impact_said_refused({ label }, { locale }), ...refusalTexts(effect, words)];
	return [
		changeSentence(effect, declared, locale),
		...inferenceTexts(one, effect, locale),
		...(declared.measures === 'enforcement' ? [m.impact_said_activity({}, { locale })] : [])
	];
}

function changeSentence(
	effect: EvaluationEffect,
	declared: ProgrammeOutcome,
	locale: Locale
): string {
	const { estimate, lower, upper } = effect;
	const label = outcomeLabel(declared, locale);
	const formats = effectFormats(effect, declared, locale);
	const change = changeOf(effect);
	const level = levelText(effect, locale);
	const amount = formats.amount(estimate);
	const signed = formats.signed(estimate);
	if (lower === null || upper === null) {
		if (change === 'unclear') return m.impact_said_unclear_bare({ label, signed }, { locale });
		const bare = change === 'up' ? m.impact_said_more_bare : m.impact_said_less_bare;
		return bare({ label, amount }, { locale });
	}
	if (change === 'unclear') {
		const limits = formats.range(lower, upper);
		return m.impact_said_unclear({ label, signed, level, limits }, { locale });
	}
	const limits = formats.distance(lower, upper);
	const isHazard = effect.scale === 'ratio' && declared.scale.kind === 'event';
	const [more, less] = isHazard
		? [m.impact_said_hazard_higher, m.impact_said_hazard_lower]
		: [m.impact_said_more, m.impact_said_less];
	return (change === 'up' ? more : less)({ label, amount, level, limits }, { locale });
}

const levelText = ({ level }: Pick<EvaluationEffect, 'level'>, locale: Locale) =>
	decimal(100 * level, 0, locale);

/** How sure it is, where that is no normal interval. */
function inferenceTexts(
	one: OutcomeEvaluation,
	{ inference, pValue }: EvaluationEffect,
	locale: Locale
): string[] {
	if (inference === 'interval') return [];
	if (inference === 'exact') return [m.impact_inference_exact({}, { locale })];
	const p = pValue === null ? '–' : pSaid(pValue, locale);
	if (inference === 'randomisation') return [m.impact_inference_randomisation({ p }, { locale })];
	const rank = rankOf(one);
	if (!rank) return [m.impact_inference_rank_p({ p }, { locale })];
	const [place, of] = [count(rank.place, locale), count(rank.of, locale)];
	return [m.impact_inference_rank({ place, of, p }, { locale })];
}

function trendsSentence(
	effect: EvaluationEffect,
	{ outcome, pictures }: OutcomeEvaluation,
	words: ImpactWords
): string {
	const { locale } = words;
	const declared = declaredOutcome(words, outcome);
	const formats = effectFormats(effect, declared, locale);
	const { lower, upper } = effect;
	const limits =
		lower === null || upper === null
			? ''
			: ` (${m.impact_said_interval({ level: levelText(effect, locale), limits: formats.range(lower, upper) }, { locale })})`;
	const found = pictures.flatMap((one) =>
		one.kind === 'event-study' && one.preTest.kind === 'test'
			? [studyTest(one.preTest, locale)]
			: []
	)[0];
	const test = found === undefined ? '' : ` (${m.impact_said_test({ test: found }, { locale })})`;
	return m.impact_said_trends(
		{
			...{ label: outcomeLabel(declared, locale), signed: formats.signed(effect.estimate) },
			...{ interval: limits, test }
		},
		{ locale }
	);
}

function factsOf(one: OutcomeEvaluation, declared: ProgrammeOutcome, locale: Locale): string[] {
	const { effect, comparisonMean, without, relative, n, events } = one;
	const spread = effect.kind === 'effect' && effect.scale === 'difference' ? effect : undefined;
	const formats = outcomeFormats(declared, spread, locale);
	const isRatio = effect.kind === 'effect' && effect.scale === 'ratio';
	const facts = [
		comparisonMean === null
			? undefined
			: m.impact_facts_mean({ value: formats.value(comparisonMean) }, { locale }),
		without === null
			? undefined
			: m.impact_facts_without({ value: formats.value(without) }, { locale }),
		relative === null || isRatio
			? undefined
			: m.impact_facts_relative({ value: relativeText(relative, locale) }, { locale }),
		m.impact_facts_n({ value: count(n, locale) }, { locale }),
		events === null
			? undefined
			: m.impact_facts_events({ value: count(events, locale) }, { locale })
	];
	return facts.filter((fact) => fact !== undefined);
}

/** "−9.7% (−12.5% to −6.9%)". */
export function relativeText(
	{ estimate, lower, upper }: NonNullable<OutcomeEvaluation['relative']>,
	locale: Locale
): string {
	const share = (value: number) => percentText(value, 1, locale);
	const signed = withPlus(estimate, share(estimate));
	if (lower === null || upper === null) return signed;
	return `${signed} (${share(lower)} ${m.interval_to({}, { locale })} ${share(upper)})`;
}

/** Something that may have become worse. */
export interface HarmView {
	readonly id: string;
	readonly kind: string;
	readonly found: HarmFound;
	readonly word: string;
	readonly sentences: readonly string[];
	readonly caution: string | undefined;
}

export type HarmFound = 'worse' | 'better' | 'changed' | 'no-clear-change' | 'activity' | 'refused';

export const harmViews = (words: ImpactWords): HarmView[] =>
	words.page.evaluation.outcomes
		.filter(({ role }) => role === 'harm')
		.map((one) => {
			const { locale } = words;
			const declared = declaredOutcome(words, one.outcome);
			const found = harmFound(one, declared);
			return {
				...{ id: one.outcome, kind: codeWords('harm', declared.harm ?? 'other', locale), found },
				word: codeWords(found === 'changed' ? 'verdict' : 'found', found, locale),
				sentences: outcomeSentences(one, words),
				caution: cautionText(declared, locale)
			};
		});

/** Enforcement is activity, whichever way it went. */
function harmFound(
	{ effect }: OutcomeEvaluation,
	{ measures, direction }: ProgrammeOutcome
): HarmFound {
	if (effect.kind === 'refused') return 'refused';
	if (measures === 'enforcement') return 'activity';
	const change = changeOf(effect);
	if (change === 'unclear') return 'no-clear-change';
	if (direction === 'none') return 'changed';
	return change === direction ? 'better' : 'worse';
}

const cautionText = ({ caution }: ProgrammeOutcome, locale: Locale) =>
	caution && m.impact_caution({ text: wordsOf(caution, locale) }, { locale });

/** What may have become worse and nobody measured, and why. */
export const harmsNotMeasured = ({ page, locale }: Pick<ImpactWords, 'page' | 'locale'>) =>
	page.programme.harmsNotMeasured.map(({ harm, why }) => ({
		kind: m.impact_harm_not_measured({ kind: codeWords('harm', harm, locale) }, { locale }),
		why: wordsOf(why, locale)
	}));

/** Whether activity moved to the neighbours. */
export function displacementTexts(
	displacement: Evaluation['displacement'],
	words: ImpactWords
): string[] {
	const { locale } = words;
	if (displacement.kind === 'not-assessed')
		return [codeWords('displacement', displacement.why, locale)];
	const declared = declaredOutcome(words, mainOutcome(words).outcome);
	const effect = (of: 'ring' | 'total') => effectText(displacement[of], declared, words);
	return [
		m.impact_displacement_ring(
			{ units: count(displacement.units, locale), effect: effect('ring') },
			{ locale }
		),
		m.impact_displacement_total({ effect: effect('total') }, { locale })
	];
}
