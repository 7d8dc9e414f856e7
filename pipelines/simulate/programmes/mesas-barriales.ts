import { csvText } from '../csv-text.ts';
import { randomStream } from '../random.ts';
import { type PanelOutcome, type PanelUnit, simulatedPanel } from './panel-simulation.ts';
import { between, numbered } from './places.ts';
import type { SimulatedProgramme } from './programme-truth.ts';

/** Neighbourhoods of Marvela with a round table, and as many without. */
const size = 18;
const start = 2020;
const periods = [2017, 2018, 2019, 2020, 2021, 2022];

/** A clear effect in few places: what can be said of it depends on so few clusters. */
const outcomes: readonly PanelOutcome[] = [
	{
		...{ id: 'saw-selling', column: 'saw_selling', kind: { percent: true } },
		level: (_, t) => 31 + 0.5 * t,
		spread: { units: 4, clusters: 1.2 },
		effect: () => -4
	},
	{
		...{ id: 'threats', column: 'knows_of_threats', kind: { percent: true } },
		level: () => 6,
		spread: { units: 0.6, clusters: 0.3 }
	},
	{
		...{ id: 'traffic-accident', column: 'traffic_accident', kind: { percent: true } },
		level: () => 8,
		spread: { units: 0.8, clusters: 0.2 }
	}
];

export function mesasBarriales(seed: number): SimulatedProgramme {
	const units = Array.from({ length: size }, (_, i): PanelUnit => {
		const random = randomStream(seed, 3, i);
		return {
			...{ id: numbered('barrio-', i + 1), start: i % 2 === 0 ? start : Infinity },
			...{ near: Infinity, cluster: i, asked: 400, trait: 0, columns: {} },
			people: 100 * between(random, 35, 70)
		};
	});
	const names = { unit: 'neighbourhood', period: 'year', asked: 'interviewed' };
	const { rows, truth } = simulatedPanel({ units, periods, outcomes, names }, seed);
	return { files: [{ name: 'mesas-barriales.csv', text: csvText(rows) }], truth };
}
