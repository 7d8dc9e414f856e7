import { neighbourhoods, type Setting } from './frame.ts';
import { residents } from './people.ts';
import { wordings, type Wording } from './scenario.ts';
import { cellOf, Tally, type Count, type Domain } from './tally.ts';
import {
	drugSale,
	householdIndicator,
	personIndicators,
	type TruthIndicator
} from './truth-indicators.ts';

/** The value under the two treatments of people who do not take a side. */
export interface ByTreatment {
	/** Among those who gave an answer. */
	readonly exclude: number | null;
	/** Among all who were asked: a proportion only. */
	readonly category: number | null;
}

/** What is exactly true of the finite population in one domain. */
export interface TrueValue extends Count {
	readonly domain: Domain;
	readonly value: ByTreatment;
}

export interface IndicatorTruth {
	readonly id: string;
	readonly unit: 'person' | 'household';
	readonly statistic: 'proportion' | 'mean';
	readonly concept: string;
	readonly numerator?: readonly string[];
	readonly values: readonly TrueValue[];
}

export interface PopulationTruth {
	readonly population: { neighbourhoods: number; households: number; people: number };
	readonly indicators: readonly IndicatorTruth[];
	/** Drug selling in the neighbourhood, had everybody been asked in this wording. */
	readonly byWording: Readonly<Record<Wording, IndicatorTruth>>;
}

const placeCuts = [[], ['territory_demo'], ['urban_rural']];
const personCuts = [...placeCuts, ['sex'], ['age_group'], ['sex', 'age_group']];

function trueValue(domain: Domain, count: Count, isProportion: boolean): TrueValue {
	const { asked, answered, total } = count;
	const exclude = answered > 0 ? total / answered : null;
	return { domain, ...count, value: { exclude, category: isProportion ? total / asked : null } };
}

function indicatorTruth(
	{ id, concept, numerator }: Pick<TruthIndicator, 'id' | 'concept' | 'numerator'>,
	unit: 'person' | 'household',
	tally: Tally
): IndicatorTruth {
	const cuts = unit === 'person' ? personCuts : placeCuts;
	const values = cuts
		.flatMap((by) => tally.by(by))
		.map(({ domain, count }) => trueValue(domain, count, numerator !== undefined));
	const statistic = numerator ? 'proportion' : 'mean';
	return { id, unit, statistic, concept, ...(numerator && { numerator }), values };
}

/** Counts the whole population, neighbourhood by neighbourhood; nobody is kept. */
export function populationTruth(setting: Setting): PopulationTruth {
	const { scenario, wave } = setting;
	const counters = [...wordings.map(drugSale), ...personIndicators].map((indicator) => ({
		...indicator,
		tally: new Tally(scenario)
	}));
	const { counted, unsure } = householdIndicator;
	const victims = new Tally(scenario);
	const population = { neighbourhoods: 0, households: 0, people: 0 };
	for (const place of neighbourhoods(setting)) {
		population.neighbourhoods++;
		for (const { victim, people } of residents(setting, place)) {
			population.households++;
			population.people += people.length;
			victims.add(cellOf(place), victim, counted, unsure);
			for (const person of people) {
				const cell = cellOf(place, person);
				for (const counter of counters)
					counter.tally.add(cell, counter.answer(person.answers), counter.counted, counter.unsure);
			}
		}
	}
	const truths = counters.map((counter) => indicatorTruth(counter, 'person', counter.tally));
	const [heard, seen, ...others] = truths as [IndicatorTruth, IndicatorTruth, ...IndicatorTruth[]];
	const byWording = { 'know-or-have-heard': heard, 'have-seen': seen };
	const households = indicatorTruth(householdIndicator, 'household', victims);
	return { population, byWording, indicators: [byWording[wave.wording], ...others, households] };
}
