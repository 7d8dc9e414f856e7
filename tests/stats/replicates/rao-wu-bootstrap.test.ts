import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DataError, DomainError } from '#lib/errors.ts';
import { estimated } from '#lib/stats/design/statistic.ts';
import { raoWuBootstrap } from '#lib/stats/replicates/rao-wu-bootstrap.ts';
import { seededRandom } from '#lib/stats/replicates/seeded-random.ts';
import { means } from '#lib/stats/statistics/means.ts';
import { designOf, stratified } from './stratified-sample.ts';

const design = designOf([1, 1, 1, 2, 2], { strata: [0, 0, 0, 1, 1], psus: [0, 1, 2, 3, 4] });

describe('raoWuBootstrap', () => {
	test('repeats itself with a seed, and not with another', () => {
		const withSeed = (seed: number) =>
			raoWuBootstrap(design, { replicates: 20, random: seededRandom(seed) });
		expect(withSeed(3)).toEqual(withSeed(3));
		expect(withSeed(3)).not.toEqual(withSeed(4));
	});

	test('draws one unit less than a stratum has, every time', () => {
		fc.assert(
			fc.property(stratified, fc.integer({ min: 1, max: 1e6 }), ({ design: drawn }, seed) => {
				const [{ unit, stratum, drawn: counts }] = drawn.sample.stages;
				const { replicates } = raoWuBootstrap(drawn, { replicates: 2, random: seededRandom(seed) });
				for (const weights of replicates) {
					const factors = new Map(Array.from(unit, (u, i) => [u, weights[i]! / drawn.weights[i]!]));
					counts.forEach((n, h) => {
						const own = [...factors].filter(([u]) => stratum[u] === h);
						const draws = own.map(([, factor]) => (factor * (n - 1)) / n);
						expect(draws).toAgreeWith(draws.map(Math.round));
						expect(draws.reduce((sum, times) => sum + Math.round(times), 0)).toBe(n - 1);
					});
				}
			})
		);
	});

	test('draws every unit of a stratum equally often in the long run', () => {
		const { replicates } = raoWuBootstrap(design, { replicates: 20_000, random: seededRandom(9) });
		const average = design.weights.map(
			(_, i) => replicates.reduce((sum, column) => sum + column[i]!, 0) / replicates.length
		);
		// Standard errors of about 0.006 and 0.014.
		expect(average).toAgreeWith(design.weights, { relative: 0.03 });
	});

	test('comes near the error of linearisation', () => {
		const size = 200;
		const y = Float64Array.from({ length: size }, (_, i) => (i * 37) % 101);
		const wide = designOf(Array<number>(size).fill(1), {
			strata: Array.from({ length: size }, (_, i) => i % 4)
		});
		const replicated = raoWuBootstrap(wide, { replicates: 4000, random: seededRandom(5) });
		const error = (at: typeof wide | typeof replicated) =>
			Math.sqrt(estimated(means([y]), at).matrix[0]![0]!);
		expect(error(replicated)).toAgreeWith(error(wide), { relative: 0.05 });
	});

	test('has a scale of 1 / (R - 1)', () => {
		const { scale, rscales, mse } = raoWuBootstrap(design, {
			replicates: 5,
			random: seededRandom(1)
		});
		expect(scale).toAgreeWith(1 / 4);
		expect(rscales).toAgreeWith([1, 1, 1, 1, 1]);
		expect(mse).toBe(false);
	});

	test('names the strata of one unit', () => {
		const lonely = designOf([1, 1, 1, 1], { strata: [0, 0, 1, 2] });
		expect(() => raoWuBootstrap(lonely, { replicates: 5, random: seededRandom(1) })).toThrow(
			new DataError('one primary unit alone has no bootstrap, in strata: 1, 2')
		);
	});

	test.for([1, 2.5, NaN])('refuses %d replicates', (replicates) => {
		expect(() => raoWuBootstrap(design, { replicates, random: seededRandom(1) })).toThrow(
			new DomainError(`replicates not a whole number of 2 or more: ${replicates}`)
		);
	});

	test('refuses a generator of other numbers', () => {
		expect(() => raoWuBootstrap(design, { replicates: 2, random: () => 1 })).toThrow(
			new DomainError('random number not in [0, 1): 1')
		);
	});

	test('refuses a calibrated sample', () => {
		const calibrated = { ...design, projections: [(z: Float64Array) => z] };
		expect(() => raoWuBootstrap(calibrated, { replicates: 2, random: seededRandom(1) })).toThrow(
			'make replicate weights before calibrating, not after, calibrations: 1'
		);
	});
});

describe('seededRandom', () => {
	test('gives the numbers of the Mersenne Twister', () => {
		const random = seededRandom(1);
		// numpy.random.RandomState(1).random_sample(3)
		const known = [0.417022004702574, 0.7203244934421581, 0.00011437481734488664];
		expect([random(), random(), random()]).toEqual(known);
	});

	test('gives the numbers of a seed of several words', () => {
		const random = seededRandom(Uint32Array.of(0x123, 0x234, 0x345, 0x456));
		// numpy.random.RandomState([0x123, 0x234, 0x345, 0x456]).random_sample(2)
		expect([random(), random()]).toEqual([0.24856890158782508, 0.11112762955044497]);
	});

	test.for([0, -1, 1.5, 2 ** 32, NaN])('refuses the seed %d', (seed) => {
		expect(() => seededRandom(seed)).toThrow(DomainError);
	});
});
