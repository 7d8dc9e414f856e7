import { DataError } from '#lib/errors.ts';
import type { GroupTimeEffects } from './group-time.ts';
import type { EffectEstimate, GroupTimeWarning } from './group-time-types.ts';
import { influenceCovariance, judgedEffects } from './inference.ts';

/** As R `did::aggte(type)`. */
export const aggregations = ['simple', 'group', 'dynamic', 'calendar'] as const;
export type Aggregation = (typeof aggregations)[number];

export interface AggregationWindow {
	/** Only cohorts seen this many periods after treatment, and events up to then; dynamic only. */
	readonly balanceEvent?: number | undefined;
	/** Dynamic only. */
	readonly minEvent?: number | undefined;
	/** Dynamic, simple and group. */
	readonly maxEvent?: number | undefined;
}

export interface AggregatedEffects {
	readonly aggregation: Aggregation;
	/** Undefined where the window has no event after treatment. */
	readonly overall: EffectEstimate | undefined;
	/** By cohort, event time or period; none for simple. */
	readonly by: readonly AggregatedEffect[];
	/** Covariance of `by`, in its order. */
	readonly covariance: readonly (readonly number[])[];
	readonly critical: number | undefined;
	readonly window: AggregationWindow;
	readonly warnings: readonly GroupTimeWarning[];
}

export interface AggregatedEffect extends EffectEstimate {
	readonly at: number;
	/** Whether it is the base period of all cohorts, 0 by definition. */
	readonly isReference: boolean;
	readonly cohorts: readonly number[];
}

/** An average with its influence function. */
interface Average {
	readonly effect: number;
	readonly influence: Float64Array;
}

/** A cell with an effect. */
interface Known extends Average {
	readonly cohort: number;
	readonly period: number;
	readonly event: number;
	readonly post: boolean;
	readonly isReference: boolean;
}

interface Piece extends Average {
	readonly at: number;
	readonly cells: readonly Known[];
}

/**
 * Averages of group-time effects: over all cells after treatment (simple), by cohort (group), by time
 * since treatment (dynamic) or by period (calendar). Cohorts weigh by their share of units, and the
 * error counts that these shares are estimated, but within one cohort. R `did::aggte`.
 * @throws DataError if the window leaves nothing.
 */
export function aggregatedEffects(
	effects: GroupTimeEffects,
	aggregation: Aggregation,
	window: AggregationWindow = {}
): AggregatedEffects {
	const known = knownCells(effects);
	const chosen = chosenPieces(effects, known, { aggregation, window });
	const overall = overallOf(effects, chosen, aggregation);
	const { pieces } = chosen;
	const parts = pieces.map(({ influence }) => influence);
	const judged = judgedEffects(
		pieces.map(({ effect }) => effect),
		parts,
		effects.frame
	);
	const one = overall && judgedEffects([overall.effect], [overall.influence], effects.frame);
	return {
		...{ aggregation, window },
		overall: one && { ...one.estimates[0]!, band: undefined },
		by: pieces.map(({ at, cells }, k) => ({
			...judged.estimates[k]!,
			at,
			isReference: cells.every(({ isReference }) => isReference),
			cohorts: [...new Set(cells.map(({ cohort }) => cohort))]
		})),
		covariance: influenceCovariance(parts, effects.frame).to2DArray(),
		critical: pieces.length > 0 ? judged.critical : undefined,
		warnings: [...lostCells(effects), ...ignored(aggregation, window), ...judged.warnings]
	};
}

function knownCells({ cells, influence }: GroupTimeEffects): Known[] {
	return cells.flatMap(({ cohort, period, event, post, result }, k) => {
		const own = influence[k];
		if (result.kind === 'none' || own === undefined) return [];
		const isReference = result.kind === 'reference';
		const effect = isReference ? 0 : result.estimate;
		return [{ cohort, period, event, post, isReference, effect, influence: own }];
	});
}

interface Asked {
	readonly aggregation: Aggregation;
	readonly window: AggregationWindow;
}

/** What is shown apart, and the cells after treatment that a simple average takes. */
function chosenPieces(
	effects: GroupTimeEffects,
	known: readonly Known[],
	{ aggregation, window }: Asked
) {
	const until = window.maxEvent ?? Infinity;
	const post = known.filter((cell) => cell.post && cell.event <= until);
	const pieces = {
		simple: () => [],
		group: () => piecesBy(post, ({ cohort }) => cohort, plainMean),
		dynamic: () =>
			piecesBy(
				inWindow(known, window),
				({ event }) => event,
				(cells) => shareWeighted(effects, cells)
			),
		calendar: () =>
			piecesBy(
				known.filter((cell) => cell.post),
				({ period }) => period,
				(cells) => shareWeighted(effects, cells)
			)
	}[aggregation]();
	if (aggregation === 'simple' ? post.length === 0 : pieces.length === 0)
		throw new DataError(
			`no effect in the window of a ${aggregation} average, cells: ${known.length}`
		);
	return { pieces, post };
}

/** Events of the window; with `balanceEvent` the same cohorts at every event. R `aggte(balance_e)`. */
function inWindow(known: readonly Known[], window: AggregationWindow): Known[] {
	const { minEvent = -Infinity, maxEvent = Infinity, balanceEvent } = window;
	const last = Math.max(...known.map(({ period }) => period));
	return known.filter(({ event, cohort }) => {
		if (event < minEvent || event > maxEvent) return false;
		if (balanceEvent === undefined) return true;
		return event <= balanceEvent && last - cohort >= balanceEvent;
	});
}

function piecesBy(
	cells: readonly Known[],
	key: (cell: Known) => number,
	average: (cells: readonly Known[]) => Average
): Piece[] {
	const places = [...new Set(cells.map(key))].sort((a, b) => a - b);
	return places.map((at) => {
		const own = cells.filter((cell) => key(cell) === at);
		return { at, cells: own, ...average(own) };
	});
}

/** The overall average: of cells, of cohorts, or the plain mean of events or periods. */
function overallOf(
	effects: GroupTimeEffects,
	{ pieces, post }: { readonly pieces: readonly Piece[]; readonly post: readonly Known[] },
	aggregation: Aggregation
): Average | undefined {
	switch (aggregation) {
		case 'simple':
			return shareWeighted(effects, post);
		case 'group':
			return shareWeighted(
				effects,
				pieces.map((piece) => ({ ...piece, cohort: piece.at }))
			);
		case 'dynamic': {
			const after = pieces.filter(({ at }) => at >= 0);
			return after.length > 0 ? plainMean(after) : undefined;
		}
		case 'calendar':
			return plainMean(pieces);
	}
}

function plainMean(parts: readonly Average[]): Average {
	const weights = parts.map(() => 1 / parts.length);
	return { effect: mixed(parts, weights), influence: mixedInfluence(parts, weights) };
}

/**
 * Mean by the share of units in each cohort. Shares are estimated: a unit of weight w in cohort g adds
 * w (sum of effects of g - mean * number of g) / sum of shares (`wif` of `did`, written out).
 */
function shareWeighted(
	{ cohortOf, unitWeights }: GroupTimeEffects,
	parts: readonly (Average & { readonly cohort: number })[]
): Average {
	const sums = new Map<number, number>();
	cohortOf.forEach((g, unit) => sums.set(g, (sums.get(g) ?? 0) + unitWeights[unit]!));
	const shares = parts.map(({ cohort }) => (sums.get(cohort) ?? 0) / cohortOf.length);
	const total = shares.reduce((sum, share) => sum + share, 0);
	const weights = shares.map((share) => share / total);
	const effect = mixed(parts, weights);
	const influence = mixedInfluence(parts, weights);
	const excess = new Map<number, number>();
	for (const part of parts)
		excess.set(part.cohort, (excess.get(part.cohort) ?? 0) + part.effect - effect);
	cohortOf.forEach((g, unit) => {
		influence[unit]! += (unitWeights[unit]! * (excess.get(g) ?? 0)) / total;
	});
	return { effect, influence };
}

const mixed = (parts: readonly Average[], weights: readonly number[]) =>
	parts.reduce((sum, { effect }, k) => sum + weights[k]! * effect, 0);

function mixedInfluence(parts: readonly Average[], weights: readonly number[]): Float64Array {
	const sums = new Float64Array(parts[0]?.influence.length ?? 0);
	parts.forEach(({ influence }, k) => addMultiple(sums, weights[k]!, influence));
	return sums;
}

function addMultiple(to: Float64Array, factor: number, values: Float64Array) {
	for (let i = 0; i < to.length; i++) to[i]! += factor * values[i]!;
}

function lostCells({ cells }: GroupTimeEffects): GroupTimeWarning[] {
	const lost = cells.filter(({ result }) => result.kind === 'none').length;
	return lost > 0 ? [{ code: 'cells-missing', cells: lost }] : [];
}

function ignored(aggregation: Aggregation, window: AggregationWindow): GroupTimeWarning[] {
	const uses = { simple: 1, group: 1, dynamic: 3, calendar: 0 }[aggregation];
	const { maxEvent, minEvent, balanceEvent } = window;
	const unused = [maxEvent, minEvent, balanceEvent].slice(uses);
	return unused.some((value) => value !== undefined) ? [{ code: 'window-ignored' }] : [];
}
