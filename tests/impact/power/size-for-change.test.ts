import { describe, expect, test } from 'vitest';
import { sizeForChange } from '#lib/impact/power/size-for-change.ts';

describe('the size of a wave that finds a change of a share', () => {
	// R 4.2.2: power.prop.test(p1, p2, sig.level, power, tol = 1e-12)$n * deff
	test.for([
		[0.231, 0.201, 1.8, 0.05, 0.8, 5314.5201792317],
		[0.043, 0.033, 2.4, 0.05, 0.8, 13769.5052964323],
		[0.5, 0.55, 1, 0.01, 0.9, 2965.9649885552],
		[0.06, 0.08, 1.35, 0.1, 0.8, 2715.357300283]
	] as const)('agrees with R times the design effect: %s', ([p1, p2, deff, alpha, power, n]) => {
		expect(sizeForChange([p1, p2], { deff, alpha, power }).perWave).toBeCloseTo(n, 6);
	});

	test('asking half of the people again saves half of their correlation, where variances are equal', () => {
		const { perWave, simple, kept } = sizeForChange([0.45, 0.55], {
			...{ deff: 2, overlap: 0.5, correlation: 0.6 }
		});
		expect(kept).toBeCloseTo(0.7, 12);
		expect(perWave).toBeCloseTo(2 * simple * 0.7, 9);
	});

	test('and less where they are not: the variance of the difference, term by term', () => {
		const [v1, v2] = [0.1 * 0.9, 0.3 * 0.7];
		const variance = v1 + v2 - 2 * 0.8 * 0.5 * Math.sqrt(v1 * v2);
		const { kept } = sizeForChange([0.1, 0.3], { overlap: 0.8, correlation: 0.5 });
		expect(kept).toBeCloseTo(variance / (v1 + v2), 12);
		expect(kept).toBeGreaterThan(1 - 0.8 * 0.5);
	});

	test.for([
		{ deff: 0 },
		{ deff: NaN },
		{ overlap: 1.1 },
		{ overlap: -0.1 },
		{ correlation: 1 },
		{ correlation: -0.2 }
	])('refuses what is no design: %o', (design) => {
		expect(() => sizeForChange([0.2, 0.3], design)).toThrow(/design effect|overlap|correlation/);
	});

	test('refuses no change and what is no share', () => {
		expect(() => sizeForChange([0.2, 0.2])).toThrow('equal');
		expect(() => sizeForChange([0.2, -0.1])).toThrow('not in [0, 1]');
	});
});
