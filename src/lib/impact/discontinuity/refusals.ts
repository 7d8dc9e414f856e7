import { DataError } from '#lib/errors.ts';

/** A side with fewer distinct values of the running variable carries no local line. */
const fewestValues = 10;

/** Why no discontinuity is estimated, and the next honest design. */
export type DiscontinuityRefusal =
	| { readonly code: 'running-constant'; readonly value: number; readonly next: 'two-groups' }
	| {
			readonly code: 'nobody-on-side';
			readonly side: 'below' | 'above';
			readonly next: 'interrupted-time-series';
	  }
	| {
			readonly code: 'too-few-values';
			readonly side: 'below' | 'above';
			readonly values: number;
			readonly needed: number;
			/** Of the rows next to the cut-off, as if drawn by lot; or all rows as two groups. */
			readonly next: 'randomisation-inference';
	  };

/** The first reason why a running variable carries no discontinuity at a cut-off. */
export function discontinuityRefusal(
	running: Float64Array,
	cutoff: number
): DiscontinuityRefusal | undefined {
	const [first] = running;
	if (first !== undefined && running.every((value) => value === first))
		return { code: 'running-constant', value: first, next: 'two-groups' };
	for (const side of ['below', 'above'] as const) {
		const own = running.filter((value) => value < cutoff === (side === 'below'));
		if (own.length === 0) return { code: 'nobody-on-side', side, next: 'interrupted-time-series' };
		const values = new Set(own).size;
		if (values < fewestValues)
			return {
				...{ code: 'too-few-values', side, values, needed: fewestValues },
				next: 'randomisation-inference'
			};
	}
	return undefined;
}

/** @throws DataError with the first reason why there is no discontinuity to estimate. */
export function expectSides(running: Float64Array, cutoff: number) {
	if (running.length === 0)
		throw new DataError(`rows with outcome and running variable: ${running.length}`);
	const refusal = discontinuityRefusal(running, cutoff);
	if (refusal) throw new DataError(refusalWords(refusal, cutoff));
}

function refusalWords(refusal: DiscontinuityRefusal, cutoff: number): string {
	switch (refusal.code) {
		case 'running-constant':
			return `running variable constant, compare two groups by another column: ${refusal.value}`;
		case 'nobody-on-side':
			return `nobody ${refusal.side} the cut-off ${cutoff}, check it, or compare before and after the rule: 0`;
		case 'too-few-values':
			return (
				`distinct values ${refusal.side} the cut-off ${cutoff} fewer than ${refusal.needed}, ` +
				`use randomisation inference near it or compare two groups: ${refusal.values}`
			);
	}
}
