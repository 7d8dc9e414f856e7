import type { GroupTimeData } from '#lib/impact/group-time/observations.ts';
import { seededRandom } from '#lib/stats/replicates/seeded-random.ts';

export interface StaggeredOptions {
	/** Units in each cohort, by its first period; 0 for never. */
	readonly sizes: Readonly<Record<number, number>>;
	readonly periods: number;
	readonly seed?: number;
	/** Effect by periods since treatment; none by default. */
	readonly effect?: (event: number) => number;
	readonly noise?: number;
}

export type StaggeredPanel = GroupTimeData & {
	readonly unit: number[];
	readonly period: number[];
	readonly outcome: number[];
	readonly cohort: number[];
	readonly covariate: number[];
	readonly size: number[];
};

/** A balanced panel of periods 1, 2, ... whose trends depend on a covariate of each unit. */
export function staggeredPanel({
	sizes,
	periods,
	seed = 1,
	effect = () => 0,
	noise = 1
}: StaggeredOptions): StaggeredPanel {
	const random = seededRandom(seed);
	const panel: StaggeredPanel = {
		...{ unit: [], period: [], outcome: [], cohort: [], covariate: [], size: [] }
	};
	let unit = 0;
	for (const [cohort, count] of Object.entries(sizes).map(([g, n]) => [Number(g), n] as const))
		for (let own = 0; own < count; own++) {
			unit++;
			const x = random() + (cohort > 0 ? 0.3 : 0);
			const level = 4 * random();
			const size = 0.5 + random();
			for (let t = 1; t <= periods; t++) {
				const gain = cohort > 0 && t >= cohort ? effect(t - cohort) : 0;
				const error = noise * (random() + random() + random() - 1.5);
				panel.unit.push(unit);
				panel.period.push(t);
				panel.cohort.push(cohort);
				panel.covariate.push(x);
				panel.size.push(size);
				panel.outcome.push(level + 0.2 * t + 0.3 * x * t + gain + error);
			}
		}
	return panel;
}

/** The rows of a panel that a test keeps. */
export function keptRows(panel: StaggeredPanel, keep: (row: number) => boolean): StaggeredPanel {
	const part = (values: readonly number[]) => values.filter((_, row) => keep(row));
	return {
		unit: part(panel.unit),
		period: part(panel.period),
		outcome: part(panel.outcome),
		cohort: part(panel.cohort),
		covariate: part(panel.covariate),
		size: part(panel.size)
	};
}
