import type { InspectedColumn } from './inspected-column.ts';

/** Columns that together name a row, as far as their values tell. */
export interface KeyCandidate {
	readonly columns: readonly string[];
	/** Rows that have the values of an earlier row. */
	readonly repeated: number;
}

/** Rows that share their values of some columns with an earlier row. */
export type RepeatedRows = (columns: readonly string[]) => Promise<number>;

/** More columns than this are no key that anybody declared. */
const mostColumns = 6;

/**
 * Each column that is called like a key or has a value of its own in every row, and the fewest
 * of those called so that name every row together where none does alone.
 */
export async function keyCandidates(
	columns: readonly InspectedColumn[],
	repeatedRows: RepeatedRows
): Promise<KeyCandidate[]> {
	const named = columns.filter(({ role }) => role?.role === 'key' && !role.isWeak);
	const alone = columns.filter(({ role }) => role?.role === 'key');
	const single = alone.map(({ name, profile }) => ({
		columns: [name],
		repeated: profile.rows - profile.distinct
	}));
	const [first] = single.filter(({ repeated }) => repeated === 0);
	if (first || named.length < 2 || named.length > mostColumns) return inOrder(single);
	const whole = named.map(({ name }) => name);
	return inOrder([...single, await fewest(whole, repeatedRows)]);
}

const inOrder = (all: readonly KeyCandidate[]) =>
	[...all].sort((a, b) => a.repeated - b.repeated || a.columns.length - b.columns.length);

/** Leaves out, from the last to the first, what is not needed. */
async function fewest(all: readonly string[], repeatedRows: RepeatedRows): Promise<KeyCandidate> {
	const repeated = await repeatedRows(all);
	if (repeated > 0) return { columns: all, repeated };
	let kept = [...all];
	for (const name of [...all].reverse()) {
		const rest = kept.filter((other) => other !== name);
		if (rest.length > 0 && (await repeatedRows(rest)) === 0) kept = rest;
	}
	return { columns: kept, repeated: 0 };
}
