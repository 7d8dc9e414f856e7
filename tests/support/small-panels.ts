import { type Panel, panel } from '#lib/impact/panel/panel.ts';
import type { PanelRows } from '#lib/impact/panel/panel-rows.ts';
import { seededRandom } from '#lib/stats/replicates/seeded-random.ts';

export interface SmallPanelOptions {
	/** Units by start: `[[3, 4], [Infinity, 6]]` is 4 from period 3 on, and 6 never. */
	readonly groups: readonly (readonly [number, number])[];
	readonly periods?: number;
	/** Effect of treatment by periods since the start; defaults to 1. */
	readonly effect?: (since: number, start: number) => number;
	/** Size of chance; defaults to 1. 0 is none at all. */
	readonly noise?: number;
	readonly seed?: number;
	/** Share of rows kept; defaults to 1. */
	readonly kept?: number;
	/** Units a cluster; defaults to one. */
	readonly perCluster?: number;
}

/** Rows of a panel with unit and period effects, periods from 1 on. */
export function smallRows({
	groups,
	periods = 6,
	effect = () => 1,
	noise = 1,
	...options
}: SmallPanelOptions): PanelRows {
	const random = seededRandom(options.seed ?? 1);
	const starts = groups.flatMap(([start, units]) => Array<number>(units).fill(start));
	const level = starts.map(() => 5 * random());
	const rows = starts
		.flatMap((start, unit) =>
			Array.from({ length: periods }, (_, t) => ({ unit, period: t + 1, start }))
		)
		.filter(() => random() < (options.kept ?? 1));
	const { perCluster } = options;
	return {
		unit: rows.map(({ unit }) => `u${unit}`),
		period: rows.map(({ period }) => period),
		outcome: rows.map(
			({ unit, period, start }) =>
				level[unit]! +
				Math.sin(period) +
				(period >= start ? effect(period - start, start) : 0) +
				noise * (random() + random() + random() - 1.5)
		),
		treatment: { start: rows.map(({ start }) => start) },
		...(perCluster ? { cluster: rows.map(({ unit }) => Math.floor(unit / perCluster)) } : {})
	};
}

export const smallPanel = (options: SmallPanelOptions): Panel => panel(smallRows(options));
