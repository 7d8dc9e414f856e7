import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { impactAnswer } from '#lib/impact/requests/impact-answer.ts';
import type { ImpactColumns } from '#lib/impact/requests/impact-columns.ts';
import { plain } from '#lib/impact/requests/json-values.ts';
import { impactRequest } from '#lib/model/impact-request.ts';

const columns: ImpactColumns = {
	rows: 6,
	numbers: new Map([
		['t', Float64Array.of(1, 2, 3, 4, 5, 6)],
		['e', Float64Array.of(1, 0, 1, 1, 0, 1)]
	]),
	labels: new Map([['arm', ['a', 'a', 'a', 'b', 'b', 'b']]])
};
const request = impactRequest.parse({
	...{ method: 'survival', time: 't', event: 'e', arm: 'arm', quantiles: [0.5, 0.99] }
});

describe('impactAnswer', () => {
	test('is plain data, also in a worker: cloned columns give the same', () => {
		const answer = impactAnswer(request, columns);
		expect(impactAnswer(request, structuredClone(columns))).toEqual(answer);
		expect(JSON.parse(JSON.stringify(answer))).toEqual(answer);
		expect(structuredClone(answer)).toEqual(answer);
	});

	test('tells its progress, and ends with what that throws', () => {
		const steps: [number, number][] = [];
		const progress = (done: number, total: number) => void steps.push([done, total]);
		const honest = impactRequest.parse({
			method: 'honest-did',
			of: {
				method: 'coefficients',
				...{
					estimates: [0.1, 0.5],
					covariance: [
						[0.1, 0],
						[0, 0.1]
					],
					before: 1
				}
			},
			...{ bounds: [0, 1], restriction: 'smoothness' }
		});
		const none = { rows: 0, numbers: new Map(), labels: new Map() };
		expect(impactAnswer(honest, none, { progress }).result).toBeDefined();
		expect(steps[0]).toEqual([0, 1]);
		expect(steps.at(-1)).toEqual([1, 1]);
		expect(steps).toContainEqual([3, 4]);
		const enough = () => {
			throw new Error('enough');
		};
		expect(() => impactAnswer(honest, none, { progress: enough })).toThrow('enough');
	});
});

describe('plain', () => {
	test('says never, no limit, the normal distribution and what does not exist', () => {
		const answer = {
			...{ start: Infinity, df: Infinity, t: -Infinity, p: NaN, mean: undefined },
			interval: { lower: -Infinity, upper: 2 },
			open: { lower: -Infinity, upper: Infinity },
			values: Float64Array.of(1, NaN)
		};
		expect(plain(answer)).toEqual({
			...{ start: 'never', df: null, t: '-Infinity', p: null, mean: null },
			interval: { lower: null, upper: 2, unbounded: 'lower' },
			open: { lower: null, upper: null, unbounded: 'both' },
			values: [1, null]
		});
	});

	test('is what JSON keeps, whatever it is made of', () => {
		fc.assert(
			fc.property(fc.anything({ withTypedArray: true, withMap: false }), (value) => {
				fc.pre(!/-0|bigint/.test(typeof value) && !hasNoJson(value));
				const made = plain(value);
				expect(JSON.parse(JSON.stringify(made))).toEqual(made);
			})
		);
	});
});

/** Zeros with a sign, and what no answer is made of. */
function hasNoJson(value: unknown): boolean {
	if (Object.is(value, -0) || typeof value === 'bigint' || typeof value === 'symbol') return true;
	if (ArrayBuffer.isView(value)) {
		const values = Array.from(value as unknown as ArrayLike<unknown>);
		return values.some(hasNoJson);
	}
	if (typeof value !== 'object' || value === null) return false;
	return Object.entries(value).some(([name, own]) => name === '__proto__' || hasNoJson(own));
}
