import { describe, expect, test } from 'vitest';
import { pooledEffect } from '#lib/impact/pooling/pooled-effect.ts';

const effects = (estimates: number[], standardErrors: number[]) => ({
	estimates: Float64Array.from(estimates),
	standardErrors: Float64Array.from(standardErrors)
});

describe('pooledEffect', () => {
	test.for(['reml', 'dersimonian-laird', 'paule-mandel'] as const)(
		'%s: studies that agree have no variance between them',
		(method) => {
			const alike = effects([0.5, 0.5, 0.5, 0.5, 0.5], [0.1, 0.2, 0.1, 0.3, 0.2]);
			const { betweenVariance, estimate, betweenShare, warnings } = pooledEffect(alike, {
				method,
				test: 'z'
			});
			expect(betweenVariance.variance).toBe(0);
			expect(betweenVariance.interval).toBeUndefined();
			expect(estimate).toAgreeWith(0.5);
			expect(betweenShare).toBe(0);
			expect(warnings).toEqual([]);
		}
	);

	test('two studies are few', () => {
		const { warnings, df } = pooledEffect(effects([1, 2], [0.1, 0.1]));
		expect(df).toBe(1);
		expect(warnings).toContainEqual({ code: 'few-studies', studies: 2 });
	});

	test.for([
		[effects([1], [0.1]), 'nothing to pool in fewer than two studies: 1'],
		[effects([1, 2], [0.1, 0]), 'standard error not above 0, study 2: 0'],
		[effects([NaN, 2], [0.1, 0.1]), 'no effect of study 1: NaN']
	] as const)('studies are refused: %#', ([given, message]) => {
		expect(() => pooledEffect(given)).toThrow(message);
	});
});
