import { describe, expect, test } from 'vitest';
import {
	matrixOf,
	wholeChanges
} from '../../../../../pipelines/steps/protect/linked/attacker-program.ts';
import { systemOf } from '../../../../../pipelines/steps/protect/linked/linked-tables.ts';
import { square } from '../../../../support/linked-table-examples.ts';

const corners = Int32Array.of(0, 1, 2, 3);
const { tables } = square([5, 3, 2, 4]);
const group = { counts: Float64Array.of(5, 3, 2, 4), ...matrixOf(systemOf(tables), corners) };

describe('wholeChanges', () => {
	test.each([
		['whole ones that keep the sums', [2, -2, -2, 2], [2, -2, -2, 2]],
		['those of a solver that is a hair off', [2 - 1e-9, -2, -2 + 1e-9, 2], [2, -2, -2, 2]],
		['none of halves, though they round to some', [0.4, -0.4, -0.4, 0.4], undefined],
		['none that break a sum', [2, -2, -2, 1], undefined],
		['none below zero', [3, -3, -3, 3], undefined]
	])('are %s', (_, values, expected) => {
		expect(wholeChanges(Float64Array.from(values), group)).toEqual(expected);
	});
});
