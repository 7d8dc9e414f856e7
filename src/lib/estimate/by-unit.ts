/** Positions in ascending order of their unit; the same array where they are. */
export function byUnit(positions: Int32Array, unit: Int32Array): Int32Array {
	for (let k = 1; k < positions.length; k++)
		if (unit[positions[k]!]! < unit[positions[k - 1]!]!)
			return positions.slice().sort((a, b) => unit[a]! - unit[b]!);
	return positions;
}
