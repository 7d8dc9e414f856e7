import { csvText } from '../csv-text.ts';
import { randomStream } from '../random.ts';
import { type PanelOutcome, type PanelUnit, simulatedPanel } from './panel-simulation.ts';
import { between } from './places.ts';
import type { SimulatedProgramme } from './programme-truth.ts';

/** Lumbre first; the others have no such centre. */
const cities = [
	...['Lumbre', 'Arcena', 'Belmira', 'Candosa', 'Drovena', 'Escaria', 'Fontela', 'Garcila'],
	...['Hormiza', 'Idrena', 'Jarcosa', 'Lantera', 'Mendaza', 'Norvila', 'Oscala', 'Pradena'],
	...['Quelora', 'Risquena', 'Salvira', 'Tormena', 'Ulzeda', 'Varcosa', 'Yelmira', 'Zarcena']
];
const periods = Array.from({ length: 40 }, (_, i) => i + 1);
const start = 25;

/** What moves all cities, each by its own measure: neither parallel nor linear. */
const wave = (t: number) => 0.05 * t + 1.2 * Math.sin(t / 6);
const season = (t: number) => 0.5 * Math.cos((Math.PI * t) / 2);

const outcomes: readonly PanelOutcome[] = [
	{
		...{ id: 'overdose-visits', column: 'overdose_visits', kind: { per: 100_000 } },
		level: ({ trait }, t) => 12 + 2 * trait + (1 + 0.4 * trait) * wave(t) + season(t),
		spread: { units: 0.8, clusters: 0.2 },
		effect: (event) => (event < 2 ? -1.5 : -3)
	},
	{
		...{ id: 'unsafe-at-night', column: 'unsafe_at_night', kind: { percent: true } },
		level: ({ trait }, t) => 38 + 2 * trait - 0.4 * wave(t),
		spread: { units: 1.5, clusters: 0.3 }
	},
	{
		...{ id: 'traffic-visits', column: 'traffic_visits', kind: { per: 100_000 } },
		level: (_, t) => 20 + season(t),
		spread: { units: 1.5, clusters: 0.3 }
	}
];

export function ciudadLumbre(seed: number): SimulatedProgramme {
	const units = cities.map((id, i): PanelUnit => {
		const random = randomStream(seed, 3, i);
		const isTreated = i === 0;
		return {
			...{ id, start: isTreated ? start : Infinity, near: Infinity },
			...{ cluster: i, asked: 600, columns: {} },
			// In the middle of the others, or no mean of them could be like it.
			trait: isTreated ? 0.2 : 3 * random.uniform() - 1.5,
			people: isTreated ? 900_000 : 1000 * between(random, 350, 1200)
		};
	});
	const names = { unit: 'city', period: 'quarter', people: 'residents', asked: 'interviewed' };
	const { rows, truth } = simulatedPanel({ units, periods, outcomes, names }, seed);
	return { files: [{ name: 'ciudad-lumbre.csv', text: csvText(rows) }], truth };
}
