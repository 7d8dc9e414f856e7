import { csvText } from '../csv-text.ts';
import { randomStream } from '../random.ts';
import { type PanelOutcome, type PanelUnit, simulatedPanel } from './panel-simulation.ts';
import { between, numbered, percentAt } from './places.ts';
import type { SimulatedProgramme } from './programme-truth.ts';

/** Of Valdoria. Each has 24 neighbourhoods in a row, every three of them one municipality. */
const territories = [
	...['alvenora', 'brelunda', 'cirmonte', 'dorvela', 'estrevia', 'falcarra', 'gorvena'],
	'isla-tirsena'
];
const inRow = 24;
const inMunicipality = 3;
const periods = Array.from({ length: 9 }, (_, i) => 2016 + i);
const starts = [2018, 2019, 2020];
/** Pairs of places in the row where the programme works; both ends of a pair are in other municipalities. */
const pairs = [
	[2, 3],
	[8, 9],
	[14, 15],
	[20, 21]
];
const nameOf = (number: number) => numbered('barrio-', number);
const poverty = { mean: 30, deviation: 8 };

/**
 * The poorer neighbourhoods are chosen, and begin in three years. Where people are poorer, more see
 * drug selling from year to year, so that trends are parallel only given poverty; beside the
 * neighbourhoods of the programme selling grows.
 */
const outcomes: readonly PanelOutcome[] = [
	{
		...{ id: 'saw-selling', column: 'saw_selling', kind: { percent: true } },
		level: ({ trait }, t) => 38 + 3 * trait + 0.3 * t + trait * t,
		spread: { units: 3, clusters: 0.5 },
		effect: (event) => -(2 + 0.8 * event),
		spillover: (event) => (event === 0 ? 0.8 : 1.6)
	},
	{
		...{ id: 'arrests', column: 'arrests', kind: { per: 1000 } },
		level: ({ trait }) => 6 + 0.8 * trait,
		spread: { units: 0.8, clusters: 0.3 },
		effect: (event) => (event < 3 ? 1.8 : 0.6)
	},
	{
		...{ id: 'police-violence', column: 'police_complaints', kind: { per: 1000 } },
		level: ({ trait }) => 2.2 + 0.3 * trait,
		spread: { units: 0.25, clusters: 0.08 },
		effect: () => 0.5
	},
	{
		...{ id: 'selling-indoors', column: 'selling_indoors', kind: { percent: true } },
		level: ({ trait }, t) => 16 + 2 * trait + 0.2 * t + 0.2 * trait * t,
		spread: { units: 1.5, clusters: 0.4 },
		effect: () => 1.2
	},
	{
		...{ id: 'traffic-accident', column: 'traffic_accident', kind: { percent: true } },
		level: () => 8,
		spread: { units: 1, clusters: 0.2 }
	}
];

function startAt(territory: number, place: number): number {
	const pair = pairs.findIndex((own) => own.includes(place));
	return pair < 0 ? Infinity : starts[(territory + pair) % starts.length]!;
}

function units(seed: number): PanelUnit[] {
	return territories.flatMap((territory, i) =>
		Array.from({ length: inRow }, (_, place): PanelUnit => {
			const number = i * inRow + place;
			const random = randomStream(seed, 3, number);
			const start = startAt(i, place);
			const near = Math.min(startAt(i, place - 1), startAt(i, place + 1));
			const from = start < Infinity ? 0.6 : near < Infinity ? 0.1 : -0.1;
			const share = percentAt(poverty.mean, poverty.deviation, from + 0.9 * random.normal());
			const municipality = Math.floor(place / inMunicipality);
			return {
				...{ id: nameOf(number + 1), start, near, asked: 150 },
				cluster: Math.floor(number / inMunicipality),
				people: 100 * between(random, 40, 90),
				trait: (share - poverty.mean) / poverty.deviation,
				columns: { territory, municipality: `${territory}-${municipality + 1}`, poverty: share }
			};
		})
	);
}

/** Who lies beside whom in a row, in both directions. */
const neighbours = territories.flatMap((_, i) =>
	Array.from({ length: inRow - 1 }, (_, place) => {
		const number = i * inRow + place + 1;
		const [neighbourhood, neighbour] = [nameOf(number), nameOf(number + 1)];
		return [
			{ neighbourhood, neighbour },
			{ neighbourhood: neighbour, neighbour: neighbourhood }
		];
	}).flat()
);

export function barriosClaros(seed: number): SimulatedProgramme {
	const names = {
		unit: 'neighbourhood',
		period: 'year',
		people: 'residents',
		asked: 'interviewed'
	};
	const { rows, truth } = simulatedPanel({ units: units(seed), periods, outcomes, names }, seed);
	return {
		files: [
			{ name: 'barrios-claros.csv', text: csvText(rows) },
			{ name: 'barrios-claros-neighbours.csv', text: csvText(neighbours) }
		],
		truth
	};
}
