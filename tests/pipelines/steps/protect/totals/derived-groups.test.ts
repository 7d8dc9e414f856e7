import fc from 'fast-check';
import { Matrix, SingularValueDecomposition } from 'ml-matrix';
import { describe, expect, test } from 'vitest';
import { derivedGroups } from '../../../../../pipelines/steps/protect/totals/derived-groups.ts';

const rankOf = (rows: readonly (readonly number[])[]) =>
	rows.length === 0 || rows[0]!.length === 0
		? 0
		: new SingularValueDecomposition(new Matrix(rows.map((row) => [...row])), {
				autoTranspose: true
			}).rank;

describe('derivedGroups', () => {
	test('finds the part of a total whose other parts are published', () => {
		const found = derivedGroups([[0, 1, 2], [0], [1]], [90, 80, 3]);
		expect(found.map(({ atoms }) => atoms)).toContainEqual([2]);
		expect(found.find(({ atoms }) => atoms.length === 1 && atoms[0] === 2)?.from).toEqual([
			0, 1, 2
		]);
	});

	test('finds the people between two ways to cut ages', () => {
		// Atoms: 45 to 54, 55 to 64, 65. Groups: 45 to 65; 45 to 54; 55 to 64.
		const found = derivedGroups([[0, 1, 2], [0], [1]], [300, 250, 20]);
		expect(found.map(({ atoms }) => atoms)).toContainEqual([2]);
	});

	test('finds a cell that several lines of a table tell only together', () => {
		// Two squares of withheld cells, joined by one more: rows a to d, columns e to h.
		const cells = ['ae', 'af', 'be', 'bf', 'cg', 'ch', 'dg', 'dh', 'bg'];
		const line = (name: string) =>
			cells.flatMap((cell, atom) => (cell.includes(name) ? [atom] : []));
		const found = derivedGroups(
			'a b c d e f g h'.split(' ').map(line),
			[50, 50, 50, 50, 50, 50, 50, 50, 4]
		);
		expect(found.map(({ atoms }) => atoms)).toContainEqual([8]);
	});

	test('spans every combination that holds small atoms only, counted by ranks', () => {
		const tables = fc.integer({ min: 2, max: 8 }).chain((atoms) =>
			fc.record({
				groups: fc.array(fc.uniqueArray(fc.integer({ min: 0, max: atoms - 1 }), { minLength: 1 }), {
					minLength: 1,
					maxLength: 8
				}),
				sizes: fc.array(fc.integer({ min: 1, max: 20 }), { minLength: atoms, maxLength: atoms })
			})
		);
		fc.assert(
			fc.property(tables, fc.integer({ min: 0, max: 20 }), ({ groups, sizes }, limit) => {
				const rows = groups.map((own) => sizes.map((_, atom) => (own.includes(atom) ? 1 : 0)));
				const large = rows.map((row) => row.filter((_, atom) => sizes[atom]! > limit));
				const small = derivedGroups(groups, sizes).filter(({ atoms }) =>
					atoms.every((atom) => sizes[atom]! <= limit)
				);
				expect(small).toHaveLength(rankOf(rows) - rankOf(large));
			}),
			{ numRuns: 500 }
		);
	});
});
