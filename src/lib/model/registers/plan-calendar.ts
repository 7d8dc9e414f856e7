import { notStated } from './entry.ts';

/** What was planned, for when, and what became of it. */
export interface PlannedActivity {
	readonly plannedFor?: string | undefined;
	readonly doneOn?: string | undefined;
	readonly isDone: boolean;
}

/** `overdue`: its day has passed and nothing says that it was done, which is no proof that it was not. */
export type PlanState = 'done' | 'overdue' | 'ahead' | 'undated';

/** The state of a plan on a day, `2026-11-23`; a month or a year is over when its last day is. */
export function planState({ plannedFor, isDone }: PlannedActivity, today: string): PlanState {
	if (isDone) return 'done';
	if (plannedFor === undefined || plannedFor === notStated) return 'undated';
	return plannedFor < today.slice(0, plannedFor.length) ? 'overdue' : 'ahead';
}

/** By the day they were planned for, then by the day they were done; what has no date comes last. */
export const byPlan = (a: PlannedActivity, b: PlannedActivity): number =>
	compared(dateOf(a), dateOf(b));

const dateOf = ({ plannedFor, doneOn }: PlannedActivity): string | undefined =>
	[plannedFor, doneOn].find((date) => date !== undefined && date !== notStated);

function compared(a: string | undefined, b: string | undefined): number {
	if (a === b) return 0;
	if (a === undefined || b === undefined) return a === undefined ? 1 : -1;
	return a < b ? -1 : 1;
}
