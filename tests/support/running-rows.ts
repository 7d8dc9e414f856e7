import type { RunningRows } from '#lib/impact/discontinuity/running-rows.ts';
import { standardNormals } from '#lib/impact/group-time/draws.ts';
import { seededRandom } from '#lib/stats/replicates/seeded-random.ts';

export interface RunningRowsOptions {
	readonly size?: number;
	readonly jump?: number;
	readonly seed?: number;
	/** Multiples that the running variable is rounded to; none by default. */
	readonly rounded?: number;
}

/**
 * Rows around a cut-off of 5, running variable from 0 to 10, outcome on two slopes with a jump; an
 * `age` that does not jump and has a part in the outcome, and a `grade` that jumps by 2.
 */
export function jumpingRows({ size = 400, jump = 3, seed = 1, rounded }: RunningRowsOptions = {}) {
	const random = seededRandom(seed);
	const normal = standardNormals(random);
	const running = Float64Array.from({ length: size }, () => {
		const x = 10 * random();
		return rounded === undefined ? x : Math.round(x / rounded) * rounded;
	});
	const age = running.map(() => 40 + 10 * normal());
	const outcome = running.map((x, i) => {
		const above = x >= 5;
		return 2 + 0.5 * x + (above ? jump + 0.3 * (x - 5) : 0) + 0.1 * age[i]! + normal();
	});
	const grade = running.map((x) => (x >= 5 ? 2 : 0) + normal());
	return {
		outcome,
		running,
		cutoff: 5,
		covariates: [
			{ name: 'age', values: age },
			{ name: 'grade', values: grade }
		]
	} satisfies RunningRows;
}
