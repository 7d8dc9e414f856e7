import { DataError, DomainError } from '#lib/errors.ts';
import { seededRandom } from '#lib/stats/replicates/seeded-random.ts';
import type { Panel } from '../panel/panel.ts';
import { type Block, blockOf } from './block.ts';
import { drawnSubset } from './drawn-subset.ts';
import { estimator } from './estimator.ts';
import type { Progress } from './progress.ts';
import { placeboSample, wholeSample } from './sample.ts';
import { type SyntheticFitQuality, type SyntheticOptions, fitQuality } from './synthetic-effect.ts';

export interface PlaceboOptions extends SyntheticOptions {
	/** Groups of controls, where not all are taken; defaults to 999. */
	readonly draws?: number;
	/** Defaults to 1. */
	readonly seed?: number;
	readonly progress?: Progress;
}

/** Controls taken for treated, against all others. */
export interface Placebo {
	readonly units: readonly string[];
	readonly estimate: number;
	readonly rmspe: SyntheticFitQuality;
	/** By period: the placebo less what stands for it. */
	readonly gap: Float64Array;
}

/** Share of the placebos, the estimate among them, that are as far from nothing as it is. */
export interface RankTest {
	readonly p: number;
	/** What p is when no placebo is: 1 / (placebos + 1). */
	readonly smallestP: number;
	/** How many placebos are. */
	readonly asFar: number;
}

export interface PlaceboInSpace {
	readonly estimate: number;
	readonly rmspe: SyntheticFitQuality;
	readonly placebos: readonly Placebo[];
	/** By the size of the estimate; by the ratio of gaps after and before, which forgives bad fits. */
	readonly byEstimate: RankTest;
	/** Undefined where the treated have no gap at all. */
	readonly byRatio: RankTest | undefined;
	/** Whether every group of controls was tried. */
	readonly enumerated: boolean;
	/** Undefined where no random number was drawn. */
	readonly seed: number | undefined;
}

/**
 * Effects found where nothing happened: every control in turn, or every group of as many controls as
 * are treated, against the others (Abadie, Diamond and Hainmueller 2010). The treated are left out.
 * Where groups are more than `draws`, as many are drawn.
 * @throws DataError as `syntheticEffect`, and where no control would be left to compare with.
 */
export function placeboInSpace(panel: Panel, options: PlaceboOptions): PlaceboInSpace {
	const { method, draws = 999, seed = 1, progress } = options;
	if (!(Number.isInteger(draws) && draws >= 1))
		throw new DomainError(`draws not 1 or more: ${draws}`);
	const block = blockOf(panel);
	expectOtherControls(block);
	const fit = estimator(block, method);
	const { groups, enumerated } = placeboGroups(block, draws, seed);
	const own = fit(wholeSample(block));
	const placebos = groups.map((chosen, done): Placebo => {
		const { estimate, gap } = fit(placeboSample(block, chosen));
		progress?.(done + 1, groups.length);
		const units = Array.from(chosen, (i) => block.controls[i]!);
		return { units, estimate, rmspe: fitQuality(gap, block.before), gap };
	});
	const rmspe = fitQuality(own.gap, block.before);
	const ratio = rmspe.ratio;
	return {
		...{ estimate: own.estimate, rmspe, placebos },
		byEstimate: rankTest(placebos, (one) => Math.abs(one.estimate) >= Math.abs(own.estimate)),
		// A placebo without any gap says nothing, and counts against the effect.
		byRatio:
			ratio === undefined
				? undefined
				: rankTest(placebos, (one) => (one.rmspe.ratio ?? Infinity) >= ratio),
		enumerated,
		seed: enumerated ? undefined : seed
	};
}

/** @throws DataError where no control is left beside as many placebos as units are treated. */
export function expectOtherControls({ controls, treated }: Block) {
	if (controls.length <= treated.length)
		throw new DataError(
			`placebos need more control than treated units (${treated.length} treated), find more controls: ${controls.length}`
		);
}

function rankTest(placebos: readonly Placebo[], isAsFar: (one: Placebo) => boolean): RankTest {
	const asFar = placebos.filter(isAsFar).length;
	const count = placebos.length + 1;
	return { p: (asFar + 1) / count, smallestP: 1 / count, asFar };
}

/** Groups of controls as large as the treated: all if they are single or few enough, else drawn. */
function placeboGroups({ controls, treated }: Block, draws: number, seed: number) {
	const [from, size] = [controls.length, treated.length];
	if (size === 1 || combinations(from, size) <= draws)
		return { groups: [...subsets(from, size)], enumerated: true };
	const random = seededRandom(seed);
	const groups = Array.from({ length: draws }, () => drawnSubset(from, size, random));
	return { groups, enumerated: false };
}

function combinations(from: number, size: number): number {
	let count = 1;
	for (let k = 1; k <= size; k++) count *= (from - size + k) / k;
	return Math.round(count);
}

/** Every subset, in the order of its numbers. */
function* subsets(from: number, size: number): Generator<Int32Array> {
	const chosen = Int32Array.from({ length: size }, (_, k) => k);
	for (;;) {
		yield chosen.slice();
		let k = size - 1;
		while (k >= 0 && chosen[k] === from - size + k) k--;
		if (k < 0) return;
		chosen[k]!++;
		for (let next = k + 1; next < size; next++) chosen[next] = chosen[next - 1]! + 1;
	}
}
