import { describe, expect, test } from 'vitest';
import { designMatrix, termColumns, withoutTerms } from '#lib/stats/regression/design-matrix.ts';
import { factor } from '../tests/small-designs.ts';

const age = { name: 'age', values: Float64Array.of(20, 30, 40, 50) };
const region = { name: 'region', factor: factor('nsen') };

describe('designMatrix', () => {
	test('names columns as R model.matrix does and leaves out the first level', () => {
		const matrix = designMatrix([age, region], 4);
		expect(matrix.names).toEqual(['(Intercept)', 'age', 'regionn', 'regions']);
		expect(matrix.columns.map((column) => [...column])).toEqual([
			[1, 1, 1, 1],
			[20, 30, 40, 50],
			[1, 0, 0, 1],
			[0, 1, 0, 0]
		]);
		expect(matrix.terms).toEqual([undefined, 'age', 'region', 'region']);
	});

	test('has NaN where a factor has no level, so that no model takes it for the reference', () => {
		const missing = { ...region, factor: { ...region.factor, codes: Int32Array.of(0, 1, -1, 2) } };
		expect(designMatrix([missing], 4).columns.map((column) => column[2])).toEqual([1, NaN, NaN]);
	});

	test('finds the columns of terms and leaves terms out', () => {
		const matrix = designMatrix([age, region], 4);
		expect(termColumns(matrix, ['region'])).toEqual([2, 3]);
		expect(withoutTerms(matrix, ['region']).names).toEqual(['(Intercept)', 'age']);
		expect(withoutTerms(matrix, ['age', 'region']).names).toEqual(['(Intercept)']);
	});

	test('refuses a term twice, of another length, unknown, and no term', () => {
		expect(() => designMatrix([age, age], 4)).toThrow('term twice in a model: age');
		expect(() => designMatrix([age], 5)).toThrow('term age not of 5 elements: 4');
		expect(() => termColumns(designMatrix([age], 4), ['region'])).toThrow(
			'no such term in the model: region'
		);
		expect(() => termColumns(designMatrix([age], 4), [])).toThrow('no terms to test: 0');
	});
});
