import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ascendingOrder } from '#lib/stats/quantiles/ascending-order.ts';

const byComparison = (values: Float64Array) =>
	new Int32Array(values.length)
		.map((_, i) => i)
		.sort((a, b) => {
			const [x, y] = [values[a]!, values[b]!];
			if (Number.isNaN(x) || Number.isNaN(y))
				return Number(Number.isNaN(x)) - Number(Number.isNaN(y));
			return x < y ? -1 : x > y ? 1 : a - b;
		});

describe('ascendingOrder', () => {
	test('is the stable order by comparison, with both infinities, -0 equal to 0 and NaN last', () => {
		const value = fc.oneof(fc.double(), fc.constantFrom(0, -0, NaN, Infinity, -Infinity, 1, -1));
		fc.assert(
			fc.property(fc.array(value, { maxLength: 60 }), (list) => {
				const values = Float64Array.from(list);
				expect(ascendingOrder(values)).toEqual(byComparison(values));
			}),
			{ numRuns: 500 }
		);
	});

	test('puts a NaN with its sign bit set last too', () => {
		const values = new Float64Array([5, 0, -3]);
		new DataView(values.buffer).setBigUint64(8, 0xffffffffffffffffn, false);
		expect([...ascendingOrder(values)]).toEqual([2, 0, 1]);
	});

	test('sorts 1,000,000 values with many ties', { timeout: 60_000 }, () => {
		const values = new Float64Array(1_000_000).map((_, i) => ((i * 7919) % 99_991) - 40_000);
		const order = ascendingOrder(values);
		let misplaced = 0;
		for (let k = 1; k < order.length; k++) {
			const [a, b] = [order[k - 1]!, order[k]!];
			if (values[a]! > values[b]! || (values[a] === values[b] && a >= b)) misplaced++;
		}
		expect(misplaced).toBe(0);
		expect(new Set(order).size).toBe(1_000_000);
	});
});
