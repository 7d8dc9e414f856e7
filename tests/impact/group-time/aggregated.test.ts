import { describe, expect, test } from 'vitest';
import { aggregatedEffects } from '#lib/impact/group-time/aggregated.ts';
import { groupTimeEffects } from '#lib/impact/group-time/group-time.ts';
import { keptRows, staggeredPanel } from '../../support/staggered-panel.ts';

const noBand = { band: { kind: 'none' } } as const;
const panel = staggeredPanel({ sizes: { 0: 20, 3: 12, 5: 9 }, periods: 6, effect: (e) => 1 + e });

describe('averages of group-time effects', () => {
	const effects = groupTimeEffects(panel, { ...noBand, base: 'universal' });

	test('count that shares of cohorts are estimated, but within one cohort', () => {
		const part = keptRows(panel, (row) => [0, 3].includes(panel.cohort[row]!));
		const one = groupTimeEffects(part, noBand);
		const simple = aggregatedEffects(one, 'simple').overall;
		const group = aggregatedEffects(one, 'group').by[0];
		expect(simple?.estimate).toAgreeWith(group?.estimate);
		expect(simple?.standardError).toAgreeWith(group?.standardError);
	});

	test('weigh cohorts by their units', () => {
		const { by, overall } = aggregatedEffects(effects, 'group');
		const [a, b] = by.map(({ estimate }) => estimate);
		expect(overall?.estimate).toAgreeWith((12 * a! + 9 * b!) / 21);
	});

	test('over events are the plain mean from 0 on; the reference is 0 without an error', () => {
		const { by, overall } = aggregatedEffects(effects, 'dynamic');
		const after = by.filter(({ at }) => at >= 0).map(({ estimate }) => estimate);
		expect(overall?.estimate).toAgreeWith(after.reduce((a, b) => a + b, 0) / after.length);
		const reference = by.find(({ at }) => at === -1);
		expect(reference).toMatchObject({ estimate: 0, standardError: undefined, isReference: true });
	});

	test('refuse a window with nothing in it and name a window they do not use', () => {
		expect(() => aggregatedEffects(effects, 'dynamic', { minEvent: 9 })).toThrow(
			'no effect in the window'
		);
		expect(() => aggregatedEffects(effects, 'simple', { maxEvent: -1 })).toThrow('no effect');
		expect(aggregatedEffects(effects, 'calendar', { maxEvent: 1 }).warnings).toEqual([
			{ code: 'window-ignored' }
		]);
		const before = aggregatedEffects(effects, 'dynamic', { maxEvent: -2 });
		expect(before.overall).toBeUndefined();
	});
});
