/** A rectangle in pixels, by its middle. */
export interface Box {
	readonly x: number;
	readonly y: number;
	readonly width: number;
	readonly height: number;
}

export interface Label<T> {
	readonly of: T;
	/** Where it could stand, the best place first. */
	readonly places: readonly Box[];
	/** It is drawn even where no place is free. */
	readonly isNeeded: boolean;
}

export interface PlacedLabel<T> {
	readonly of: T;
	readonly box: Box;
}

/** Labels at the first place of theirs that is free, in their order; one without may be left out. */
export function placedLabels<T>(
	labels: readonly Label<T>[],
	taken: readonly Box[]
): PlacedLabel<T>[] {
	const occupied = [...taken];
	return labels.flatMap(({ of, places, isNeeded }) => {
		const free = places.find((place) => !occupied.some((other) => overlap(place, other)));
		const box = free ?? (isNeeded ? places[0] : undefined);
		if (box === undefined) return [];
		occupied.push(box);
		return [{ of, box }];
	});
}

export function overlap(one: Box, other: Box): boolean {
	return (
		Math.abs(one.x - other.x) < (one.width + other.width) / 2 &&
		Math.abs(one.y - other.y) < (one.height + other.height) / 2
	);
}

/** Middles of labels in a column, each as near to its own as labels above and below let it. */
export function columnPlaces(
	wanted: readonly { readonly y: number; readonly height: number }[],
	bottom: number
): number[] {
	const order = wanted.map((_, i) => i).sort((a, b) => wanted[a]!.y - wanted[b]!.y);
	const places = wanted.map(({ y }) => y);
	let above = -Infinity;
	for (const i of order) {
		places[i] = Math.max(places[i]!, above + wanted[i]!.height / 2);
		above = places[i] + wanted[i]!.height / 2;
	}
	let below = bottom;
	for (const i of order.reverse()) {
		places[i] = Math.min(places[i]!, below - wanted[i]!.height / 2);
		below = places[i] - wanted[i]!.height / 2;
	}
	return places;
}
