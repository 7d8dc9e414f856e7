import { csvText } from '../csv-text.ts';
import { randomStream } from '../random.ts';
import { type PanelOutcome, type PanelUnit, simulatedPanel } from './panel-simulation.ts';
import { between, numbered } from './places.ts';
import type { SimulatedProgramme } from './programme-truth.ts';

const [size, patrolled, start] = [60, 25, 2019];
const periods = Array.from({ length: 10 }, (_, i) => 2013 + i);

/**
 * Where patrols came, fear had been falling for years; they change nothing of it. Compared with other
 * places, the fall after their start looks like their work.
 */
const outcomes: readonly PanelOutcome[] = [
	{
		...{ id: 'unsafe-at-night', column: 'unsafe_at_night', kind: { percent: true } },
		level: ({ trait }, t) => 52 - 1.6 * trait * t,
		spread: { units: 3, clusters: 1 }
	},
	{
		...{ id: 'stops', column: 'police_stops', kind: { per: 1000 } },
		level: () => 14,
		spread: { units: 1.5, clusters: 0.6 },
		effect: () => 6
	},
	{
		...{ id: 'police-violence', column: 'police_complaints', kind: { per: 1000 } },
		level: () => 2,
		spread: { units: 0.2, clusters: 0.06 },
		effect: () => 0.4
	},
	{
		...{ id: 'traffic-accident', column: 'traffic_accident', kind: { percent: true } },
		level: () => 8,
		spread: { units: 1, clusters: 0.2 }
	}
];

export function patrullaCercana(seed: number): SimulatedProgramme {
	const units = Array.from({ length: size }, (_, i): PanelUnit => {
		const random = randomStream(seed, 3, i);
		const isPatrolled = i < patrolled;
		return {
			...{ id: numbered('barrio-', i + 1), start: isPatrolled ? start : Infinity },
			...{ near: Infinity, cluster: i, asked: 200, trait: isPatrolled ? 1 : 0, columns: {} },
			people: 100 * between(random, 40, 90)
		};
	});
	const names = {
		unit: 'neighbourhood',
		period: 'year',
		people: 'residents',
		asked: 'interviewed'
	};
	const { rows, truth } = simulatedPanel({ units, periods, outcomes, names }, seed);
	return { files: [{ name: 'patrulla-cercana.csv', text: csvText(rows) }], truth };
}
