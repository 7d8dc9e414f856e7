import { chiSquareTail } from '#lib/stats/distributions/tails.ts';
import { Matrix, solve } from 'ml-matrix';
import type { CoxModel } from './cox.ts';
import { weightedRisks, predictors } from './partial-likelihood.ts';
import {
	type RiskOrder,
	covarianceAtRisk,
	eachEventTime,
	meanAtRisk,
	tieSteps
} from './risk-sets.ts';

export interface ProportionalityTest {
	/** undefined: of all terms together. */
	readonly term: string | undefined;
	readonly statistic: number;
	readonly df: number;
	readonly p: number;
}

/**
 * Whether hazard ratios stay the same over time: the score test of a coefficient times 1 minus
 * Kaplan-Meier, by term and of all. Agrees with R `survival::cox.zph`, of version 3.
 */
export function proportionalityTests({ fit, order, ties, terms }: CoxModel): ProportionalityTest[] {
	const { width } = order;
	const linear = predictors(order, fit.inner);
	const clock = eventClock(order);
	const slope = new Float64Array(width);
	const square = Matrix.zeros(2 * width, 2 * width);
	const means = new Float64Array(width);
	eachEventTime(order, weightedRisks(order, linear), (set) => {
		const g = clock(set.time);
		for (let at = set.from; at < set.to; at++) {
			if (order.event[at] === 0) continue;
			for (let j = 0; j < width; j++)
				slope[j]! += g * order.weights[at]! * order.values[at * width + j]!;
		}
		for (const step of tieSteps(set, ties))
			for (let j = 0; j < width; j++) {
				means[j] = meanAtRisk(set, step, j);
				slope[j]! -= g * step.weight * means[j]!;
				for (let k = 0; k <= j; k++)
					addBlocks(square, [j, k], g, step.weight * covarianceAtRisk(set, step, means, [j, k]));
			}
	});
	const all = [...terms.keys()];
	const names = [...new Set(terms)];
	return [
		...names.map((term) => ({
			term,
			...tested(
				square,
				slope,
				all.filter((j) => terms[j] === term)
			)
		})),
		{ term: undefined, ...tested(square, slope, all) }
	];
}

function addBlocks(square: Matrix, [j, k]: readonly [number, number], g: number, value: number) {
	const width = square.rows / 2;
	const add = (row: number, column: number, by: number) =>
		square.set(row, column, square.get(row, column) + by);
	for (const [a, b] of j === k
		? [[j, k] as const]
		: ([
				[j, k],
				[k, j]
			] as const)) {
		add(a, b, value);
		add(a + width, b, g * value);
		add(a, b + width, g * value);
		add(a + width, b + width, g * g * value);
	}
}

function tested(square: Matrix, slope: Float64Array, columns: readonly number[]) {
	const width = slope.length;
	const kept = [...slope.keys(), ...columns.map((j) => j + width)];
	const score = kept.map((row) => (row < width ? 0 : slope[row - width]!));
	const solved = solve(square.selection(kept, kept), Matrix.columnVector(score)).to1DArray();
	const statistic = score.reduce((sum, value, i) => sum + value * solved[i]!, 0);
	return { statistic, df: columns.length, p: chiSquareTail(statistic, columns.length) };
}

/** 1 minus Kaplan-Meier just before a time, of all strata together, around its mean over events. */
function eventClock({ time, event, late }: RiskOrder): (time: number) => number {
	const rows = Int32Array.from(time.keys()).sort((a, b) => time[a]! - time[b]!);
	const entries = late?.entry.slice().sort();
	const clock = new Map<number, number>();
	let [survival, entered, sum, count] = [1, 0, 0, 0];
	for (let at = 0; at < rows.length;) {
		const now = time[rows[at]!]!;
		const gone = at;
		let events = 0;
		for (; at < rows.length && time[rows[at]!] === now; at++) events += event[rows[at]!]!;
		if (entries) while (entered < entries.length && entries[entered]! < now) entered++;
		const atRisk = (entries ? entered : rows.length) - gone;
		clock.set(now, 1 - survival);
		sum += events * (1 - survival);
		count += events;
		survival *= (atRisk - events) / atRisk;
	}
	const mean = sum / count;
	return (now) => (clock.get(now) ?? 0) - mean;
}
