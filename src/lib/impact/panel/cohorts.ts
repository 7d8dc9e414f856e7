import { type Panel, panelPart } from './panel.ts';

/** Units that begin treatment in the same period. */
export interface Cohort {
	/** Its first treated period. */
	readonly start: number;
	readonly units: number;
	/** Periods of the panel before it. */
	readonly prePeriods: number;
}

/** Who is compared with whom, and how many they are. */
export interface PanelCounts {
	readonly rows: number;
	readonly units: number;
	readonly periods: number;
	readonly first: number;
	readonly last: number;
	/** Units treated after the first period and by the last; those treated all along; the others. */
	readonly treatedUnits: number;
	readonly alwaysTreatedUnits: number;
	readonly controlUnits: number;
	readonly clusters: number;
	/** Clusters with a unit treated in the panel; with one not treated in it. */
	readonly treatedClusters: number;
	readonly controlClusters: number;
	/** Control units whose treatment begins after the last period. */
	readonly treatedLater: number;
}

/** The groups by the period in which treatment begins, ascending; without those treated all along. */
export function cohorts({ start, periods, first, last }: Panel): Cohort[] {
	const counts = new Map<number, number>();
	for (const value of start)
		if (value > first && value <= last) counts.set(value, (counts.get(value) ?? 0) + 1);
	return [...counts]
		.sort(([a], [b]) => a - b)
		.map(([value, units]) => ({
			start: value,
			units,
			prePeriods: periods.filter((period) => period < value).length
		}));
}

export function panelCounts(panel: Panel): PanelCounts {
	const { start, periods, first, last, unit, cluster, size } = panel;
	const units = (is: (value: number) => boolean) => start.filter(is).length;
	const clusters = (is: (value: number) => boolean) =>
		new Set(cluster.codes.filter((_, i) => is(start[unit.codes[i]!]!))).size;
	const isTreated = (value: number) => value > first && value <= last;
	return {
		rows: size,
		units: unit.levels.length,
		periods: periods.length,
		first,
		last,
		treatedUnits: units(isTreated),
		alwaysTreatedUnits: units((value) => value <= first),
		controlUnits: units((value) => value > last),
		clusters: cluster.levels.length,
		treatedClusters: clusters(isTreated),
		controlClusters: clusters((value) => value > last),
		treatedLater: units((value) => value > last && value < Infinity)
	};
}

/** The panel without units that are treated in its first period: nothing is known of them before. */
export function withoutAlwaysTreated(panel: Panel): Panel {
	const { start, first, unit } = panel;
	if (start.every((value) => value > first)) return panel;
	return panelPart(panel, (i) => start[unit.codes[i]!]! > first);
}

/** 1 in rows under treatment, 0 in others. */
export function treatedRows({ size, start, unit, period, periods }: Panel): Float64Array {
	return Float64Array.from(
		{ length: size },
		(_, i) => +(periods[period.codes[i]!]! >= start[unit.codes[i]!]!)
	);
}
