import { DomainError } from '#lib/errors.ts';

/** q values are found on a grid of so many steps between 0 and 1, as Anderson's own code does. */
const steps = 1000;

/**
 * Sharpened q values (Anderson 2008; two stages of Benjamini, Krieger and Yekutieli 2006): the share
 * of false ones among findings, knowing that some hypotheses are false. They may be below the p value.
 * A test without a p value counts for nothing and stays without; on a grid of 0.001.
 */
export function sharpenedQValues(values: readonly (number | undefined)[]): (number | undefined)[] {
	const bad = values.find((p) => p !== undefined && !(p >= 0 && p <= 1));
	if (bad !== undefined) throw new DomainError(`p value not in [0, 1]: ${bad}`);
	const known = values.flatMap((p, test) => (p === undefined ? [] : [{ p, test }]));
	known.sort((a, b) => a.p - b.p);
	const sorted = known.map(({ p }) => p);
	const q: (number | undefined)[] = values.map((p) => (p === undefined ? undefined : 1));
	for (let step = steps; step >= 1; step--) {
		const found = secondStage(sorted, step / steps);
		for (const { test } of known.slice(0, found)) q[test] = step / steps;
	}
	return q;
}

/** How many of the smallest p values are findings at a rate. */
function secondStage(sorted: readonly number[], rate: number): number {
	const count = sorted.length;
	const first = rate / (1 + rate);
	const rejected = findings(sorted, first);
	if (rejected === 0 || rejected === count) return rejected;
	return findings(sorted, (first * count) / (count - rejected));
}

const findings = (sorted: readonly number[], rate: number) =>
	sorted.findLastIndex((p, rank) => p <= (rate * (rank + 1)) / sorted.length) + 1;
