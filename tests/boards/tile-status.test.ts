import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { TilePoint } from '#lib/boards/tile-points.ts';
import { type StatusQuestion, statusOfWay } from '#lib/boards/tile-status.ts';
import { usualThresholds } from '#lib/model/boards/board-target.ts';
import { linearPath } from '#lib/results/linear-path.ts';

const valueOf = (value: number, changes: Partial<TilePoint> = {}): TilePoint => ({
	...{ on: '2024-01-01', period: '2024', value, standardError: 0, of: '' },
	...{ lower: undefined, upper: undefined, isPartial: false, isBreak: false },
	...changes
});

/** From 20 at the start of 2022 to 10 at the start of 2026: 15 is due half-way, but for half a day. */
const asked = (changes: Partial<StatusQuestion> = {}): StatusQuestion => ({
	way: { start: { on: '2022-01-01', value: 20 }, steps: [{ on: '2026-01-01', value: 10 }] },
	...{ startError: 0, rule: 'path', latest: valueOf(15), direction: 'down' },
	...{ thresholds: usualThresholds, today: '2024-06-01' },
	...changes
});

describe('statusOfWay', () => {
	test.for([
		[14, 'on-track'],
		[15.2, 'on-track'],
		[15.4, 'accelerate'],
		[16.9, 'accelerate'],
		[17.1, 'off-track'],
		[22, 'off-track']
	] as const)(
		'has one status for a count of %s, by the share of what is due: %s',
		([value, code]) => {
			expect(statusOfWay(asked({ latest: valueOf(value) })).code).toBe(code);
		}
	);

	test('shows more than all of it, and a step away as a negative share', () => {
		expect(statusOfWay(asked({ latest: valueOf(8) })).share).toBeCloseTo(2.4, 2);
		expect(statusOfWay(asked({ latest: valueOf(22) })).share).toBeCloseTo(-0.4, 2);
	});

	test('says nothing where the interval lies on both sides, and nothing without an error', () => {
		const wide = asked({ latest: valueOf(15.5, { standardError: 1 }) });
		expect(statusOfWay(wide)).toMatchObject({ code: 'too-uncertain', reason: 'straddles' });
		const bare = asked({ latest: valueOf(12, { standardError: undefined }) });
		expect(statusOfWay(bare)).toMatchObject({ code: 'too-uncertain', reason: 'error-not-told' });
	});

	test('counts the error of the start less the nearer the target is', () => {
		const of = (on: string) =>
			statusOfWay(asked({ startError: 8, latest: valueOf(9, { on, standardError: 0.1 }) })).code;
		expect(of('2022-07-01')).toBe('too-uncertain');
		expect(of('2025-12-31')).toBe('on-track');
	});

	test('agrees with the linear path of frameworks where all of it is asked for', () => {
		const thresholds = { onTrack: 1, accelerate: 0.5 };
		const error = fc.double({ min: 0.1, max: 3, noNaN: true });
		fc.assert(
			fc.property(fc.double({ min: 0, max: 30, noNaN: true }), error, error, (value, s0, s1) => {
				const question = asked({
					...{ thresholds, startError: s0, latest: valueOf(value, { standardError: s1 }) }
				});
				const path = linearPath({
					baseline: { on: '2022-01-01', amount: 20, standardError: s0 },
					target: { on: '2026-01-01', amount: 10 },
					observed: { on: '2024-01-01', amount: value, standardError: s1 },
					direction: 'down'
				});
				const isOn = statusOfWay(question).code === 'on-track';
				expect(isOn).toBe(path?.status === 'on-path');
			})
		);
	});

	test('holds a date that has passed against data of that day or later only', () => {
		const late = asked({ today: '2026-06-01', latest: valueOf(15) });
		expect(statusOfWay(late)).toEqual({ code: 'no-data', reason: 'not-measured-since' });
		const reached = asked({ today: '2026-06-01', latest: valueOf(9) });
		expect(statusOfWay(reached).code).toBe('on-track');
		const after = asked({ today: '2026-06-01', latest: valueOf(15, { on: '2026-03-01' }) });
		expect(statusOfWay(after)).toMatchObject({ code: 'off-track', expected: 10 });
	});

	test('holds a start that is at the target already, instead of dividing by nothing', () => {
		const way = { start: { on: '2022-01-01', value: 8 }, steps: [{ on: '2026-01-01', value: 10 }] };
		expect(statusOfWay(asked({ way, latest: valueOf(9) })).code).toBe('on-track');
		expect(statusOfWay(asked({ way, latest: valueOf(11) })).code).toBe('off-track');
	});

	test('takes a target of zero and negative values as any others', () => {
		const to = (value: number) => ({
			start: { on: '2022-01-01', value: -10 },
			steps: [{ on: '2026-01-01', value }]
		});
		const up = { direction: 'up', way: to(0) } as const;
		expect(statusOfWay(asked({ ...up, latest: valueOf(-4.9) })).code).toBe('on-track');
		expect(statusOfWay(asked({ ...up, latest: valueOf(-9.9) })).code).toBe('off-track');
	});

	test('by its share of the target, asks for that part of it', () => {
		const way = { start: { on: '2022-01-01', value: 0 }, steps: [{ on: '2024-01-01', value: 50 }] };
		const share = { rule: 'share', direction: 'up', way } as const;
		const of = (value: number) => statusOfWay(asked({ ...share, latest: valueOf(value) }));
		expect([of(49).code, of(40).code, of(20).code]).toEqual([
			...['on-track', 'accelerate', 'off-track']
		]);
		expect(of(60).share).toBeCloseTo(1.2, 10);
	});
});
