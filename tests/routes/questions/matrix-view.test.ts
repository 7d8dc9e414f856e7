import { describe, expect, test } from 'vitest';
import {
	type MatrixView,
	narrowed,
	ordered,
	timesAsked,
	windowOf
} from '../../../src/routes/[lang]/questions/matrix-view.ts';

const wave = (id: string, country?: string) => ({
	...{ id, label: id, country, synthetic: false }
});
const matrix: MatrixView = {
	waves: [wave('co-2024', 'COL'), wave('cl-2023', 'CHL'), wave('co-2019', 'COL'), wave('siduc')],
	rows: [
		{ id: 'a', label: 'Acceso', cells: '--s-' },
		{ id: 'b', label: 'Barrio', cells: 'sDsd' },
		{ id: 'c', label: 'Consumo', cells: '-s--' }
	]
};
const ids = (rows: readonly { readonly id: string }[]) => rows.map(({ id }) => id).join('');

describe('the matrix', () => {
	test('counts how often a topic was asked', () => {
		expect(matrix.rows.map(timesAsked)).toEqual([1, 4, 1]);
	});

	test('is put in order by name, by how often, by when; equal ones stay by name', () => {
		expect(ids(ordered(matrix.rows, 'name'))).toBe('abc');
		expect(ids(ordered(matrix.rows, 'asked'))).toBe('bac');
		expect(ids(ordered(matrix.rows, 'latest'))).toBe('bca');
	});

	test('shows the waves of a country, and what it never asked', () => {
		const colombia = narrowed(matrix, { country: 'COL', onlyGaps: false });
		expect(ids(colombia.waves)).toBe('co-2024co-2019');
		expect(colombia.rows.map(({ cells }) => cells)).toEqual(['-s', 'ss', '--']);
		expect(ids(narrowed(matrix, { country: 'COL', onlyGaps: true }).rows)).toBe('c');
		expect(narrowed(matrix, { country: '', onlyGaps: false })).toEqual(matrix);
	});
});

describe('windowOf', () => {
	const size = { size: 40, beyond: 2 };

	test('has what is seen and some beyond, never outside of the list', () => {
		expect(windowOf(300, { from: 4000, length: 400, ...size })).toEqual({ from: 98, to: 112 });
		expect(windowOf(300, { from: 0, length: 400, ...size })).toEqual({ from: 0, to: 12 });
		expect(windowOf(300, { from: 11_900, length: 400, ...size })).toEqual({ from: 295, to: 300 });
		expect(windowOf(5, { from: 0, length: 400, ...size })).toEqual({ from: 0, to: 5 });
	});

	test('has something to show where the list became shorter than what was scrolled', () => {
		const { from, to } = windowOf(3, { from: 9000, length: 400, ...size });
		expect([from, to]).toEqual([1, 3]);
	});
});
