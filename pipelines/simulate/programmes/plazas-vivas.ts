import { csvText } from '../csv-text.ts';
import { randomStream } from '../random.ts';
import { type PanelOutcome, type PanelUnit, simulatedPanel } from './panel-simulation.ts';
import { between, numbered } from './places.ts';
import type { SimulatedProgramme } from './programme-truth.ts';

/** Cities of Serralta, each a grid of neighbourhoods a kilometre apart; 50 km lie between cities. */
const cities = ['amuera', 'bresca', 'cundal', 'delora', 'estanza'];
const [wide, high, apart] = [6, 5, 50];
const periods = Array.from({ length: 9 }, (_, i) => 2014 + i);
const starts = [2017, 2018];
/** Two corners of each grid, which begin in different years. */
const corners = [
	['0 0', '0 1', '1 0', '1 1'],
	['5 4', '5 3', '4 4', '4 3']
];

/** An effect that is there at once and stays, without spillover. */
const outcomes: readonly PanelOutcome[] = [
	{
		...{ id: 'saw-selling', column: 'saw_selling', kind: { percent: true } },
		level: (_, t) => 33 + 0.4 * t,
		spread: { units: 4, clusters: 0.8 },
		effect: () => -3
	},
	{
		...{ id: 'police-violence', column: 'police_complaints', kind: { per: 1000 } },
		level: () => 1.8,
		spread: { units: 0.2, clusters: 0.05 }
	},
	{
		...{ id: 'traffic-accident', column: 'traffic_accident', kind: { percent: true } },
		level: () => 9,
		spread: { units: 1, clusters: 0.2 }
	}
];

function startAt(city: number, x: number, y: number): number {
	const corner = corners.findIndex((own) => own.includes(`${x} ${y}`));
	return corner < 0 ? Infinity : starts[(city + corner) % starts.length]!;
}

function unit(seed: number, number: number): PanelUnit {
	const random = randomStream(seed, 3, number);
	const city = Math.floor(number / (wide * high));
	const [x, y] = [number % wide, Math.floor(number / wide) % high];
	const around = [
		startAt(city, x - 1, y),
		startAt(city, x + 1, y),
		...[startAt(city, x, y - 1), startAt(city, x, y + 1)]
	];
	return {
		...{ id: numbered('bairro-', number + 1), start: startAt(city, x, y), asked: 160 },
		...{ near: Math.min(...around), cluster: number, trait: 0 },
		people: 100 * between(random, 30, 80),
		columns: { city: cities[city]!, x_km: apart * city + x, y_km: y }
	};
}

export function plazasVivas(seed: number): SimulatedProgramme {
	const units = Array.from({ length: cities.length * wide * high }, (_, i) => unit(seed, i));
	const names = {
		unit: 'neighbourhood',
		period: 'year',
		people: 'residents',
		asked: 'interviewed'
	};
	const { rows, truth } = simulatedPanel({ units, periods, outcomes, names }, seed);
	return { files: [{ name: 'plazas-vivas.csv', text: csvText(rows) }], truth };
}
