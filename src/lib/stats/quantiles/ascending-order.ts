const digits = 2 ** 11;

/**
 * The numbers of the elements in ascending order of their values, equal values in the order given, NaN
 * last. R `order`. Radix sort on the bits of the doubles: it skips digits in which all values agree.
 */
export function ascendingOrder(values: Float64Array): Int32Array {
	const [low, high] = sortableWords(values);
	let order = new Int32Array(values.length).map((_, i) => i);
	let spare = new Int32Array(values.length);
	for (const word of [low, high])
		for (const shift of [0, 11, 22]) {
			const places = firstPlaces(word, shift);
			if (!places) continue;
			for (let k = 0; k < order.length; k++) {
				const i = order[k]!;
				spare[places[(word[i]! >>> shift) % digits]!++] = i;
			}
			[order, spare] = [spare, order];
		}
	return order;
}

/** The halves of each double, changed so that they ascend as unsigned numbers when the doubles do. */
function sortableWords(values: Float64Array): [low: Uint32Array, high: Uint32Array] {
	const view = new DataView(new ArrayBuffer(8));
	const low = new Uint32Array(values.length);
	const high = new Uint32Array(values.length);
	for (let i = 0; i < values.length; i++) {
		// Adding 0 turns -0 into 0, which are equal numbers with different bits.
		view.setFloat64(0, values[i]! + 0);
		const [h, l] = [view.getUint32(0), view.getUint32(4)];
		const negative = values[i]! < 0;
		high[i] = negative ? ~h : h | 0x80000000;
		low[i] = negative ? ~l : l;
	}
	return [low, high];
}

/** The first place of the elements of each digit; undefined if all elements have the same. */
function firstPlaces(word: Uint32Array, shift: number): Int32Array | undefined {
	const counts = new Int32Array(digits);
	for (let i = 0; i < word.length; i++) counts[(word[i]! >>> shift) % digits]!++;
	if (counts.includes(word.length)) return undefined;
	let next = 0;
	return counts.map((count) => (next += count) - count);
}
