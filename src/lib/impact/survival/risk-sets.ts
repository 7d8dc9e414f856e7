import type { Followed } from './followed.ts';

/** How deaths at the same time are ordered: as averages of all orders, or as if all were at risk. */
export type Ties = 'efron' | 'breslow';

/** People in the order in which risk sets are built: stratum by stratum, the last time first. */
export interface RiskOrder {
	readonly size: number;
	readonly width: number;
	/** Rows of the data at each position. */
	readonly rows: Int32Array;
	readonly time: Float64Array;
	readonly event: Uint8Array;
	readonly weights: Float64Array;
	/** Columns around their mean and in units of their spread, person by person. */
	readonly values: Float64Array;
	readonly scales: Float64Array;
	/** First position of each stratum, and the size at the end. */
	readonly strata: Int32Array;
	readonly late: LateEntry | undefined;
}

interface LateEntry {
	readonly entry: Float64Array;
	/** Positions within their stratum, the last entry first. */
	readonly order: Int32Array;
}

/** Sums over those at risk at a time and, of these, over those with the event then. */
export interface RiskSet {
	readonly time: number;
	/** Positions of those whose observation ends then: from, up to but without to. */
	readonly from: number;
	readonly to: number;
	readonly events: number;
	/** Weights of those with the event. */
	readonly weight: number;
	readonly risk: number;
	readonly eventRisk: number;
	/** Σ risk · x. */
	readonly firsts: Float64Array;
	readonly eventFirsts: Float64Array;
	/** Σ risk · x x', lower triangle row by row in a full square. */
	readonly squares: Float64Array;
	readonly eventSquares: Float64Array;
}

export interface RiskOrderOptions {
	readonly columns: readonly Float64Array[];
	readonly strata: Int32Array | undefined;
	readonly weights: Float64Array | undefined;
}

/** People in order, with columns that products keep their digits of. */
export function riskOrder(
	{ time, event, entry }: Followed,
	{ columns, strata, weights }: RiskOrderOptions
): RiskOrder {
	const size = time.length;
	const stratum = (row: number) => strata?.[row] ?? 0;
	const rows = Int32Array.from(time.keys()).sort(
		(a, b) => stratum(a) - stratum(b) || time[b]! - time[a]! || a - b
	);
	const starts = [0];
	for (let at = 1; at < size; at++)
		if (stratum(rows[at]!) !== stratum(rows[at - 1]!)) starts.push(at);
	const { values, scales } = standardised(columns, rows);
	return {
		size,
		width: columns.length,
		rows,
		time: Float64Array.from(rows, (row) => time[row]!),
		event: Uint8Array.from(rows, (row) => event[row]!),
		weights: Float64Array.from(rows, (row) => weights?.[row] ?? 1),
		values,
		scales,
		strata: Int32Array.from([...starts, size]),
		late: entry && lateEntry(entry, rows, starts)
	};
}

function standardised(columns: readonly Float64Array[], rows: Int32Array) {
	const width = columns.length;
	const values = new Float64Array(rows.length * width);
	const scales = new Float64Array(width);
	columns.forEach((column, j) => {
		let [sum, squares] = [0, 0];
		for (const value of column) sum += value;
		const mean = sum / column.length;
		for (const value of column) squares += (value - mean) ** 2;
		scales[j] = Math.sqrt(squares / column.length) || 1;
		for (let at = 0; at < rows.length; at++)
			values[at * width + j] = (column[rows[at]!]! - mean) / scales[j];
	});
	return { values, scales };
}

function lateEntry(entry: Float64Array, rows: Int32Array, starts: readonly number[]): LateEntry {
	const own = Float64Array.from(rows, (row) => entry[row]!);
	const order = Int32Array.from(rows.keys());
	starts.forEach((from, s) => {
		order.subarray(from, starts[s + 1] ?? rows.length).sort((a, b) => own[b]! - own[a]! || a - b);
	});
	return { entry: own, order };
}

type Sums = { -readonly [Key in keyof RiskSet]: RiskSet[Key] };

const emptyRiskSet = (width: number): Sums => ({
	time: 0,
	from: 0,
	to: 0,
	events: 0,
	weight: 0,
	risk: 0,
	eventRisk: 0,
	firsts: new Float64Array(width),
	eventFirsts: new Float64Array(width),
	squares: new Float64Array(width * width),
	eventSquares: new Float64Array(width * width)
});

/**
 * Visits the times of each stratum at which somebody has the event, the last one first. The sums are
 * the visitor's only until it returns. `risks` are the relative risks by position, times weights.
 */
export function eachEventTime(
	order: RiskOrder,
	risks: Float64Array,
	visit: (set: RiskSet, stratum: number) => void
) {
	for (let stratum = 0; stratum + 1 < order.strata.length; stratum++) {
		const set = emptyRiskSet(order.width);
		const end = order.strata[stratum + 1]!;
		let leaving = order.strata[stratum]!;
		for (let at = leaving; at < end; at = set.to) {
			addTime(set, order, risks, { at, end });
			leaving = removeLate(set, order, risks, { leaving, end });
			if (set.events > 0) visit(set, stratum);
		}
	}
}

function addTime(
	set: Sums,
	order: RiskOrder,
	risks: Float64Array,
	{ at, end }: { at: number; end: number }
) {
	const { time, event, weights, values, width } = order;
	set.time = time[at]!;
	set.from = at;
	set.events = set.weight = set.eventRisk = 0;
	set.eventFirsts.fill(0);
	set.eventSquares.fill(0);
	for (; at < end && time[at] === set.time; at++) {
		const risk = risks[at]!;
		set.risk += risk;
		addPerson(set.firsts, set.squares, values, { at: at * width, width, risk });
		if (event[at] === 0) continue;
		set.events++;
		set.weight += weights[at]!;
		set.eventRisk += risk;
		addPerson(set.eventFirsts, set.eventSquares, values, { at: at * width, width, risk });
	}
	set.to = at;
}

/** Takes away who was not yet under observation at the time of the set. */
function removeLate(
	set: Sums,
	{ late, values, width }: RiskOrder,
	risks: Float64Array,
	{ leaving, end }: { leaving: number; end: number }
): number {
	if (!late) return leaving;
	for (; leaving < end; leaving++) {
		const at = late.order[leaving]!;
		if (late.entry[at]! < set.time) break;
		set.risk -= risks[at]!;
		addPerson(set.firsts, set.squares, values, { at: at * width, width, risk: -risks[at]! });
	}
	return leaving;
}

function addPerson(
	firsts: Float64Array,
	squares: Float64Array,
	values: Float64Array,
	{ at, width, risk }: { at: number; width: number; risk: number }
) {
	for (let j = 0; j < width; j++) {
		const weighted = risk * values[at + j]!;
		firsts[j]! += weighted;
		for (let k = 0; k <= j; k++) squares[j * width + k]! += weighted * values[at + k]!;
	}
}

/** A share of the events that is handled at once: what is left at risk and the hazard of it. */
export interface TieStep {
	/** Part of the risk of those with the event that has left already. */
	readonly gone: number;
	readonly risk: number;
	/** Weight of the events of this step. */
	readonly weight: number;
}

/** Efron handles the events of a time one by one, Breslow all at once. */
export function tieSteps({ events, weight, risk, eventRisk }: RiskSet, ties: Ties): TieStep[] {
	if (ties === 'breslow' || events === 1) return [{ gone: 0, risk, weight }];
	return Array.from({ length: events }, (_, i) => {
		const gone = i / events;
		return { gone, risk: risk - gone * eventRisk, weight: weight / events };
	});
}

/** Mean of a column over those at risk in a step. */
export const meanAtRisk = ({ firsts, eventFirsts }: RiskSet, { gone, risk }: TieStep, j: number) =>
	(firsts[j]! - gone * eventFirsts[j]!) / risk;

/** Covariance of two columns over those at risk in a step; k is not above j. */
export function covarianceAtRisk(
	set: RiskSet,
	step: TieStep,
	means: Float64Array,
	[j, k]: readonly [number, number]
): number {
	const at = j * means.length + k;
	const square = (set.squares[at]! - step.gone * set.eventSquares[at]!) / step.risk;
	return square - means[j]! * means[k]!;
}
