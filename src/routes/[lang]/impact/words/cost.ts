import { acceptabilityCurve, acceptabilityTable } from '#lib/charts/impact/acceptability-curve.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { wordsOf } from '#lib/model/catalogue-words.ts';
import type { Evaluation } from '#lib/model/evaluation.ts';
import type { Locale } from '#lib/model/localized.ts';
import type { ProgrammeOutcome } from '#lib/model/programme-outcome.ts';
import { codeWords } from './coded.ts';
import type { CardTerm } from './design-card.ts';
import { type ImpactWords, declaredOutcome, mainOutcome, plainNumber } from './impact-words.ts';
import { outcomeFormats, percentText, shownFactor } from './outcome-formats.ts';
import {
	type ChartView,
	type TableView,
	headings,
	levelFormats,
	pictureContext
} from './pictures/picture-view.ts';

type Cost = NonNullable<Evaluation['cost']>;

export interface CostView {
	readonly terms: readonly CardTerm[];
	/** Price year, currency, rates, perspective, source. */
	readonly basis: readonly string[];
	readonly chart: ChartView | undefined;
	readonly table: TableView | undefined;
}

/** What it cost, and what a unit of effect cost; undefined where nobody declared it. */
export function costView(words: ImpactWords): CostView | undefined {
	const { page, locale } = words;
	const { cost: declared } = page.programme;
	const { cost } = page.evaluation;
	if (!declared || !cost) return undefined;
	const money = (value: number) => moneyText(value, declared.currency, locale);
	const or = (value: number | null) => (value === null ? undefined : money(value));
	const terms: [string, string | undefined][] = [
		[m.impact_cost_total({}, { locale }), money(declared.total)],
		[m.impact_cost_per_unit({}, { locale }), money(cost.perUnit.amount)],
		[m.impact_cost_per_participant({}, { locale }), or(cost.perParticipant)],
		[m.impact_cost_per_completion({}, { locale }), or(cost.perCompletion)],
		[m.impact_cost_per_effect({}, { locale }), perEffectText(cost, words, money)]
	];
	return {
		terms: terms.flatMap(([term, meaning]) => (meaning ? [{ term, meaning }] : [])),
		basis: basisTexts(declared, locale),
		...acceptability(cost, words, money)
	};
}

export function moneyText(value: number, currency: string, locale: Locale): string {
	const digits = Math.abs(value) < 100 ? 2 : 0;
	return new Intl.NumberFormat(locale, {
		...{ style: 'currency', currency, currencyDisplay: 'code', useGrouping: 'always' },
		...{ minimumFractionDigits: digits, maximumFractionDigits: digits }
	}).format(value);
}

/** Of shares a unit that is shown is a point, a hundredth of the unit that is counted. */
function perEffectText({ perEffect }: Cost, words: ImpactWords, money: (value: number) => string) {
	const { locale } = words;
	if (perEffect.kind === 'none') return m.impact_cost_no_ratio({}, { locale });
	const { unit, factor } = effectUnitOf(words);
	const shown = (value: number) => money(value / factor);
	const amount = shown(perEffect.estimate);
	if (perEffect.kind === 'interval') {
		const limits = `${shown(perEffect.lower)} ${m.interval_to({}, { locale })} ${shown(perEffect.upper)}`;
		return m.impact_cost_interval({ amount, unit, limits }, { locale });
	}
	return perEffect.lower === null
		? m.impact_cost_open_any({ amount, unit }, { locale })
		: m.impact_cost_open({ amount, unit, lower: shown(perEffect.lower) }, { locale });
}

const effectUnitOf = (words: ImpactWords) =>
	unitOfEffect(declaredOutcome(words, mainOutcome(words).outcome), words.locale);

/** What one unit of effect is called, and how many of them are in the unit that is counted. */
export function unitOfEffect(
	{ scale }: Pick<ProgrammeOutcome, 'scale'>,
	locale: Locale
): { readonly unit: string; readonly factor: number } {
	const { unit } = outcomeFormats({ scale }, undefined, locale);
	const isShare = scale.kind === 'share' || scale.kind === 'percent' || scale.kind === 'event';
	return {
		unit: isShare
			? m.impact_cost_unit_point({}, { locale })
			: unit === ''
				? m.impact_cost_unit_other({}, { locale })
				: unit,
		factor: shownFactor(scale)
	};
}

function basisTexts(
	declared: NonNullable<ImpactWords['page']['programme']['cost']>,
	locale: Locale
): string[] {
	const { currency, priceYear, exchangeRate, discountRate, perspective, source } = declared;
	return [
		m.impact_cost_basis(
			{
				...{ currency, year: String(priceYear), source: wordsOf(exchangeRate.source, locale) },
				rate: plainNumber(exchangeRate.perDollar, locale),
				discount: percentText(discountRate, 1, locale),
				perspective: codeWords('perspective', perspective, locale)
			},
			{ locale }
		),
		m.impact_source({ source: wordsOf(source, locale) }, { locale })
	];
}

/** How likely it is to pay, by what a unit of effect is worth. */
function acceptability(
	{ acceptability: points }: Cost,
	words: ImpactWords,
	money: (value: number) => string
): Pick<CostView, 'chart' | 'table'> {
	if (points.length === 0) return { chart: undefined, table: undefined };
	const { locale } = words;
	const { factor } = effectUnitOf(words);
	const share = (value: number) => percentText(value, 0, locale);
	const shown = points.map((one) => ({ ...one, willingness: one.willingness / factor }));
	const options = {
		words: {
			unit: m.impact_column_probability({}, { locale }),
			willingness: m.impact_column_willingness({}, { locale }),
			table: headings(['willingness', 'probability'], locale)
		},
		formats: {
			...levelFormats(pictureContext(mainOutcome(words), words)),
			...{ value: share, tick: share, at: money }
		}
	};
	const caption = m.impact_cost_acceptability({}, { locale });
	return {
		chart: { caption, options: (width) => acceptabilityCurve(shown, { ...options, width }) },
		table: { caption, table: acceptabilityTable(shown, options) }
	};
}
