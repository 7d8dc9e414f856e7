import { randomStream, shuffled } from '../../pipelines/simulate/random.ts';
import type { EstimateTable, TableColumn } from '#lib/estimate/estimate-table.ts';
import type { SmallRow } from '../support/small-tables.ts';
import type { Draw, Population } from './population.ts';

/** Places of a stratum, and residents of a place. */
export const draw: Draw = { places: 5, residents: 15 };

const yesOrNo: TableColumn = { kind: 'category', categories: ['yes', 'no'] };

/** What can be asked about a sample. */
export const columns: EstimateTable['columns'] = new Map<string, TableColumn>([
	['sex', { kind: 'category', categories: ['man', 'woman'] }],
	['age', { kind: 'category', categories: ['young', 'old'] }],
	['region', { kind: 'category', categories: ['1', '2', '3', '4', '5', '6', '7', '8'] }],
	['common', yesOrNo],
	['some', yesOrNo],
	['rare', yesOrNo],
	['visits', { kind: 'number' }],
	['amount', { kind: 'number' }]
]);

/** Two stages, both with the number of units in the population. */
export const design: Partial<EstimateTable> = {
	...{ weight: 'w', stratum: 'h', psu: 'place', ssu: 'person', fpc: ['places', 'residents'] }
};

/**
 * 600 people: in every stratum 5 places, in each of them 15 residents, both simple random samples
 * without replacement. The same number always draws the same people.
 */
export function drawnPeople(strata: Population, number: number): SmallRow[] {
	const random = randomStream(102, number);
	return strata.flatMap((stratum, h) =>
		shuffled(random, [...stratum.entries()])
			.slice(0, draw.places)
			.flatMap(([i, place]) =>
				shuffled(random, [...place.entries()])
					.slice(0, draw.residents)
					.map(([k, resident]) => ({
						...resident,
						...{ h, place: 1000 * h + i, person: 100_000 * h + 100 * i + k, region: String(h + 1) },
						...{ places: stratum.length, residents: place.length },
						w: ((stratum.length / draw.places) * place.length) / draw.residents
					}))
			)
	);
}
