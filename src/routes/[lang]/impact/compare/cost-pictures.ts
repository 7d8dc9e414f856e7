import type { ForestInput, ForestOptions, ForestRow } from '#lib/charts/impact/forest-plot.ts';
import { count } from '#lib/format/numbers.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import type { Locale } from '#lib/model/localized.ts';
import type { ComparedCost, ComparedEntry } from '../words/compared.ts';
import { moneyText } from '../words/cost.ts';
import { headings } from '../words/pictures/picture-view.ts';

/** Costs of one outcome in one unit, on an axis of their own: others do not compare. */
export interface CostPicture {
	/** The outcome and its unit, which the axis says too. */
	readonly unit: string;
	readonly input: ForestInput;
	readonly options: Omit<ForestOptions, 'width'>;
}

export interface CostsView {
	/** How many of the programmes have a cost between two limits. */
	readonly title: string;
	readonly pictures: readonly CostPicture[];
	/** Programmes that no picture shows, in words. */
	readonly said: readonly string[];
}

type Costed = ComparedEntry & { readonly cost: ComparedCost };

const isCosted = (entry: ComparedEntry): entry is Costed => entry.cost !== null;
const isBounded = ({ cost }: Costed) => cost.lower !== null && cost.upper !== null;

/** What a unit of effect cost, an outcome a picture; what has no two limits is said and not drawn. */
export function costsView(entries: readonly ComparedEntry[], locale: Locale): CostsView {
	const costed = entries.filter(isCosted);
	const known = costed.filter(isBounded);
	const drawn = new Set(known.map(outcomeOf));
	const groups = [...drawn].map((outcome) => costed.filter((one) => outcomeOf(one) === outcome));
	const without = entries.filter((entry) => !isCosted(entry)).map(({ title }) => title);
	return {
		title: titleText(known.length, entries.length, locale),
		pictures: groups.map((group) => costPicture(group, locale)),
		said: [
			...costed
				.filter((one) => !drawn.has(outcomeOf(one)))
				.map(({ title, cost }) =>
					m.impact_compare_cost_said({ title, text: cost.amount }, { locale })
				),
			...(without.length > 0
				? [m.impact_compare_costs_without({ names: without.join('; ') }, { locale })]
				: [])
		]
	};
}

const outcomeOf = ({ family, cost }: Costed) => `${family} ${cost.per}`;

function titleText(known: number, all: number, locale: Locale): string {
	if (known === 0) return m.impact_compare_costs_title_none({}, { locale });
	const counts = { known: count(known, locale), all: count(all, locale) };
	return m.impact_compare_costs_title(counts, { locale });
}

function costPicture(group: readonly Costed[], locale: Locale): CostPicture {
	const outcome = [...new Set(group.map((one) => one.outcome))].join('; ');
	const per = group[0]?.cost.per ?? '';
	const unit = m.impact_compare_cost_axis({ outcome, unit: per }, { locale });
	const rows = group.map((one) => costRow(one, locale));
	return {
		unit,
		input: { scale: 'difference', groups: [{ heading: '', rows }], pooled: null },
		options: costOptions(unit, locale)
	};
}

function costRow(entry: Costed, locale: Locale): ForestRow {
	const { title: name, cost } = entry;
	const { amount, year, dollars, lower, upper } = cost;
	const text = m.impact_compare_cost_of_year({ cost: amount, year }, { locale });
	return isBounded(entry)
		? { name, text, estimate: dollars, lower, upper, weight: null }
		: { name, text, estimate: null, lower: null, upper: null, weight: null };
}

function costOptions(unit: string, locale: Locale): CostPicture['options'] {
	const money = (value: number) => moneyText(value, 'USD', locale);
	return {
		words: {
			...{ unit, pooled: '', prediction: '', weight: '' },
			less: m.impact_compare_cost_free({}, { locale }),
			more: m.impact_compare_cost_dear({}, { locale }),
			none: m.impact_no_number({}, { locale }),
			table: {
				...headings(['name', 'group', 'outcome', 'estimate', 'lower', 'upper', 'weight'], locale),
				text: m.impact_compare_cost({}, { locale })
			}
		},
		formats: { value: money, tick: (value) => count(value, locale), share: String }
	};
}
