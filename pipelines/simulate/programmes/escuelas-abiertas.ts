import { csvText } from '../csv-text.ts';
import { randomStream } from '../random.ts';
import { type PanelOutcome, type PanelUnit, simulatedPanel } from './panel-simulation.ts';
import { between, numbered } from './places.ts';
import type { SimulatedProgramme } from './programme-truth.ts';

const size = 60;
const start = 2021;
const periods = [2019, 2020, 2021, 2022];

/** Nothing happens: schools with the programme and without go on alike. */
const outcomes: readonly PanelOutcome[] = [
	{
		...{ id: 'cannabis-past-month', column: 'cannabis_30_days', kind: { percent: true } },
		level: (_, t) => 12 + 0.4 * t,
		spread: { units: 2, clusters: 0.6 }
	},
	{
		...{ id: 'trusts-teacher', column: 'trusts_teacher', kind: { percent: true } },
		level: () => 46,
		spread: { units: 4, clusters: 1 }
	},
	{
		...{ id: 'wears-glasses', column: 'wears_glasses', kind: { percent: true } },
		level: () => 24,
		spread: { units: 2, clusters: 0 }
	}
];

export function escuelasAbiertas(seed: number): SimulatedProgramme {
	const units = Array.from({ length: size }, (_, i): PanelUnit => {
		const students = between(randomStream(seed, 3, i), 200, 260);
		return {
			...{ id: numbered('school-', i + 1), start: i < size / 2 ? start : Infinity },
			...{ near: Infinity, cluster: i, trait: 0, columns: {} },
			...{ people: students, asked: students }
		};
	});
	const names = { unit: 'school', period: 'year', asked: 'students' };
	const { rows, truth } = simulatedPanel({ units, periods, outcomes, names }, seed);
	return { files: [{ name: 'escuelas-abiertas.csv', text: csvText(rows) }], truth };
}
