import { DataError, DomainError } from '#lib/errors.ts';
import { seededRandom } from '#lib/stats/replicates/seeded-random.ts';
import type { Panel } from '../panel/panel.ts';
import { type Block, blockOf, meanRow } from './block.ts';
import { drawnSubset } from './drawn-subset.ts';
import { type KnownFit, type SyntheticFit, estimator, weightedGap } from './estimator.ts';
import { expectOtherControls } from './placebo-in-space.ts';
import type { Progress } from './progress.ts';
import { type Sample, placeboSample, wholeSample } from './sample.ts';
import type { SyntheticOptions } from './synthetic-effect.ts';

export type SyntheticErrorMethod = 'placebo' | 'bootstrap' | 'jackknife';

export interface SyntheticErrorOptions extends SyntheticOptions {
	readonly error: SyntheticErrorMethod;
	/** Of the placebo and the bootstrap; defaults to 200. */
	readonly replications?: number;
	/** Defaults to 1. */
	readonly seed?: number;
	readonly progress?: Progress;
}

export interface SyntheticError {
	readonly method: SyntheticErrorMethod;
	readonly estimate: number;
	readonly standardError: number;
	/** One a replication; for the jackknife one a unit left out. */
	readonly replicates: Float64Array;
	/** Undefined for the jackknife, which draws nothing. */
	readonly seed: number | undefined;
}

/** Draws of units without a treated or a control one that may follow each other. */
const mostRedraws = 1000;

/**
 * Standard error of `syntheticEffect` by algorithms 2 to 4 of Arkhangelsky et al. (2021), as R synthdid
 * 0.0.9 (`vcov`) but for the random numbers. The placebo takes every unit to be equally noisy. The
 * jackknife keeps the weights, and is not recommended for synthetic control (section 5 there).
 * @throws DataError where the placebo has not more controls than treated units, the others not two
 * treated units, the jackknife not two controls with weight.
 */
export function syntheticError(panel: Panel, options: SyntheticErrorOptions): SyntheticError {
	const { error, method, replications = 200, seed = 1 } = options;
	if (!(Number.isInteger(replications) && replications >= 2))
		throw new DomainError(`replications not 2 or more: ${replications}`);
	const block = blockOf(panel);
	if (error === 'placebo') expectOtherControls(block);
	else expectTwoTreated(block, error);
	const fit = estimator(block, method);
	const whole = fit(wholeSample(block));
	const shared = { method: error, estimate: whole.estimate };
	if (error === 'jackknife') {
		const replicates = leftOutEstimates(block, whole, options.progress);
		const scale = (replicates.length - 1) ** 2 / replicates.length;
		return {
			...shared,
			standardError: Math.sqrt(scale * variance(replicates)),
			replicates,
			seed: undefined
		};
	}
	const random = seededRandom(seed);
	const replicates = new Float64Array(replications);
	for (let done = 0; done < replications; done++) {
		const sample = error === 'placebo' ? drawnPlacebo(block, random) : drawnUnits(block, random);
		replicates[done] = fit(sample, knownOf(whole, sample)).estimate;
		options.progress?.(done + 1, replications);
	}
	const scale = (replications - 1) / replications;
	return { ...shared, standardError: Math.sqrt(scale * variance(replicates)), replicates, seed };
}

function expectTwoTreated({ treated }: Block, error: 'bootstrap' | 'jackknife') {
	if (treated.length < 2)
		throw new DataError(
			`the ${error} needs at least 2 treated units, rank the effect among placebos: ${treated.length}`
		);
}

/** Penalties and weights of the whole, the latter for the controls of the sample alone. */
function knownOf({ omega, lambda, penalty }: SyntheticFit, { controls }: Sample): KnownFit {
	const own = Float64Array.from(controls, (i) => omega[i]!);
	const sum = own.reduce((total, weight) => total + weight, 0);
	return {
		omega: sum > 0 ? own.map((weight) => weight / sum) : own.fill(1 / own.length),
		...{ lambda, penalty }
	};
}

const drawnPlacebo = (block: Block, random: () => number): Sample =>
	placeboSample(block, drawnSubset(block.controls.length, block.treated.length, random));

/** As many units as there are, drawn with replacement until there are some of both kinds. */
function drawnUnits(block: Block, random: () => number): Sample {
	const { controls, treated, treatedOutcomes, periods } = block;
	const count = controls.length + treated.length;
	for (let draw = 0; draw < mostRedraws; draw++) {
		const drawn = Int32Array.from({ length: count }, () => Math.floor(random() * count)).sort();
		const kept = drawn.filter((i) => i < controls.length);
		if (kept.length === 0 || kept.length === count) continue;
		const rows = drawn.subarray(kept.length).map((i) => i - controls.length);
		return {
			controls: kept,
			treated: meanRow(treatedOutcomes, rows, periods.length),
			treatedUnits: rows.length
		};
	}
	throw new DataError(
		`the bootstrap draws no sample with treated and control units, units: ${count}`
	);
}

/** The estimate without each unit, controls first, its weights otherwise kept. */
function leftOutEstimates(block: Block, whole: SyntheticFit, progress?: Progress): Float64Array {
	const { controls, treated, treatedOutcomes, periods } = block;
	const weighted = whole.omega.filter((weight) => weight > 0).length;
	if (weighted < 2)
		throw new DataError(
			`the jackknife needs at least 2 controls with weight, use the placebo: ${weighted}`
		);
	const sample = wholeSample(block);
	const others = (count: number, out: number) =>
		Int32Array.from({ length: count - 1 }, (_, i) => (i < out ? i : i + 1));
	return Float64Array.from({ length: controls.length + treated.length }, (_, unit) => {
		const isControl = unit < controls.length;
		const part: Sample = isControl
			? { ...sample, controls: others(controls.length, unit) }
			: {
					controls: sample.controls,
					treated: meanRow(
						treatedOutcomes,
						others(treated.length, unit - controls.length),
						periods.length
					),
					treatedUnits: treated.length - 1
				};
		const { estimate } = weightedGap(block, part, knownOf(whole, part));
		progress?.(unit + 1, controls.length + treated.length);
		return estimate;
	});
}

function variance(values: Float64Array): number {
	const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
	return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
}
