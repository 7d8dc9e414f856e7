import { describe, expect, test } from 'vitest';
import { systemOf } from '../../../../../pipelines/steps/protect/linked/linked-tables.ts';
import { WidthProofs } from '../../../../../pipelines/steps/protect/linked/width-proofs.ts';
import { square } from '../../../../support/linked-table-examples.ts';

const cells = [0, 1, 3, 2];

/** The square with 3 needed of every cell, and a witness 2 up and 1 down. */
function proofs() {
	const all = new WidthProofs(systemOf(square([4, 4, 4, 4]).tables), [new Float64Array(9).fill(3)]);
	all.add(0, { cells, changes: [2, -2, 2, -2] });
	return all;
}

describe('WidthProofs', () => {
	test('adds what is above the count to what is below it', () => {
		const all = proofs();
		expect([all.width(0, 0), all.isWide(0, 0), all.openLayers(0)]).toEqual([2, false, [0]]);
		all.add(0, { cells, changes: [-1, 1, -1, 1] });
		expect([all.width(0, 0), all.fall(0, 0), all.isWide(0, 0)]).toEqual([3, 1, true]);
		expect(all.openLayers(0)).toEqual([]);
	});

	test('keeps the furthest of all witnesses', () => {
		const all = proofs();
		all.add(0, { cells, changes: [1, -1, 1, -1] });
		expect(cells.map((cell) => all.width(cell, 0))).toEqual([2, 2, 2, 2]);
	});

	test('forgets what rested on a cell that is published, and takes that back', () => {
		const all = proofs();
		all.add(0, { cells: [0, 1], changes: [-1, 1] });
		const shaken = all.withdraw(3);
		expect([0, 1, 2, 3].map((cell) => all.width(cell, 0))).toEqual([1, 1, 0, 0]);
		all.restore(shaken);
		expect([0, 1, 2, 3].map((cell) => all.width(cell, 0))).toEqual([3, 3, 2, 2]);
	});

	test('does not lose in taking back what was proved since', () => {
		const all = proofs();
		const shaken = all.withdraw(3);
		all.add(0, { cells: [0, 1], changes: [9, -9] });
		all.restore(shaken);
		expect([0, 1, 2, 3].map((cell) => all.width(cell, 0))).toEqual([9, 9, 2, 2]);
	});
});
