/** The known name that was probably meant, if one differs by a slip of the hand or by its case. */
export function nearestName(written: string, known: readonly string[]): string | undefined {
	const allowed = Math.min(written.length - 1, Math.max(1, Math.floor(written.length / 3)));
	let best: { readonly name: string; readonly distance: number } | undefined;
	for (const name of known) {
		const distance = slips(written.toLowerCase(), name.toLowerCase());
		if (distance <= allowed && distance < (best?.distance ?? Infinity)) best = { name, distance };
	}
	return best?.name;
}

/** Names to choose from, at most twenty, and the one that was probably meant. */
export function choices(written: string, known: readonly string[]): string {
	const shown = known.slice(0, 20).join(', ') + (known.length > 20 ? ', ...' : '');
	const meant = nearestName(written, known);
	return meant === undefined ? shown : `${shown} (did you mean "${meant}"?)`;
}

/** `unknown category: wommen, did you mean women` */
export function unknownName(what: string, name: string, known: Iterable<string>): string {
	const meant = nearestName(name, [...known]);
	return `unknown ${what}: ${name}${meant === undefined ? '' : `, did you mean ${meant}`}`;
}

/** Letters inserted, left out, replaced or swapped with their neighbour (optimal string alignment). */
function slips(a: string, b: string): number {
	let [before, last] = [[] as number[], Array.from({ length: b.length + 1 }, (_, j) => j)];
	for (let i = 1; i <= a.length; i++) {
		const row = [i];
		for (let j = 1; j <= b.length; j++) {
			const same = a[i - 1] === b[j - 1] ? 0 : 1;
			const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
			row[j] = Math.min(
				last[j]! + 1,
				row[j - 1]! + 1,
				last[j - 1]! + same,
				swapped ? before[j - 2]! + 1 : Infinity
			);
		}
		[before, last] = [last, row];
	}
	return last[b.length]!;
}
