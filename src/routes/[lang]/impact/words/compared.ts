import { m } from '#lib/i18n/paraglide/messages.js';
import { wordsOf } from '#lib/model/catalogue-words.ts';
import type { ImpactEntry, ProgrammePage } from '#lib/model/impact-page.ts';
import type { Locale } from '#lib/model/localized.ts';
import { codeWords } from './coded.ts';
import { moneyText, unitOfEffect } from './cost.ts';
import { outcomeLabel, reasonText, surenessText } from './effect-texts.ts';
import type { Filtered } from './filters.ts';
import { mainOutcome } from './impact-words.ts';

export const metrics = ['relative', 'standardised'] as const;
export type Metric = (typeof metrics)[number];

/** An effect in a measure that programmes share. */
export interface MetricValue {
	readonly estimate: number;
	readonly standardError: number | null;
	readonly lower: number | null;
	readonly upper: number | null;
}

/** A programme in the comparison; what it cost is worded. */
export interface ComparedEntry extends Filtered {
	readonly id: string;
	/** Says so where the programme is a demonstration. */
	readonly title: string;
	readonly synthetic: boolean;
	readonly family: string;
	readonly outcome: string;
	/** Whether it may be read as an effect, and so be pooled. */
	readonly isEffect: boolean;
	/** Why it may not; '' where it may. */
	readonly why: string;
	readonly verdict: string;
	readonly values: Readonly<Record<Metric, MetricValue | null>>;
	/** How sure it is where that is no interval: "p = 0.04 by rank; place 1 of 24"; else ''. */
	readonly sureness: string;
	/** Of one unit of effect; null where nobody knows, or there is no effect. */
	readonly cost: ComparedCost | null;
}

/** In dollars of the price year, of one unit as it is shown. */
export interface ComparedCost {
	readonly dollars: number;
	readonly lower: number | null;
	/** Null: the effect may be none, so that there is no upper limit. */
	readonly upper: number | null;
	/** Limits included. */
	readonly amount: string;
	readonly per: string;
	readonly year: string;
}

interface ComparedOptions {
	readonly page: ProgrammePage;
	readonly release: string;
	readonly locale: Locale;
}

export function comparedEntry(entry: ImpactEntry, options: ComparedOptions): ComparedEntry {
	const { locale } = options;
	const { programme, outcome, verdict, evidence, synthetic } = entry;
	const title = wordsOf(programme.title, locale);
	const isEffect = verdict !== 'refused' && verdict !== 'trends-differ';
	const { effect } = mainOutcome(options);
	const why =
		effect.kind === 'refused'
			? reasonText(effect, options)
			: isEffect
				? ''
				: codeWords('verdict', verdict, locale);
	return {
		...{ id: programme.id, synthetic },
		title: synthetic ? m.impact_synthetic_name({ title }, { locale }) : title,
		...{ type: programme.type, groups: programme.groups, country: programme.country },
		...{ stage: programme.stage, evidence, family: outcome.family },
		...{ outcome: outcomeLabel(outcome, locale), isEffect, why },
		verdict: codeWords('verdict', verdict, locale),
		values: { relative: relativeValue(entry), standardised: entry.standardised },
		sureness: surenessText(mainOutcome(options), locale),
		cost: isEffect ? comparedCost(entry, locale) : null
	};
}

/**
 * The error of a relative change: that of the effect as a share of what there would have been, which is
 * taken as known; of a ratio by the delta method from that of its logarithm.
 */
function relativeValue({ relative, effect }: ImpactEntry): MetricValue | null {
	if (!relative) return null;
	const error = effect.kind === 'effect' ? effect.standardError : null;
	if (effect.kind === 'refused' || error === null || effect.estimate === 0)
		return { ...relative, standardError: null };
	const standardError =
		effect.scale === 'ratio'
			? effect.estimate * error
			: Math.abs((error * relative.estimate) / effect.estimate);
	return { ...relative, standardError };
}

function comparedCost(
	{ costPerEffect, outcome }: ImpactEntry,
	locale: Locale
): ComparedEntry['cost'] {
	if (!costPerEffect) return null;
	const { priceYear } = costPerEffect;
	const { unit, factor } = unitOfEffect(outcome, locale);
	const shown = (value: number | null) => (value === null ? null : value / factor);
	const dollars = costPerEffect.dollars / factor;
	const [lower, upper] = [shown(costPerEffect.lower), shown(costPerEffect.upper)];
	const amount = moneyText(dollars, 'USD', locale);
	const limits = costLimits(lower, upper, locale);
	return {
		...{ dollars, lower, upper, per: unit, year: String(priceYear) },
		amount: m.impact_compare_cost_interval({ amount, limits }, { locale })
	};
}

/** "USD 1,880 to USD 4,144", or why there is no upper limit. */
function costLimits(lower: number | null, upper: number | null, locale: Locale): string {
	const money = (value: number) => moneyText(value, 'USD', locale);
	if (lower === null) return m.impact_compare_cost_any({}, { locale });
	if (upper === null) return m.impact_compare_cost_open({ lower: money(lower) }, { locale });
	return `${money(lower)} ${m.interval_to({}, { locale })} ${money(upper)}`;
}
