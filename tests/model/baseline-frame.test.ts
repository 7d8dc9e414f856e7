import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { baselineFrame, monthsBetween } from '#lib/model/baseline-frame.ts';

const dimension = (changes: object = {}) => ({
	...{ id: 'visibility', label: { en: 'Visibility' }, tells: { en: 'who sees' }, rhythm: 36 },
	indicators: ['sees-sale'],
	...changes
});
const problems = (...dimensions: object[]) =>
	(baselineFrame.safeParse({ dimensions }).error?.issues ?? []).map(
		({ path, message }) => `${path.join('.')}: ${message}`
	);

describe('the frame of a baseline', () => {
	test('names a dimension and an indicator once', () => {
		expect(problems(dimension())).toEqual([]);
		expect(problems(dimension(), dimension())).toEqual([
			'dimensions.1.id: stands twice: visibility',
			'dimensions.1.indicators.0: stands twice: sees-sale'
		]);
	});

	test('groups only what it shows', () => {
		expect(problems(dimension({ groups: { indicators: ['offers'], by: ['sex'] } }))).toEqual([
			'dimensions.0.groups.indicators.0: not an indicator of this dimension: offers'
		]);
	});
});

describe('months between two days', () => {
	test.for([
		['2022-11-25', '2026-11-22', 47],
		['2022-11-22', '2026-11-22', 48],
		['2024-01-31', '2024-02-29', 0],
		['2024-12-31', '2025-01-01', 0]
	] as const)('from %s to %s are %i', ([from, to, months]) => {
		expect(monthsBetween(from, to)).toBe(months);
	});

	test('never fall when the later day moves on', () => {
		const day = fc
			.date({ min: new Date('2000-01-01'), max: new Date('2030-01-01'), noInvalidDate: true })
			.map((date) => date.toISOString().slice(0, 10));
		fc.assert(
			fc.property(day, day, day, (...days) => {
				const [a, b, c] = days.sort();
				expect(monthsBetween(a, c)).toBeGreaterThanOrEqual(monthsBetween(a, b));
			})
		);
	});
});
