import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { domainOf } from '#lib/stats/design/design.ts';
import { degreesOfFreedom } from '#lib/stats/design/sample.ts';
import { jackknife } from '#lib/stats/replicates/jackknife.ts';
import { replicateDegreesOfFreedom } from '#lib/stats/replicates/replicate-degrees-of-freedom.ts';
import { replicatesOf } from '../calibration/samples.ts';
import { designOf, stratified } from './stratified-sample.ts';

describe('replicateDegreesOfFreedom', () => {
	test('is the number of units minus that of strata for a jackknife', () => {
		fc.assert(
			fc.property(stratified, ({ design }) => {
				expect(replicateDegreesOfFreedom(jackknife(design))).toBe(degreesOfFreedom(design.sample));
			})
		);
	});

	test('counts columns that say the same once', () => {
		const columns = [
			[1, 2, 3],
			[2, 4, 6],
			[0, 1, 1],
			[1, 3, 4]
		];
		expect(replicateDegreesOfFreedom(replicatesOf([1, 1, 1], ...columns))).toBe(1);
	});

	test('counts a column that differs by more than 1 in 100,000', () => {
		const first = [1, 1, 1, 1];
		const apart = (share: number) => replicatesOf(first, first, [1 + share, 1, 1, 1]);
		expect(replicateDegreesOfFreedom(apart(3e-5))).toBe(1);
		expect(replicateDegreesOfFreedom(apart(1e-5))).toBe(0);
	});

	test('does not depend on the unit of the weights', () => {
		const design = jackknife(designOf([1, 2, 3, 4], { strata: [0, 0, 1, 1] }));
		const small = design.replicates.map((column) => column.map((w) => w * 1e-9));
		expect(replicateDegreesOfFreedom({ replicates: small })).toBe(2);
	});

	test('counts in a domain what its replicates say apart', () => {
		const design = jackknife(designOf([1, 2, 3, 4], { strata: [0, 0, 1, 1] }));
		const domain = domainOf(design, Int32Array.of(0)).design;
		expect(domain.kind === 'replicates' && replicateDegreesOfFreedom(domain)).toBe(0);
	});

	test('adds up over more rows than are taken at once', () => {
		const size = 3000;
		const columns = [0, 1, 2].map((r) =>
			Array.from({ length: size }, (_, i) => (i % 3 === r ? 0 : 1.5))
		);
		const design = replicatesOf(Array<number>(size).fill(1), ...columns);
		expect(replicateDegreesOfFreedom(design)).toBe(2);
		const late = columns.map((column) => column.map((w, i) => (i < 2990 ? 1 : w)));
		expect(replicateDegreesOfFreedom(replicatesOf(Array<number>(size).fill(1), ...late))).toBe(2);
	});
});
