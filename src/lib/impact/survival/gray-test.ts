import { DataError, DomainError } from '#lib/errors.ts';
import { chiSquareTail } from '#lib/stats/distributions/tails.ts';
import type { Factor } from '#lib/stats/statistics/factor.ts';
import { Matrix, solve } from 'ml-matrix';
import { type Followed, expectFollowed, rowsInOrder } from './followed.ts';
import { expectGroups } from './log-rank.ts';

export interface GrayTest {
	readonly statistic: number;
	readonly df: number;
	readonly p: number;
	/** Number of the event whose incidence is compared. */
	readonly cause: number;
}

/**
 * Whether groups have equal cumulative incidence of a cause while other events compete (Gray 1988,
 * Annals of Statistics 16: 1141, rho = 0). Agrees with R `cmprsk::cuminc`. Without delayed entry.
 */
export function grayTest(followed: Followed, groups: Factor, cause = 1): GrayTest {
	const causes = Math.max(cause, ...new Set(followed.event));
	expectFollowed(followed, causes);
	expectGroups(groups, followed.time.length);
	if (!(Number.isInteger(cause) && cause >= 1)) throw new DomainError(`no such event: ${cause}`);
	if (followed.entry) throw new DomainError('the test of Gray has no delayed entry: entry');
	if (!followed.event.includes(cause))
		throw new DataError(`nobody has the event that is compared: ${cause}`);
	const k = groups.levels.length;
	const state = emptyState(k, groups.codes);
	for (const { own, others, gone } of deathTimes(followed, groups, cause)) {
		if (own.some(Boolean) || others.some(Boolean)) addTime(state, own, others);
		for (let g = 0; g < k; g++) state.atRisk[g]! -= gone[g]!;
	}
	return { ...tested(state), cause };
}

interface Counts {
	readonly own: Float64Array;
	readonly others: Float64Array;
	readonly gone: Float64Array;
}

function deathTimes({ time, event }: Followed, groups: Factor, cause: number): Counts[] {
	const order = rowsInOrder(time);
	const k = groups.levels.length;
	const list: Counts[] = [];
	for (let at = 0; at < order.length;) {
		const now = time[order[at]!]!;
		const counts = {
			own: new Float64Array(k),
			others: new Float64Array(k),
			gone: new Float64Array(k)
		};
		for (; at < order.length && time[order[at]!] === now; at++) {
			const row = order[at]!;
			const group = groups.codes[row]!;
			counts.gone[group]!++;
			if (event[row] === cause) counts.own[group]!++;
			else if (event[row] !== 0) counts.others[group]!++;
		}
		list.push(counts);
	}
	return list;
}

/** By group, and by pairs of groups row by row; left limits of the curves until a time is added. */
interface State {
	readonly k: number;
	readonly atRisk: Float64Array;
	readonly survival: Float64Array;
	readonly incidence: Float64Array;
	/** Of the hypothesis: one incidence for all groups. */
	pooled: number;
	readonly score: Float64Array;
	/** Integral of the weights over the pooled hazard of the incidence. */
	readonly drift: Float64Array;
	readonly covariance: Float64Array;
	readonly mixed: Float64Array;
	readonly own: Float64Array;
}

function emptyState(k: number, codes: Int32Array): State {
	const atRisk = new Float64Array(k);
	for (const code of codes) atRisk[code]!++;
	return {
		k,
		atRisk,
		survival: new Float64Array(k).fill(1),
		incidence: new Float64Array(k),
		pooled: 0,
		score: new Float64Array(k),
		drift: new Float64Array(k * k),
		covariance: new Float64Array(k * k),
		mixed: new Float64Array(k * k),
		own: new Float64Array(k)
	};
}

const total = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0);

function addTime(state: State, own: Float64Array, others: Float64Array) {
	const { k, atRisk, survival, incidence } = state;
	// Those at risk as if nobody had left by another event or unseen.
	const exposed = atRisk.map((n, g) => (n > 0 ? n / survival[g]! : 0));
	const all = total(exposed);
	const weighted = total(exposed.map((value, g) => value * (1 - incidence[g]!)));
	const events = total(own);
	const weights = new Float64Array(k * k);
	for (let g = 0; g < k; g++)
		for (let h = 0; h < k; h++) {
			const weight = exposed[g]! * ((g === h ? 1 : 0) - exposed[h]! / all);
			weights[g * k + h] = weight;
			state.drift[g * k + h]! += (weight * events) / (all * (1 - state.pooled));
		}
	const after = state.pooled + events / all;
	const next = survival.map((share, g) =>
		atRisk[g]! > 0 ? (share * (atRisk[g]! - own[g]! - others[g]!)) / atRisk[g]! : share
	);
	for (let g = 0; g < k; g++) {
		if (atRisk[g] === 0) continue;
		if (events > 0) {
			state.score[g]! += own[g]! - (events * exposed[g]! * (1 - incidence[g]!)) / weighted;
			const tied = events > 1 ? 1 - (events - 1) / (all * survival[g]! - 1) : 1;
			addVariance(state, g, {
				take: next[g]! > 0 ? 1 - (1 - after) / next[g]! : 1,
				by: (tied * survival[g]! * events) / (all * atRisk[g]!),
				weights
			});
		}
		if (others[g]! > 0 && next[g]! > 0) {
			const tied = others[g]! > 1 ? 1 - (others[g]! - 1) / (atRisk[g]! - 1) : 1;
			addVariance(state, g, {
				take: -(1 - after) / next[g]!,
				by: (tied * survival[g]! ** 2 * others[g]!) / atRisk[g]! ** 2,
				weights: undefined
			});
		}
	}
	for (let g = 0; g < k; g++)
		if (atRisk[g]! > 0) incidence[g]! += (survival[g]! * own[g]!) / atRisk[g]!;
	survival.set(next);
	state.pooled = after;
}

/** What the noise of one group adds: weight now less what it takes from all that follows. */
function addVariance(
	{ k, drift, covariance, mixed, own }: State,
	g: number,
	{ take, by, weights }: { take: number; by: number; weights: Float64Array | undefined }
) {
	const effect = (i: number) => (weights?.[i * k + g] ?? 0) - take * drift[i * k + g]!;
	own[g]! += take ** 2 * by;
	for (let i = 0; i < k; i++) {
		mixed[i * k + g]! += effect(i) * take * by;
		for (let j = 0; j < k; j++) covariance[i * k + j]! += effect(i) * effect(j) * by;
	}
}

function tested({ k, score, drift, covariance, mixed, own }: State) {
	const free = Array.from({ length: k - 1 }, (_, i) => i);
	const square = new Matrix(
		free.map((i) =>
			free.map((j) => {
				let sum = covariance[i * k + j]!;
				for (let g = 0; g < k; g++) {
					const [ci, cj] = [drift[i * k + g]!, drift[j * k + g]!];
					sum += ci * cj * own[g]! + ci * mixed[j * k + g]! + cj * mixed[i * k + g]!;
				}
				return sum;
			})
		)
	);
	const apart = free.map((i) => score[i]!);
	const solved = solve(square, Matrix.columnVector(apart)).to1DArray();
	const statistic = apart.reduce((sum, value, i) => sum + value * solved[i]!, 0);
	return { statistic, df: k - 1, p: chiSquareTail(statistic, k - 1) };
}
