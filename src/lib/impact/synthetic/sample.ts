import { type Block, meanRow } from './block.ts';

/** Rows of a block: controls by their numbers, which may repeat, and treated units by their mean. */
export interface Sample {
	readonly controls: Int32Array;
	/** Mean outcome of the treated by period. */
	readonly treated: Float64Array;
	readonly treatedUnits: number;
}

/** The controls and treated of the block as they are. */
export function wholeSample({ controls, treated, treatedOutcomes, periods }: Block): Sample {
	return {
		controls: Int32Array.from(controls.keys()),
		treated: meanRow(treatedOutcomes, Int32Array.from(treated.keys()), periods.length),
		treatedUnits: treated.length
	};
}

/** Some controls of the block taken for treated ones, against all others. */
export function placeboSample(
	{ controls, controlOutcomes, periods }: Block,
	chosen: Int32Array
): Sample {
	const isChosen = new Set(chosen);
	return {
		controls: Int32Array.from(controls.keys()).filter((i) => !isChosen.has(i)),
		treated: meanRow(controlOutcomes, chosen, periods.length),
		treatedUnits: chosen.length
	};
}
