import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DataError, DomainError } from '#lib/errors.ts';
import { type LinearisedDesign, domainOf } from '#lib/stats/design/design.ts';
import { estimated } from '#lib/stats/design/statistic.ts';
import { jackknife } from '#lib/stats/replicates/jackknife.ts';
import { totals } from '#lib/stats/statistics/means.ts';
import { designOf, stratified } from './stratified-sample.ts';

const twoStrata = {
	strata: [0, 0, 0, 1, 1],
	psus: [0, 1, 2, 3, 4]
};

describe('jackknife', () => {
	test('has replicates whose means within a stratum are the weights', () => {
		fc.assert(
			fc.property(stratified, ({ design }) => {
				const [{ unit, stratum, drawn }] = design.sample.stages;
				const { replicates } = jackknife(design);
				const first = Array.from(drawn, (_, h) => drawn.slice(0, h).reduce((a, b) => a + b, 0));
				design.weights.forEach((weight, i) => {
					const h = stratum[unit[i]!]!;
					const own = replicates.slice(first[h], first[h]! + drawn[h]!);
					expect(own.reduce((sum, column) => sum + column[i]!, 0) / drawn[h]!).toAgreeWith(weight);
				});
			})
		);
	});

	test('gives a total the variance of linearisation', () => {
		fc.assert(
			fc.property(stratified, ({ design, y }) => {
				const linearised = estimated(totals([y]), design);
				const replicated = estimated(totals([y]), jackknife(design));
				const scale = linearised.estimates[0]! ** 2;
				expect(replicated.matrix[0]).toAgreeWith(linearised.matrix[0], {
					relative: 1e-9,
					absolute: 1e-12 * scale
				});
			})
		);
	});

	test('gives a total the variance of linearisation in a finite population', () => {
		const design = designOf([4, 4, 4, 3, 3], { ...twoStrata, populations: [[12, 12, 12, 6, 6]] });
		const y = Float64Array.of(3, 1, 4, 1, 5);
		const { matrix } = estimated(totals([y]), jackknife(design));
		expect(matrix[0]).toAgreeWith(estimated(totals([y]), design).matrix[0]);
	});

	test('is JKn in several strata', () => {
		const { replicates, scale, rscales } = jackknife(designOf([1, 1, 1, 2, 2], twoStrata));
		expect(replicates).toAgreeWith([
			[0, 1.5, 1.5, 2, 2],
			[1.5, 0, 1.5, 2, 2],
			[1.5, 1.5, 0, 2, 2],
			[1, 1, 1, 0, 4],
			[1, 1, 1, 4, 0]
		]);
		expect(scale).toBe(1);
		expect(rscales).toAgreeWith([2 / 3, 2 / 3, 2 / 3, 1 / 2, 1 / 2]);
	});

	test('is JK1 in one stratum', () => {
		const design = designOf([1, 1, 1, 1], { populations: [[8, 8, 8, 8]] });
		const { scale, rscales } = jackknife(design);
		expect(scale).toAgreeWith((3 / 4) * (1 - 4 / 8));
		expect(rscales).toAgreeWith([1, 1, 1, 1]);
	});

	test('leaves out whole units', () => {
		const { replicates } = jackknife(designOf([1, 2, 3], { psus: [7, 7, 5] }));
		expect(replicates).toAgreeWith([
			[2, 4, 0],
			[0, 0, 6]
		]);
	});

	test('has no replicates for a stratum drawn completely', () => {
		const design = designOf([1, 1, 1, 2, 2], { ...twoStrata, populations: [[3, 3, 3, 4, 4]] });
		expect(jackknife(design).replicates).toAgreeWith([
			[1, 1, 1, 0, 4],
			[1, 1, 1, 4, 0]
		]);
	});

	test('gives a domain what it gives the domain of its replicates', () => {
		const design = designOf([1, 1, 1, 2, 2], twoStrata);
		const elements = Int32Array.of(0, 3, 4);
		const inDomain = domainOf(design, elements).design as LinearisedDesign;
		const columns = jackknife(design).replicates;
		expect(jackknife(inDomain).replicates).toAgreeWith(
			columns.map((column) => [column[0], column[3], column[4]])
		);
	});

	test('takes deviations from the estimate only when told so', () => {
		const design = designOf([1, 1, 1, 2, 2], twoStrata);
		expect(jackknife(design).mse).toBe(false);
		expect(jackknife(design, { mse: true }).mse).toBe(true);
	});

	const lonely = { strata: [0, 0, 1, 2], psus: [0, 1, 2, 3] };

	test('names the strata of one unit', () => {
		expect(() => jackknife(designOf([1, 1, 1, 1], lonely))).toThrow(
			new DataError('one primary unit alone has no jackknife, in strata: 1, 2')
		);
	});

	test('has no need of more than one unit in a stratum drawn completely', () => {
		const populations = [[4, 4, 1, 1]];
		const { replicates } = jackknife(designOf([2, 2, 1, 1], { ...lonely, populations }));
		expect(replicates).toAgreeWith([
			[0, 4, 1, 1],
			[4, 0, 1, 1]
		]);
	});

	test('refuses a sample of one unit whatever the rule', () => {
		const alone = designOf([1, 1], { psus: [0, 0], lonely: 'adjust' });
		expect(() => jackknife(alone)).toThrow('one primary unit alone has no jackknife');
	});

	test('refuses a population drawn completely', () => {
		expect(() => jackknife(designOf([1, 1], { populations: [[2, 2]] }))).toThrow(
			new DataError('every unit of the population was drawn, in strata: 1')
		);
	});

	test('refuses a calibrated sample', () => {
		const calibrated = { ...designOf([1, 1], {}), projections: [(z: Float64Array) => z] };
		expect(() => jackknife(calibrated)).toThrow(
			new DomainError('make replicate weights before calibrating, not after, calibrations: 1')
		);
	});
});
