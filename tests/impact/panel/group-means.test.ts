import { describe, expect, test } from 'vitest';
import { groupMeans } from '#lib/impact/panel/group-means.ts';
import { panel } from '#lib/impact/panel/panel.ts';

const rows = {
	unit: ['a', 'a', 'b', 'b', 'c', 'c', 'd', 'd'],
	period: [1, 2, 1, 2, 1, 2, 1, 2],
	outcome: [1, 4, 3, 9, 8, 5, 6, 6],
	treatment: { start: [2, 2, 2, 2, 2, 2, Infinity, Infinity] }
};

describe('groupMeans', () => {
	test('has the standard error of the units in a period, and its t interval', () => {
		const cells = groupMeans(panel(rows), [1, 1, 1, 0], [0, 1]);
		const treated = cells.find(({ group, period }) => group === 1 && period === 0)!;
		// R 4.2.2: t.test(c(1, 3, 8)).
		expect(treated).toMatchObject({ rows: 3, units: 3, mean: 4 });
		expect(treated.standardError).toAgreeWith(2.081665999466133);
		expect([treated.interval?.lower, treated.interval?.upper]).toAgreeWith([
			-4.956685895029597, 12.956685895029597
		]);
	});

	test('a single unit has no error, and a group without rows no mean', () => {
		const cells = groupMeans(panel(rows), [2, 2, 2, 0], [0, 1]);
		expect(cells[0]).toMatchObject({ units: 1, standardError: undefined, interval: undefined });
		expect(cells[2]).toMatchObject({ rows: 0, units: 0, mean: undefined, interval: undefined });
	});

	test('takes the rows of a unit in a part of time together', () => {
		const [together] = groupMeans(panel(rows), [0, 0, 0, 0], [0, 0]);
		// Of the means of the units, as each has two rows: 2.5, 6, 6.5, 6.
		expect(together).toMatchObject({ rows: 8, units: 4, mean: 5.25 });
		expect(together!.standardError).toAgreeWith(Math.sqrt(10.25 / 3 / 4));
	});

	test('counts by weight', () => {
		const weight = [2, 2, 2, 2, 2, 2, 2, 2];
		const plain = groupMeans(panel(rows), [0, 0, 0, 0], [0, 1]);
		const weighted = groupMeans(panel({ ...rows, weight }), [0, 0, 0, 0], [0, 1]);
		expect(weighted.map((cell) => cell.standardError)).toAgreeWith(
			plain.map((cell) => cell.standardError)
		);
		const doubled = panel({ ...rows, weight: [2, 2, 1, 1, 1, 1, 1, 1] });
		expect(groupMeans(doubled, [0, 0, 0, 0], [0, 1])[0]!.mean).toAgreeWith((2 + 3 + 8 + 6) / 5);
	});
});
