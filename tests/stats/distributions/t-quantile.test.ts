import { describe, expect, test } from 'vitest';
import { tQuantile } from '#lib/stats/distributions/t-quantile.ts';

// R 4.2.2: sprintf("%.17g", qt(...)).
describe('tQuantile', () => {
	test.for([
		[0.975, 1, 12.706204736174698],
		[0.975, 16, 2.1199052992212546],
		[0.95, 4, 2.1318467863266499],
		[0.975, 7653, 1.9602740119911679],
		[0.975, Infinity, 1.9599639845400536]
	] as const)('agrees with R qt: %d, %d', ([probability, df, expected]) => {
		expect(tQuantile(probability, df)).toAgreeWith(expected, { relative: 1e-12 });
	});

	test('rejects df 0 and a probability of 1', () => {
		expect(() => tQuantile(0.975, 0)).toThrow('df not positive: 0');
		expect(() => tQuantile(1, 5)).toThrow('probability not in (0, 1): 1');
	});
});
