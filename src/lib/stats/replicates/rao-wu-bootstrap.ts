import { DataError, DomainError } from '#lib/errors.ts';
import type { LinearisedDesign, ReplicateDesign } from '../design/design.ts';
import type { Stage } from '../design/sample.ts';
import { expectNotCalibrated, unitsByStratum, weightsByUnit } from './unit-replicates.ts';

export interface BootstrapOptions {
	readonly replicates: number;
	/** Numbers in [0, 1), evenly spread, as `seededRandom` gives them. */
	readonly random: () => number;
	/** Deviations from the estimate instead of from the mean of the replicates; false. */
	readonly mse?: boolean | undefined;
}

/**
 * Bootstrap replicates by Rao and Wu (1988) with n - 1 draws: from the n primary units of a stratum
 * n - 1 are drawn with replacement, and weights multiplied by how often, times n / (n - 1). As R
 * `as.svrepdesign(type = "subbootstrap")`, which takes no account of finite populations either.
 * @throws DataError naming the strata of one unit, which have no such draw.
 */
export function raoWuBootstrap(
	design: LinearisedDesign,
	{ replicates: count, random, mse = false }: BootstrapOptions
): ReplicateDesign {
	expectNotCalibrated(design);
	if (!(Number.isInteger(count) && count >= 2))
		throw new DomainError(`replicates not a whole number of 2 or more: ${count}`);
	const [stage] = design.sample.stages;
	const alone = Array.from(stage.drawn.keys()).filter((h) => stage.drawn[h] === 1);
	if (alone.length > 0)
		throw new DataError(`one primary unit alone has no bootstrap, in strata: ${alone.join(', ')}`);
	const units = unitsByStratum(stage);
	return {
		kind: 'replicates',
		weights: design.weights,
		replicates: Array.from({ length: count }, () =>
			weightsByUnit(design, drawnFactors(stage, units, random))
		),
		scale: 1 / (count - 1),
		rscales: new Float64Array(count).fill(1),
		mse
	};
}

function drawnFactors(
	{ stratum, drawn }: Stage,
	units: readonly (readonly number[])[],
	random: () => number
): Float64Array {
	const factors = new Float64Array(stratum.length);
	units.forEach((own, h) => {
		const n = drawn[h]!;
		for (let draw = 1; draw < n; draw++) {
			const share = random();
			if (!(share >= 0 && share < 1))
				throw new DomainError(`random number not in [0, 1): ${share}`);
			const unit = own[Math.floor(share * n)];
			if (unit !== undefined) factors[unit]! += n / (n - 1);
		}
	});
	return factors;
}
