import type { EvaluationPlan } from '#lib/model/evaluation-plan.ts';
import { type PlanRefusal, type PlanWarning, planRefusals, planWarnings } from './plan-warnings.ts';
import { type Detectable, type PlanUnit, type SizedDesign, sizedDesign } from './sized-design.ts';

/** What a plan can find; or every reason why it should not be carried out as it is. */
export type PlanAnswer =
	| { readonly kind: 'refused'; readonly refusals: readonly PlanRefusal[] }
	| ({ readonly kind: 'found' } & FoundPlan);

export interface FoundPlan {
	readonly unit: PlanUnit;
	readonly size: number;
	readonly detectable: Detectable;
	/** Units that find the expected effect; undefined if no number within reach does. */
	readonly needed: number | undefined;
	/** The smallest effect that is found, by size; in ascending order of sizes. */
	readonly curve: readonly { readonly size: number; readonly effect: number }[];
	readonly warnings: readonly PlanWarning[];
}

/** The smallest effect that a plan finds, and how much of it the expected effect takes. */
export function planAnswer(plan: EvaluationPlan): PlanAnswer {
	const refusals = planRefusals(plan);
	if (refusals.length > 0) return { kind: 'refused', refusals };
	const design = sizedDesign(plan);
	const detectable = design.at(design.size);
	if (!detectable) return { kind: 'refused', refusals: [{ code: 'too-small' }] };
	const needed = neededSize(design, Math.abs(plan.effect));
	return {
		...{ kind: 'found', unit: design.unit, size: design.size, detectable, needed },
		curve: curveOf(design, needed),
		warnings: planWarnings(plan, detectable)
	};
}

/** The largest number of units that is searched. */
const largest = 1e7;

function neededSize(design: SizedDesign, effect: number): number | undefined {
	const finds = (size: number) => (design.at(size)?.effect ?? Infinity) <= effect;
	if (design.steps) return design.steps.find(finds);
	let [low, high] = [design.smallest - 1, design.smallest];
	// Points of a series cost a matrix each: ten thousand are more than anybody has.
	const limit = design.unit === 'points' ? 2000 : largest;
	while (!finds(high)) {
		if (high >= limit) return undefined;
		[low, high] = [high, Math.min(limit, 2 * high)];
	}
	while (high - low > 1) {
		const middle = Math.floor((low + high) / 2);
		if (finds(middle)) high = middle;
		else low = middle;
	}
	return high;
}

const curvePoints = 24;
const fewestSteps = 5;

function curveOf(design: SizedDesign, needed: number | undefined): FoundPlan['curve'] {
	const marks = [design.size, needed ?? design.size];
	const first = Math.max(design.smallest, Math.min(...marks) / 3);
	const last = Math.max(...marks) * 1.6;
	const even = Array.from({ length: curvePoints + 1 }, (_, i) =>
		Math.round(first * (last / first) ** (i / curvePoints))
	);
	const steps = design.steps?.filter((step, i) => step <= last || i < fewestSteps) ?? even;
	const sizes = [...new Set([...steps, ...marks])].sort((one, other) => one - other);
	return sizes.flatMap((size) => {
		const effect = design.at(size)?.effect;
		return effect === undefined ? [] : [{ size, effect }];
	});
}
