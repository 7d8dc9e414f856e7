import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { progressOf } from '#lib/results/progress.ts';
import {
	countOf,
	declaredFramework,
	declaredIndicator,
	milestoneOn,
	reportedIn
} from '../support/declared-frameworks.ts';

const today = '2026-11-23';
const target = countOf().target;
const value = (amount: number, on: string) => ({ kind: 'total', amount, on });

describe('progressOf', () => {
	test('is a count of the target where no day is stated, never a path', () => {
		const reported = [reportedIn(2024, 3), reportedIn(2025, 4)];
		expect(progressOf(countOf({ reported }), { today })).toEqual({
			...{ kind: 'no-date', target: 10, basis: 'stated' },
			total: value(7, '2025-12-31')
		});
	});

	test('of a target that is not stated has no target, and of nothing reported no zero', () => {
		const none = { ...target, value: 'not-stated', basis: 'not-stated' } as const;
		expect(progressOf(countOf({ target: none }), { today })).toEqual({
			...{ kind: 'target-not-stated', total: { kind: 'none' } }
		});
	});

	test('of a target of every year counts each year and no sum of targets', () => {
		const yearly = { ...target, per: 'year' } as const;
		const reported = [reportedIn(2024, 3), reportedIn(2025, 2), reportedIn(2025, 2)];
		expect(progressOf(countOf({ target: yearly, reported }), { today })).toEqual({
			...{ kind: 'yearly', target: 10, basis: 'stated' },
			years: [
				{ year: '2024', total: value(3, '2024-12-31') },
				{ year: '2025', total: value(4, '2025-12-31') }
			]
		});
	});

	const dated = {
		milestones: [milestoneOn('2024-12-31', 5), milestoneOn('2025-12-31', 8)],
		target: { ...target, due: '2027-12-31' }
	};
	test.for([
		['met', [reportedIn(2024, 5), reportedIn(2025, 3)]],
		[
			'met-late',
			[reportedIn(2024, 5), reportedIn(2025, 2), reportedIn(2026, 1, { to: '2026-06-30' })]
		],
		['short', [reportedIn(2024, 5), reportedIn(2025, 2)]],
		['not-reported', [reportedIn(2024, 7)]],
		['not-reported', []]
	] as const)('is %s against the milestone of today, not the final target', ([state, reported]) => {
		const found = progressOf(countOf({ ...dated, reported: [...reported] }), { today });
		expect(found).toMatchObject({
			...{ kind: 'milestone', state, milestone: { due: '2025-12-31', amount: 8 } },
			target: { due: '2027-12-31', amount: 10 }
		});
	});

	test('says so while nothing is due', () => {
		const found = progressOf(countOf(dated), { today: '2024-12-30' });
		expect(found).toMatchObject({ kind: 'not-yet-due', next: { due: '2024-12-31', amount: 5 } });
	});

	test('of an estimate is uncertain while its interval holds the milestone', () => {
		const survey = countOf({
			...{ measure: 'percentage', direction: 'down', aggregation: false },
			milestones: [milestoneOn('2024-12-31', 28)]
		});
		const state = (amount: number) => {
			const reported = [reportedIn(2024, amount, { standardError: 1 })];
			return progressOf({ ...survey, reported }, { today });
		};
		expect(state(27)).toMatchObject({ state: 'too-uncertain' });
		expect(state(26)).toMatchObject({ state: 'met' });
		expect(state(30)).toMatchObject({ state: 'short' });
	});

	test('adds shares through numerator and denominator', () => {
		const granted = declaredIndicator(declaredFramework('demo-alianza'), 'b.1-granted');
		expect(progressOf(granted, { today })).toMatchObject({
			...{ kind: 'milestone', state: 'short', milestone: { amount: 35 } },
			total: { amount: 31.25, numerator: 250, denominator: 800 }
		});
	});

	test('adds nothing where that is not allowed, nor shares without their numbers', () => {
		const two = [reportedIn(2024, 1, { country: 'XVA' }), reportedIn(2024, 2, { country: 'XMV' })];
		const notAdded = { kind: 'not-added', values: 2, on: '2024-12-31' };
		for (const changes of [{ aggregation: false }, { measure: 'percentage' }] as const)
			expect(progressOf(countOf({ ...changes, reported: two }), { today })).toMatchObject({
				total: notAdded
			});
	});

	test('of running totals takes the latest of each country', () => {
		const reported = [
			reportedIn(2023, 2, { country: 'XVA' }),
			reportedIn(2024, 5, { country: 'XVA' }),
			reportedIn(2024, 1, { country: 'XMV' }),
			reportedIn(2024, 9, { country: 'XMV', groups: { sex: 'women' } })
		];
		expect(progressOf(countOf({ counting: 'cumulative', reported }), { today })).toMatchObject({
			total: { amount: 6 }
		});
	});

	test('never falls when more is reported in other periods, and takes nothing of the future', () => {
		const years = fc.uniqueArray(fc.integer({ min: 2000, max: 2030 }), { minLength: 1 });
		fc.assert(
			fc.property(years, fc.nat(50), (all, each) => {
				const reported = all.map((year) => reportedIn(year, each));
				const found = progressOf(countOf({ reported }), { today });
				const past = all.filter((year) => year < 2026).length;
				expect(found).toMatchObject(
					past === 0 ? { total: { kind: 'none' } } : { total: { amount: past * each } }
				);
			}),
			{ numRuns: 50 }
		);
	});
});
