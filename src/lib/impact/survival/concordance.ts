import { DomainError } from '#lib/errors.ts';
import { type Followed, expectFollowed, rowsInOrder } from './followed.ts';

/** How well a score tells who has the event first. */
export interface Concordance {
	/** Share of comparable pairs in which the higher score has it first; equal scores count half. */
	readonly estimate: number;
	/** By the influence of every person (infinitesimal jackknife). */
	readonly standardError: number;
	readonly concordant: number;
	readonly discordant: number;
	readonly tied: number;
}

/**
 * Concordance of a score, such as the linear predictor of a Cox model, with the order of events
 * (Harrell's C). Pairs whose order is not known do not count; who is censored at the time of an event
 * comes after it. Agrees with R `survival::concordance(reverse = TRUE)`. Undefined without a pair.
 */
export function concordance(people: Followed, score: Float64Array): Concordance | undefined {
	expectFollowed(people, Infinity);
	const { time, event, entry } = people;
	if (entry) throw new DomainError(`concordance with delayed entry, people: ${entry.length}`);
	if (score.length !== time.length)
		throw new DomainError(`scores for another number of people: ${score.length}`);
	const bad = score.find((value) => !Number.isFinite(value));
	if (bad !== undefined) throw new DomainError(`score not finite: ${bad}`);
	const ranks = scoreRanks(score);
	const order = rowsInOrder(time);
	const groups = sameTimes(order, time);
	const isEvent = (row: number) => event[row] === 1;
	const counts = noCounts(time.length);
	const later = new RankCounts(score.length);
	for (const rows of [...groups].reverse()) {
		for (const row of rows) if (!isEvent(row)) later.add(ranks[row]!);
		for (const row of rows) if (isEvent(row)) later.count(ranks[row]!, row, counts);
		for (const row of rows) if (isEvent(row)) later.add(ranks[row]!);
	}
	const events = time.map((_, row) => +isEvent(row));
	const total = (of: Float64Array) => of.reduce((sum, own, row) => sum + own * events[row]!, 0);
	const [concordant, discordant, tied] = [
		total(counts.lower),
		total(counts.higher),
		total(counts.equal)
	];
	const pairs = concordant + discordant + tied;
	if (pairs === 0) return undefined;
	const estimate = (concordant + tied / 2) / pairs;
	const before = earlierCounts(groups, ranks, isEvent);
	const influence = score.map((_, row) => {
		const right = counts.lower[row]! + before.higher[row]!;
		const wrong = counts.higher[row]! + before.lower[row]!;
		const even = counts.equal[row]! + before.equal[row]!;
		return right + even / 2 - estimate * (right + wrong + even);
	});
	const squares = influence.reduce((sum, own) => sum + own ** 2, 0);
	return { estimate, standardError: Math.sqrt(squares) / pairs, concordant, discordant, tied };
}

/** Of every person: how many scores among others are lower, higher, equal. */
interface ScoreCounts {
	readonly lower: Float64Array;
	readonly higher: Float64Array;
	readonly equal: Float64Array;
}

const noCounts = (size: number): ScoreCounts => ({
	lower: new Float64Array(size),
	higher: new Float64Array(size),
	equal: new Float64Array(size)
});

/** Events before every person, by score. */
function earlierCounts(
	groups: readonly Int32Array[],
	ranks: Int32Array,
	isEvent: (row: number) => boolean
): ScoreCounts {
	const size = ranks.length;
	const counts = noCounts(size);
	const earlier = new RankCounts(size);
	for (const rows of groups) {
		for (const row of rows) if (isEvent(row)) earlier.count(ranks[row]!, row, counts);
		for (const row of rows) if (isEvent(row)) earlier.add(ranks[row]!);
		for (const row of rows) if (!isEvent(row)) earlier.count(ranks[row]!, row, counts);
	}
	return counts;
}

/** Numbers of distinct scores, from 1, in their order. */
function scoreRanks(score: Float64Array): Int32Array {
	const ranks = new Int32Array(score.length);
	let rank = 0;
	let before: number | undefined;
	for (const row of rowsInOrder(score)) {
		if (score[row] !== before) rank++;
		before = score[row];
		ranks[row] = rank;
	}
	return ranks;
}

function sameTimes(order: Int32Array, time: Float64Array): Int32Array[] {
	const groups: Int32Array[] = [];
	let from = 0;
	for (let at = 1; at <= order.length; at++)
		if (at === order.length || time[order[at]!] !== time[order[from]!]) {
			groups.push(order.subarray(from, at));
			from = at;
		}
	return groups;
}

/** How many ranks were added up to each (Fenwick 1994). */
class RankCounts {
	readonly #sums: Int32Array;
	#all = 0;

	constructor(size: number) {
		this.#sums = new Int32Array(size + 1);
	}

	add(rank: number) {
		this.#all++;
		for (let at = rank; at < this.#sums.length; at += at & -at) this.#sums[at]!++;
	}

	count(rank: number, row: number, into: ScoreCounts) {
		const lower = this.#upTo(rank - 1);
		const notHigher = this.#upTo(rank);
		into.lower[row] = lower;
		into.equal[row] = notHigher - lower;
		into.higher[row] = this.#all - notHigher;
	}

	#upTo(rank: number): number {
		let sum = 0;
		for (let at = rank; at > 0; at -= at & -at) sum += this.#sums[at]!;
		return sum;
	}
}
