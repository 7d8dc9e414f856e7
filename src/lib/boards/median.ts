/** The middle value, of an even number the mean of the two in the middle; NaN of none. */
export function median(values: readonly number[]): number {
	const inOrder = values.toSorted((a, b) => a - b);
	const half = inOrder.length / 2;
	const [low, high] = [inOrder[Math.ceil(half) - 1], inOrder[Math.floor(half)]];
	return low === undefined || high === undefined ? NaN : (low + high) / 2;
}
