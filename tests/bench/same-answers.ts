import { z } from 'zod';
import { type Estimate, estimateSet } from '#lib/model/estimate.ts';

/**
 * Math.log and Math.exp are not the same bits in every version of V8, so the limits of an interval
 * may differ in their last ones. Everything else is made by DuckDB and by + - * / sqrt.
 */
const allowed = 1e-14;

const isLimit = (key: string) => key === 'lower' || key === 'upper';

/** What must be the same bits in every engine, however the cells are asked. */
function exact(answer: string): string {
	return JSON.stringify(estimatesIn(answer), (key, value: unknown) =>
		isLimit(key) ? undefined : value
	);
}

function limits(answer: string): number[] {
	return estimatesIn(answer).flatMap((one) =>
		one.kind === 'estimate' ? [one.lower ?? NaN, one.upper ?? NaN] : []
	);
}

/** The estimates of one answer or of several. */
function estimatesIn(answer: string): Estimate[] {
	const sets = z.union([z.array(estimateSet), estimateSet]).parse(JSON.parse(answer));
	return [sets].flat().flatMap(({ estimates, overall }) => [...estimates, overall]);
}

/** Why these answers to one question are not the same, if they are not. */
export function differences(what: string, answers: readonly string[]): string[] {
	const [first = ''] = answers;
	if (new Set(answers.map(exact)).size !== 1) return [`${what}: estimates or errors differ`];
	const expected = limits(first);
	const apart = answers.flatMap((answer) =>
		limits(answer).map((limit, i) => Math.abs(limit - expected[i]!) / Math.abs(expected[i]!))
	);
	return Math.max(...apart) <= allowed ? [] : [`${what}: limits differ by ${Math.max(...apart)}`];
}
