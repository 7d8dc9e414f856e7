import { Matrix, inverse } from 'ml-matrix';
import { DomainError } from '#lib/errors.ts';

export interface PlannedSeries {
	/** Points before the change and from it on. */
	readonly before: number;
	readonly after: number;
	/** Of errors one point apart. */
	readonly correlation: number;
	/** Points after the change at which the effect is read: 0 is the first one. May be a fraction. */
	readonly at: number;
}

/**
 * Standard error of level + slope * at in the segmented regression of `segmentedRows`, over the standard
 * deviation of the errors: the square root of k'(X'R^-1 X)^-1 k for generalised least squares whose
 * AR(1) correlation is known. No simulation; the correlation that must be estimated makes it larger.
 */
export function seriesError({ before, after, correlation, at }: PlannedSeries): number {
	for (const points of [before, after])
		if (!(Number.isInteger(points) && points >= 2))
			throw new DomainError(`points of a segment not a whole number from 2 on: ${points}`);
	if (!(correlation >= 0 && correlation < 1))
		throw new DomainError(`correlation of points not in [0, 1): ${correlation}`);
	const scale = Math.sqrt(1 - correlation ** 2);
	const rows = Array.from({ length: before + after }, (_, t) => {
		// Time counts from the change on, which keeps long series well conditioned.
		const [now, last] = [segments(t - before), segments(t - 1 - before)];
		return t === 0 ? now : now.map((value, k) => (value - correlation * last[k]!) / scale);
	});
	const x = new Matrix(rows);
	const contrast = Matrix.columnVector([0, 0, 1, at]);
	const bread = inverse(x.transpose().mmul(x));
	return Math.sqrt(contrast.transpose().mmul(bread).mmul(contrast).get(0, 0));
}

/** Intercept, time, level and slope at a time counted from the change. */
const segments = (time: number) => [1, time, time >= 0 ? 1 : 0, Math.max(0, time)];
