import type { GridCounts } from '../../pipelines/steps/protect/programmes/grid-counts.ts';
import type { Observed } from './programme-arms.ts';

/** Of every cell of a grid, how many had each event in it, or left; the rest is seen to the end. */
export interface History {
	/** By cause and cell. */
	readonly events: readonly (readonly number[])[];
	readonly censored: readonly number[];
}

/** Every history of an arm of so many people. */
export function histories(size: number, cells: number, causes: number): History[] {
	const parts = (causes + 1) * cells;
	const found: number[][] = [];
	const filled = (counts: number[], left: number) => {
		if (counts.length === parts) found.push(counts);
		else for (let count = 0; count <= left; count++) filled([...counts, count], left - count);
	};
	filled([], size);
	return found.map((counts) => {
		const of = (part: number) => counts.slice(part * cells, (part + 1) * cells);
		return {
			events: Array.from({ length: causes }, (_, cause) => of(cause)),
			censored: of(causes)
		};
	});
}

const added = (counts: readonly number[]) => {
	let sum = 0;
	return counts.map((count) => (sum += count));
};

export const countsOf = (size: number, { events, censored }: History): GridCounts => ({
	size,
	times: censored.map((_, cell) => cell + 1),
	events: events.map(added),
	censored: added(censored)
});

/** The same as people, with times in the middle of their cell. */
export function observedOf(
	size: number,
	{ events, censored }: History,
	causes: readonly string[]
): Observed[] {
	const people: Observed[] = [
		...events.flatMap((counts, which) =>
			counts.flatMap((count, cell) =>
				Array.from({ length: count }, () => ({ time: cell + 0.5, cause: causes[which] ?? '' }))
			)
		),
		...censored.flatMap((count, cell) =>
			Array.from({ length: count }, () => ({ time: cell + 0.5 }))
		)
	];
	const last = censored.length;
	return [...people, ...Array.from({ length: size - people.length }, () => ({ time: last }))];
}

/** The least and the most of numbers. */
export const range = (numbers: readonly number[]) => ({
	lower: Math.min(...numbers),
	upper: Math.max(...numbers)
});

/** Things that look alike, together. */
export function alike<T>(things: readonly T[], look: (thing: T) => string): T[][] {
	const found = new Map<string, T[]>();
	for (const thing of things) {
		const key = look(thing);
		const same = found.get(key);
		if (same) same.push(thing);
		else found.set(key, [thing]);
	}
	return [...found.values()];
}
