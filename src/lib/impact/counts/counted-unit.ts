import { type EventCount, checkedCount } from './rate-ratio.ts';

/** A unit with its events before and after the programme began. */
export interface CountedUnit {
	readonly name: string;
	readonly treated: boolean;
	/** What was assigned together or shares its shocks; defaults to the unit. */
	readonly cluster?: string;
	readonly before: EventCount;
	readonly after: EventCount;
}

/** A unit whose counts are checked. */
export type CheckedUnit = ReturnType<typeof checkedUnit>;

/** @throws DataError for a count that is none, naming the unit. */
export function checkedUnit({ name, treated, cluster = name, before, after }: CountedUnit) {
	return {
		...{ name, treated, cluster },
		before: checkedCount(before, `unit ${name}, before`),
		after: checkedCount(after, `unit ${name}, after`)
	};
}

/** Events of units together. */
export function totals(units: readonly CheckedUnit[]) {
	return {
		before: units.reduce((sum, { before }) => sum + before.events, 0),
		after: units.reduce((sum, { after }) => sum + after.events, 0)
	};
}
