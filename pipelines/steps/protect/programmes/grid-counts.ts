import { DataError } from '#lib/errors.ts';

/**
 * One arm, exact, as a Kaplan-Meier or cumulative incidence table has it: a row a distinct time, in
 * order. `events` by cause. All are at risk from time 0; nobody enters later.
 */
export interface StepTable {
	readonly time: readonly number[];
	/** Just before that time. */
	readonly atRisk: readonly number[];
	readonly events: Readonly<Record<string, readonly number[]>>;
	readonly censored: readonly number[];
}

/** People of an arm or of several, counted from the start to each time of a grid. Never published. */
export interface GridCounts {
	readonly size: number;
	readonly times: readonly number[];
	/** By cause, the outcome first: with the event until that time. */
	readonly events: readonly (readonly number[])[];
	/** Out of observation before that time: who leaves at it was still seen then. */
	readonly censored: readonly number[];
}

/** Counts at grid times; throws DataError for a table that does not add up. */
export function gridCounts(
	table: StepTable,
	times: readonly number[],
	causes: readonly string[]
): GridCounts {
	expectTable(table, causes);
	const until = (counts: readonly number[], isIn: (time: number, grid: number) => boolean) =>
		times.map((grid) =>
			counts.reduce((sum, count, row) => sum + (isIn(table.time[row]!, grid) ? count : 0), 0)
		);
	return {
		size: table.atRisk[0] ?? 0,
		times,
		events: causes.map((cause) => until(table.events[cause] ?? [], (time, grid) => time <= grid)),
		censored: until(table.censored, (time, grid) => time < grid)
	};
}

/** The counts of arms, by arm. */
export type ArmCounts = ReadonlyMap<string, GridCounts>;

/** Some of the arms as one; throws DataError for an arm that is not there. */
export const armsTogether = (arms: ArmCounts, of: readonly string[]): GridCounts =>
	summedCounts(
		of.map((id) => {
			const counts = arms.get(id);
			if (!counts) throw new DataError(`no step table of arm: ${id}`);
			return counts;
		})
	);

/** Counts of several arms together, at the same times. */
export function summedCounts(arms: readonly GridCounts[]): GridCounts {
	const [first] = arms;
	if (!first) throw new DataError(`no arms to add up: ${arms.length}`);
	const sum = (of: (arm: GridCounts) => readonly number[]) =>
		first.times.map((_, at) => arms.reduce((total, arm) => total + of(arm)[at]!, 0));
	return {
		size: arms.reduce((total, { size }) => total + size, 0),
		times: first.times,
		events: first.events.map((_, cause) => sum(({ events }) => events[cause]!)),
		censored: sum(({ censored }) => censored)
	};
}

function expectTable({ time, atRisk, events, censored }: StepTable, causes: readonly string[]) {
	const unknown = Object.keys(events).find((cause) => !causes.includes(cause));
	if (unknown !== undefined) throw new DataError(`cause of no declared name: ${unknown}`);
	const columns = [atRisk, censored, ...Object.values(events)];
	for (const column of columns) {
		if (column.length !== time.length)
			throw new DataError(`step table with columns of ${time.length} rows and: ${column.length}`);
		const wrong = column.find((count) => !(Number.isSafeInteger(count) && count >= 0));
		if (wrong !== undefined) throw new DataError(`step table with what is no count: ${wrong}`);
	}
	for (const [row, at] of time.entries()) {
		if (!(row === 0 ? at >= 0 : at > time[row - 1]!))
			throw new DataError(`step table out of order at time: ${at}`);
		const gone = columns.slice(1).reduce((sum, column) => sum + column[row]!, 0);
		const next = row + 1 < time.length ? atRisk[row + 1]! : 0;
		if (atRisk[row]! - gone !== next)
			throw new DataError(`numbers at risk do not add up after time: ${at}`);
	}
}
