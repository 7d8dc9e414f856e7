import { DataError, DomainError } from '#lib/errors.ts';
import { groupMeans } from '../panel/group-means.ts';
import type { Panel } from '../panel/panel.ts';

/**
 * What a 2 by 2 comparison sets treated units against: units not treated in the panel; those treated
 * later, before they are; those treated earlier, while they are, or all along. The last two are
 * forbidden: changes of their own effect are taken off the estimate.
 */
export type ComparisonKind = 'untreated' | 'treated-later' | 'treated-earlier' | 'always-treated';

/** One of the comparisons that a two-way estimate is the weighted mean of. */
export interface BaconComparison {
	readonly kind: ComparisonKind;
	/** Start of the units whose change is the effect. */
	readonly treated: number;
	/** Start of their controls; undefined for units not treated in the panel. */
	readonly control: number | undefined;
	readonly estimate: number;
	readonly weight: number;
}

/** A two-way estimate taken apart (Goodman-Bacon 2021). */
export interface BaconDecomposition {
	/** Sum of weights times estimates: the two-way estimate. */
	readonly estimate: number;
	readonly comparisons: readonly BaconComparison[];
	readonly byKind: readonly {
		readonly kind: ComparisonKind;
		readonly weight: number;
		/** Weighted mean of its estimates. */
		readonly estimate: number;
	}[];
	/** Weight on controls that are under treatment. */
	readonly forbiddenWeight: number;
}

interface Group {
	readonly start: number;
	readonly units: number;
	/** Share of periods under treatment. */
	readonly share: number;
}

/**
 * The comparisons of pairs of cohorts in a regression on treatment with unit and period effects, with
 * their weights, which add to 1. Agrees with R `bacondecomp::bacon`.
 * @throws DataError unless every unit has a row in every period, without weights and covariates.
 */
export function baconDecomposition(panel: Panel): BaconDecomposition {
	expectPlain(panel);
	const groups = startGroups(panel);
	const mean = windowMeans(panel, groups);
	const raw = groups.flatMap((group) =>
		groups
			.filter((other) => isComparable(group, other))
			.map((other) => compared(group, other, mean))
	);
	const total = raw.reduce((sum, { weight }) => sum + weight, 0);
	if (!(total > 0)) throw new DataError(`no treatment to compare in the panel: ${total}`);
	const comparisons = raw.map((one) => ({ ...one, weight: one.weight / total }));
	const kinds = [...new Set(comparisons.map(({ kind }) => kind))];
	const weightOf = (kind: ComparisonKind) =>
		sumOf(comparisons, (one) => (one.kind === kind ? one.weight : 0));
	const byKind = kinds.map((kind) => {
		const weight = weightOf(kind);
		const own = (one: BaconComparison) => (one.kind === kind ? one.weight * one.estimate : 0);
		return { kind, weight, estimate: sumOf(comparisons, own) / weight };
	});
	return {
		estimate: sumOf(comparisons, (one) => one.weight * one.estimate),
		comparisons,
		byKind,
		forbiddenWeight: weightOf('treated-earlier') + weightOf('always-treated')
	};
}

function expectPlain({ balanced, weights, covariates, size, unit, periods }: Panel) {
	const ask = 'a two-way estimate cannot be taken apart, use sunAbraham';
	if (!balanced)
		throw new DataError(
			`${ask}; rows of ${unit.levels.length} units in ${periods.length} periods: ${size}`
		);
	if (weights) throw new DataError(`${ask}; weights: ${weights.length}`);
	if (covariates.length > 0) throw new DataError(`${ask}; covariates: ${covariates.length}`);
}

/** Units by start; those not treated in the panel have Infinity, those treated all along -Infinity. */
function startGroups(panel: Panel): Group[] {
	const counts = new Map<number, number>();
	for (const value of panel.start) {
		const group = groupStart(panel, value);
		counts.set(group, (counts.get(group) ?? 0) + 1);
	}
	const { periods } = panel;
	return [...counts]
		.sort(([a], [b]) => a - b)
		.map(([start, units]) => ({
			start,
			units,
			share: periods.filter((period) => period >= start).length / periods.length
		}));
}

function groupStart({ first, last }: Panel, start: number): number {
	if (start > last) return Infinity;
	return start <= first ? -Infinity : start;
}

/** Mean outcome of a group over the periods from one on and before another. */
type WindowMean = (group: Group, from: number, before: number) => number;

function windowMeans(panel: Panel, groups: readonly Group[]): WindowMean {
	const numberOf = (start: number) => groups.findIndex((group) => group.start === start);
	const { periods } = panel;
	const cells = groupMeans(
		panel,
		panel.start.map((value) => numberOf(groupStart(panel, value))),
		Int32Array.from(periods.keys())
	);
	return ({ start }, from, before) => {
		const row = numberOf(start) * periods.length;
		let [sum, count] = [0, 0];
		periods.forEach((period, j) => {
			if (period < from || period >= before) return;
			const { mean } = cells[row + j]!;
			if (mean === undefined) throw new DomainError(`group without rows in period: ${period}`);
			sum += mean;
			count++;
		});
		return sum / count;
	};
}

/** The group begins treatment in the panel, and the other is not its equal. */
const isComparable = (group: Group, other: Group) =>
	Number.isFinite(group.start) && group.start !== other.start;

/** Estimate and weight but for a constant (Goodman-Bacon 2021, eq. 7 to 10). */
function compared(group: Group, other: Group, mean: WindowMean): BaconComparison {
	const [first, last] = [-Infinity, Infinity];
	const isEarlier = group.start < other.start;
	// Controls not yet treated are followed until they are, those treated from when they are.
	const [from, to] = isEarlier ? [first, other.start] : [other.start, last];
	const change = (of: Group) => mean(of, group.start, to) - mean(of, from, group.start);
	const share = group.units / (group.units + other.units);
	const window = isEarlier ? 1 - other.share : other.share;
	const treated = isEarlier ? (group.share - other.share) / window : group.share / window;
	const size = ((group.units + other.units) * window) ** 2;
	return {
		kind: kindOf(group, other),
		treated: group.start,
		control: Number.isFinite(other.start) ? other.start : undefined,
		estimate: change(group) - change(other),
		weight: size * share * (1 - share) * treated * (1 - treated)
	};
}

function kindOf(group: Group, other: Group): ComparisonKind {
	if (other.start === Infinity) return 'untreated';
	if (other.start === -Infinity) return 'always-treated';
	return group.start < other.start ? 'treated-later' : 'treated-earlier';
}

function sumOf(all: readonly BaconComparison[], of: (one: BaconComparison) => number): number {
	return all.reduce((sum, one) => sum + of(one), 0);
}
