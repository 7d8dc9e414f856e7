import type { EntryOf } from '#lib/model/registers/registers.ts';

type Recommendation = Pick<EntryOf<'recommendations'>, 'area' | 'state'>;

/** Stands for recommendations whose state nobody states. */
export const unstated = 'not-stated';

interface StateRow {
	readonly area: string;
	/** By state, and `not-stated`. */
	readonly counts: Readonly<Record<string, number>>;
	readonly all: number;
}

/** How many recommendations of each area are in each state; an area without any has zeros. */
export function stateMatrix(
	entries: readonly Recommendation[],
	areas: readonly string[],
	states: readonly string[]
): StateRow[] {
	return areas.map((area) => {
		const own = entries.filter((one) => one.area === area);
		const inState = (wanted: string) =>
			own.filter(({ state = unstated }) => state === wanted).length;
		const counts = [...states, unstated].map((state) => [state, inState(state)] as const);
		return { area, counts: Object.fromEntries(counts), all: own.length };
	});
}
