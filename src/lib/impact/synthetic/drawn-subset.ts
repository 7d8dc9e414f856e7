/** So many different numbers below `from`, drawn with equal chances. */
export function drawnSubset(from: number, size: number, random: () => number): Int32Array {
	const numbers = Int32Array.from({ length: from }, (_, i) => i);
	for (let k = 0; k < size; k++) {
		const at = k + Math.floor(random() * (from - k));
		[numbers[k], numbers[at]] = [numbers[at]!, numbers[k]!];
	}
	return numbers.slice(0, size);
}
