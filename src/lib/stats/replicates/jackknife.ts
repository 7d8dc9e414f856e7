import { DataError } from '#lib/errors.ts';
import type { LinearisedDesign, ReplicateDesign } from '../design/design.ts';
import { type Sample, sampledFraction } from '../design/sample.ts';
import { expectNotCalibrated, unitsByStratum, weightsByUnit } from './unit-replicates.ts';

interface JackknifeOptions {
	/** Deviations from the estimate instead of from the mean of the replicates; false. */
	readonly mse?: boolean | undefined;
}

/** One replicate: a factor of every primary unit. */
interface Replicate {
	readonly rscale: number;
	readonly factors: Float64Array;
}

/**
 * Jackknife replicates: each leaves out one primary unit and spreads its weight over the others of
 * its stratum. One stratum gives JK1, more give JKn; a stratum drawn completely has no replicates,
 * and populations of later stages do not count. Agrees with R `survey::as.svrepdesign`, also in what
 * the rules for strata of one unit do.
 * @throws DataError naming the strata of one unit when their rule is to fail.
 */
export function jackknife(
	design: LinearisedDesign,
	{ mse = false }: JackknifeOptions = {}
): ReplicateDesign {
	expectNotCalibrated(design);
	const { sample, weights } = design;
	const [{ drawn, stratum }] = sample.stages;
	expectNoLonely(sample);
	const replicates = unitsByStratum(sample.stages[0]).flatMap((units, h) =>
		ofStratum(sample, h, units)
	);
	if (replicates.length === 0)
		throw new DataError(`every unit of the population was drawn, in strata: ${drawn.length}`);
	const rscales = Float64Array.from(replicates, ({ rscale }) => rscale);
	const one = drawn.length === 1;
	const average = sample.lonely === 'average' ? stratum.length / replicates.length : 1;
	return {
		kind: 'replicates',
		weights,
		replicates: replicates.map(({ factors }) => weightsByUnit(design, factors)),
		scale: one ? rscales[0]! : average,
		rscales: one ? rscales.fill(1) : rscales,
		mse
	};
}

/** The share of a stratum that was not drawn; below this, all of it was. */
const leastNotDrawn = 1e-7;

function ofStratum(sample: Sample, h: number, units: readonly number[]): Replicate[] {
	const [stage] = sample.stages;
	const n = stage.drawn[h]!;
	const notDrawn = 1 - sampledFraction(stage, h);
	if (notDrawn < leastNotDrawn) return [];
	if (n === 1) return sample.lonely === 'adjust' ? [withoutStratum(sample, h)] : [];
	return Array.from({ length: n }, (_, r) => {
		const factors = new Float64Array(stage.stratum.length).fill(1);
		for (const unit of units) factors[unit] = n / (n - 1);
		if (units[r] !== undefined) factors[units[r]] = 0;
		return { rscale: (notDrawn * (n - 1)) / n, factors };
	});
}

/** The stratum of one unit left out, as if strata had been drawn. */
function withoutStratum({ stages: [{ drawn, stratum }] }: Sample, h: number): Replicate {
	const strata = drawn.length;
	const factors = Float64Array.from(stratum, (own) => (own === h ? 0 : strata / (strata - 1)));
	return { rscale: (strata - 1) / strata, factors };
}

function expectNoLonely({ stages: [stage], lonely }: Sample) {
	if (lonely !== 'fail' && stage.drawn.length > 1) return;
	const alone: number[] = [];
	stage.drawn.forEach((n, h) => {
		if (n === 1 && 1 - sampledFraction(stage, h) >= leastNotDrawn) alone.push(h);
	});
	if (alone.length > 0)
		throw new DataError(`one primary unit alone has no jackknife, in strata: ${alone.join(', ')}`);
}
