import { DomainError } from '#lib/errors.ts';
import type { LinearisedDesign } from '../design/design.ts';
import type { Stage } from '../design/sample.ts';

/** Weights of the elements under factors of the primary units. */
export function weightsByUnit(
	{ weights, sample }: Pick<LinearisedDesign, 'weights' | 'sample'>,
	factors: Float64Array
): Float64Array {
	const [{ unit }] = sample.stages;
	return weights.map((w, i) => w * factors[unit[i]!]!);
}

/** The numbers of the units of every stratum. */
export function unitsByStratum({ stratum, drawn }: Stage): number[][] {
	const units = Array.from(drawn, (): number[] => []);
	stratum.forEach((h, unit) => units[h]!.push(unit));
	return units;
}

/** As R 4.5 `as.svrepdesign`: the replicates would not be calibrated. */
export function expectNotCalibrated({ projections }: LinearisedDesign) {
	if (projections.length > 0)
		throw new DomainError(
			`make replicate weights before calibrating, not after, calibrations: ${projections.length}`
		);
}
