import { describe, expect, test } from 'vitest';
import { byPlan, planState } from '#lib/model/registers/plan-calendar.ts';

describe('planState', () => {
	const today = '2026-11-23';
	test.for([
		['2026-11-22', 'overdue'],
		['2026-11-23', 'ahead'],
		['2026-11', 'ahead'],
		['2026-10', 'overdue'],
		['2026', 'ahead'],
		['2025', 'overdue'],
		['not stated', 'undated'],
		[undefined, 'undated']
	] as const)('of what was planned for %s and is not said to be done is %s', ([date, state]) => {
		expect(planState({ plannedFor: date, isDone: false }, today)).toBe(state);
		expect(planState({ plannedFor: date, isDone: true }, today)).toBe('done');
	});
});

test('byPlan puts what has no date last, and what has no plan by the day it was done', () => {
	const of = (plannedFor?: string, doneOn?: string) => ({ plannedFor, doneOn, isDone: false });
	const rows = [of(), of('2026'), of('not stated', '2024-01'), of('2025-03')];
	expect(rows.toSorted(byPlan)).toEqual([rows[2], rows[3], rows[1], rows[0]]);
});
