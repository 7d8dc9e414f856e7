import { cohorts, panelCounts } from '../panel/cohorts.ts';
import type { LeftOutRows } from '../panel/complete-rows.ts';
import type { Panel } from '../panel/panel.ts';

/** Clusters below which CR1 is not to be trusted alone; and treated or control ones among them. */
const fewClusters = 40;
const fewOnOneSide = 10;
/** Units of a cohort below which its own estimate is hardly more than theirs. */
const smallCohort = 5;

/** What a reader of the number has to know; words are the screen's. */
export type DidWarning =
	| {
			readonly code: 'rows-left-out';
			readonly reason: LeftOutRows['reason'];
			readonly rows: number;
	  }
	| { readonly code: 'always-treated-left-out'; readonly units: number }
	/** Treated after the last period, and controls in it. */
	| { readonly code: 'treated-later'; readonly units: number }
	| {
			readonly code: 'few-clusters';
			readonly clusters: number;
			readonly treated: number;
			readonly control: number;
	  }
	| { readonly code: 'small-cohort'; readonly start: number; readonly units: number }
	| { readonly code: 'parallel-trends-untested'; readonly prePeriods: number }
	| { readonly code: 'unbalanced'; readonly rows: number; readonly complete: number }
	/** Seen once, they say nothing of change, and still count as rows. */
	| { readonly code: 'single-row-units'; readonly units: number }
	/** Part of the weight of a two-way estimate lies on units compared with units already treated. */
	| {
			readonly code: 'staggered-timing';
			readonly starts: readonly number[];
			readonly forbiddenWeight: number;
	  };

/** Warnings that every design of a panel shares. `whole` is the panel before units were left out. */
export function panelWarnings(panel: Panel, whole: Panel): DidWarning[] {
	const all: DidWarning[] = whole.leftOut.map((one) => ({ code: 'rows-left-out', ...one }));
	const { alwaysTreatedUnits: always } = panelCounts(whole);
	if (panel !== whole && always > 0) all.push({ code: 'always-treated-left-out', units: always });
	const counts = panelCounts(panel);
	if (counts.treatedLater > 0) all.push({ code: 'treated-later', units: counts.treatedLater });
	if (hasFewClusters(panel)) {
		const { clusters, treatedClusters: treated, controlClusters: control } = counts;
		all.push({ code: 'few-clusters', clusters, treated, control });
	}
	for (const { start, units } of cohorts(panel))
		if (units < smallCohort) all.push({ code: 'small-cohort', start, units });
	const complete = counts.units * counts.periods;
	if (!panel.balanced) all.push({ code: 'unbalanced', rows: counts.rows, complete });
	const once = singleRowUnits(panel);
	if (once > 0) all.push({ code: 'single-row-units', units: once });
	return all;
}

function singleRowUnits({ unit: { codes, levels } }: Panel): number {
	const rows = new Int32Array(levels.length);
	for (const code of codes) rows[code]!++;
	return rows.filter((count) => count === 1).length;
}

/** Whether the tests for few clusters belong beside the usual one. */
export function hasFewClusters(panel: Panel): boolean {
	const { clusters, treatedClusters, controlClusters } = panelCounts(panel);
	const oneSide =
		controlClusters === 0 ? treatedClusters : Math.min(treatedClusters, controlClusters);
	return clusters < fewClusters || oneSide < fewOnOneSide;
}
