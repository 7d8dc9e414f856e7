import { firstNotBelow } from './risk-table.ts';
import { predictors, weightedRisks } from './partial-likelihood.ts';
import {
	type RiskOrder,
	type RiskSet,
	type Ties,
	eachEventTime,
	meanAtRisk,
	tieSteps
} from './risk-sets.ts';

/** Hazard steps of a stratum, the last time first, and their sums times the mean at risk. */
interface HazardSteps {
	/** Minus the times, so that they rise. */
	readonly times: number[];
	readonly hazards: number[];
	/** Σ over ties of mean at risk times hazard, a step after another. */
	readonly means: number[];
}

/**
 * What each person adds to the score, by position: (x - mean at risk) at the event less its
 * compensator until the end of observation. R `residuals.coxph(type = "score")`.
 */
export function scoreResiduals(order: RiskOrder, inner: Float64Array, ties: Ties): Float64Array {
	const { size, width } = order;
	const linear = predictors(order, inner);
	const residuals = new Float64Array(size * width);
	const byStratum = Array.from({ length: order.strata.length - 1 }, (): HazardSteps => ({
		times: [],
		hazards: [],
		means: []
	}));
	const sums = tieSums(width);
	eachEventTime(order, weightedRisks(order, linear), (set, stratum) => {
		const { times, hazards, means } = byStratum[stratum]!;
		addTies(sums, set, ties);
		times.push(-set.time);
		hazards.push(sums.hazard);
		means.push(...sums.hazardMeans);
		for (let at = set.from; at < set.to; at++) {
			if (order.event[at] === 0) continue;
			const risk = Math.exp(linear[at]!);
			for (let j = 0; j < width; j++) {
				const own = order.values[at * width + j]! * (1 + risk * sums.gone);
				residuals[at * width + j]! += own - sums.means[j]! - risk * sums.goneMeans[j]!;
			}
		}
	});
	byStratum.forEach((stratum, s) => compensate(residuals, order, { linear, stratum, s }));
	return residuals;
}

/** Sums over the steps of a time: of hazards, of those already gone from it, and with means at risk. */
interface TieSums {
	hazard: number;
	gone: number;
	readonly means: Float64Array;
	readonly hazardMeans: Float64Array;
	readonly goneMeans: Float64Array;
}

const tieSums = (width: number): TieSums => ({
	hazard: 0,
	gone: 0,
	means: new Float64Array(width),
	hazardMeans: new Float64Array(width),
	goneMeans: new Float64Array(width)
});

function addTies(sums: TieSums, set: RiskSet, ties: Ties) {
	sums.hazard = sums.gone = 0;
	for (const values of [sums.means, sums.hazardMeans, sums.goneMeans]) values.fill(0);
	for (const step of tieSteps(set, ties)) {
		const hazard = step.weight / step.risk;
		sums.hazard += hazard;
		sums.gone += hazard * step.gone;
		for (let j = 0; j < sums.means.length; j++) {
			const mean = meanAtRisk(set, step, j);
			sums.means[j]! += (mean * step.weight) / set.weight;
			sums.hazardMeans[j]! += mean * hazard;
			sums.goneMeans[j]! += mean * hazard * step.gone;
		}
	}
}

function compensate(
	residuals: Float64Array,
	{ width, strata, time, values, late }: RiskOrder,
	{ linear, stratum, s }: { linear: Float64Array; stratum: HazardSteps; s: number }
) {
	const { times, hazards, means } = stratum;
	const count = times.length;
	// Sums of the steps from one on to the earliest time.
	const total = new Float64Array(count + 1);
	const totals = new Float64Array((count + 1) * width);
	for (let step = count - 1; step >= 0; step--) {
		total[step] = total[step + 1]! + hazards[step]!;
		for (let j = 0; j < width; j++)
			totals[step * width + j] = totals[(step + 1) * width + j]! + means[step * width + j]!;
	}
	for (let at = strata[s]!; at < strata[s + 1]!; at++) {
		const from = firstNotBelow(times, -time[at]!);
		const to = late ? firstNotBelow(times, -late.entry[at]!) : count;
		const risk = Math.exp(linear[at]!);
		const hazard = total[from]! - total[to]!;
		for (let j = 0; j < width; j++) {
			const mean = totals[from * width + j]! - totals[to * width + j]!;
			residuals[at * width + j]! -= risk * (values[at * width + j]! * hazard - mean);
		}
	}
}
