import { describe, expect, test } from 'vitest';
import {
	type LinearProgram,
	linearProgramSolver
} from '../../../../../pipelines/steps/protect/linked/linear-program.ts';

const solver = await linearProgramSolver();

/** Twice the first column is the sum of the others, of which the second is at most 10, the third 1. */
const halfOfSum: LinearProgram = {
	cost: Float64Array.of(-1, 0, 0),
	lower: Float64Array.of(0, 0, 0),
	upper: Float64Array.of(Infinity, 10, 1),
	rowLower: Float64Array.of(0),
	rowUpper: Float64Array.of(0),
	matrix: {
		starts: Int32Array.of(0, 1, 2, 3),
		rows: Int32Array.of(0, 0, 0),
		values: Float64Array.of(2, -1, -1)
	}
};

describe('linearProgramSolver', () => {
	test('finds the least value, in numbers and in whole numbers, and goes back', () => {
		const program = solver(halfOfSum);
		expect(program.minimum()).toMatchObject({ status: 'optimal', value: -5.5 });
		expect(program.wholeMinimum()).toMatchObject({ status: 'optimal', value: -5 });
		expect(program.minimum()).toMatchObject({ status: 'optimal', value: -5.5 });
		program.dispose();
	});

	test('follows a changed bound, cost and a new row', () => {
		const program = solver(halfOfSum);
		program.setBounds(1, 0, 4);
		expect(program.minimum()).toMatchObject({ value: -2.5 });
		program.addRow({ lower: 1, columns: [1, 2], values: [-1, 1] });
		expect(program.minimum()).toMatchObject({ value: -0.5 });
		program.setCost(0, 1);
		expect(program.minimum()).toMatchObject({ value: 0.5 });
		program.dispose();
	});

	test('says when there is no end and when there is no answer', () => {
		const program = solver(halfOfSum);
		program.setBounds(1, 0, Infinity);
		expect(program.minimum()).toEqual({ status: 'unbounded' });
		program.setBounds(1, 0, 10);
		program.setBounds(0, 6, 6);
		expect(program.minimum()).toEqual({ status: 'infeasible' });
		program.dispose();
	});

	test('gives the memory of a program back', async () => {
		for (let times = 0; times < 300; times++) {
			const program = solver(halfOfSum);
			expect(program.minimum()).toMatchObject({ value: -5.5 });
			program.dispose();
		}
		expect(await linearProgramSolver()).toBeTypeOf('function');
	});
});
