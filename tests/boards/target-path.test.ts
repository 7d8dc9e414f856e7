import { describe, expect, test } from 'vitest';
import { expectedOn } from '#lib/boards/target-path.ts';

const way = {
	start: { on: '2022-01-01', value: 20 },
	steps: [
		{ on: '2024-01-01', value: 16 },
		{ on: '2026-01-01', value: 10 }
	]
};

describe('expectedOn', () => {
	test('goes straight from the start to the milestone, whose own value holds on its day', () => {
		expect(expectedOn(way, '2023-01-01')?.value).toBeCloseTo(18, 10);
		expect(expectedOn(way, '2024-01-01')).toEqual({ value: 16, ofStart: 0 });
		expect(expectedOn(way, '2025-01-01')?.value).toBeCloseTo(16 - (6 * 366) / 731, 10);
	});

	test('tells how much of the start is in it, so that its error can count', () => {
		expect(expectedOn(way, '2022-01-01')).toEqual({ value: 20, ofStart: 1 });
		expect(expectedOn(way, '2023-01-01')?.ofStart).toBeCloseTo(0.5, 10);
		expect(expectedOn(way, '2025-01-01')?.ofStart).toBe(0);
	});

	test('asks for the target from its day on, and for nothing before the start', () => {
		expect(expectedOn(way, '2030-01-01')).toEqual({ value: 10, ofStart: 0 });
		expect(expectedOn(way, '2021-12-31')).toBeUndefined();
	});
});
