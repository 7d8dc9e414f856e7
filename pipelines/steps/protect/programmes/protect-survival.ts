import { DataError } from '#lib/errors.ts';
import type { DisclosureRules } from '#lib/model/disclosure.ts';
import {
	type SurvivalSteps,
	leastDays,
	survivalSteps as survivalStepsSchema
} from '#lib/model/survival-steps.ts';
import { type PointOptions, curvePoints } from './curve-points.ts';
import {
	type ArmCounts,
	type GridCounts,
	type StepTable,
	armsTogether,
	gridCounts,
	summedCounts
} from './grid-counts.ts';
import { type ArmGroup, type ProgrammeRules, shownArms } from './shown-arms.ts';
import { type ToldCounts, toldCounts, toldPoints } from './told-points.ts';

/** The arms of a programme as an estimator leaves them, and what is declared of their curves. */
export interface ProgrammeSurvival extends Pick<SurvivalSteps, 'programme' | 'tier' | 'unit'> {
	/** By arm, exact. */
	readonly arms: Readonly<Record<string, StepTable>>;
	/** The outcome first, then what competes with it. */
	readonly causes: readonly string[];
	/** Time between two points of a curve, in its unit. */
	readonly grid: number;
	/** Which arms may be shown as one. */
	readonly together: readonly ArmGroup[];
	/** Whether all arms together are wanted too, for which another arm may have to go. */
	readonly total: boolean;
}

/** Curves of a programme as they may be published, by rules that say how (`curves`). */
export function protectedSurvival(given: ProgrammeSurvival, by: DisclosureRules): SurvivalSteps {
	const rules = programmeRules(by);
	expectDeclaration(given, rules);
	const arms = armCounts(given, gridTimes(given));
	const choice = shownArms(arms, { ...given, rules });
	const multiple = rules.rounding.cases;
	const told = (of: readonly string[]) => {
		const counts = armsTogether(arms, of);
		return toldCounts(counts, toldPoints(counts, rules.curves, multiple), multiple);
	};
	const options = pointOptions(given, rules);
	const groups = choice.shown.map((group) => ({ group, told: told(group.of) }));
	const rest = [...arms.keys()].filter((id) => !choice.shown.some(({ of }) => of.includes(id)));
	const parts = [...groups.map((one) => one.told), ...(rest.length > 0 ? [told(rest)] : [])];
	const total = choice.total ? totalCounts(parts) : undefined;
	if (total?.times.length === 0) return protectedSurvival({ ...given, total: false }, by);
	return survivalStepsSchema.parse({
		programme: given.programme,
		tier: given.tier,
		rules: rules.id,
		unit: given.unit,
		curves: groups.map((one) => ({ ...one.group, points: curvePoints(one.told, options) })),
		withheld: choice.withheld,
		total: total ? curvePoints(total, options) : null
	});
}

/** What all curves tell together, at the times that they share: nothing that they do not tell. */
export function totalCounts(parts: readonly ToldCounts[]): ToldCounts {
	const [first] = parts;
	if (!first) throw new DataError(`no curves to add up: ${parts.length}`);
	const times = first.times.filter((time) => parts.every((part) => part.times.includes(time)));
	const shared = parts.map((part): GridCounts => {
		const of = (series: readonly number[]) =>
			times.map((time) => series[part.times.indexOf(time)]!);
		const { size, events, censored } = part;
		return { size, times, events: events.map(of), censored: of(censored) };
	});
	const roundingVariance = parts.reduce((sum, part) => sum + part.roundingVariance, 0);
	return { ...summedCounts(shared), roundingVariance };
}

/** The same rules, where they say how curves are protected; else throws DataError. */
export function programmeRules(rules: DisclosureRules): ProgrammeRules {
	const { curves } = rules;
	if (!curves) throw new DataError(`rules that say nothing of curves: ${rules.id}`);
	return { ...rules, curves };
}

export const pointOptions = (
	{ causes }: Pick<ProgrammeSurvival, 'causes'>,
	{ rounding, curves }: ProgrammeRules
): PointOptions => ({ causes, multiple: rounding.cases, digits: curves.digits });

/** Counts of each arm at some times. */
export const armCounts = (
	{ arms, causes }: Pick<ProgrammeSurvival, 'arms' | 'causes'>,
	times: readonly number[]
): ArmCounts =>
	new Map(Object.entries(arms).map(([id, table]) => [id, gridCounts(table, times, causes)]));

/** Multiples of the grid, as long as somebody is under observation. */
function gridTimes({ arms, grid }: ProgrammeSurvival): number[] {
	const last = Math.max(0, ...Object.values(arms).map(({ time }) => time.at(-1) ?? 0));
	return Array.from({ length: Math.floor(last / grid) }, (_, i) => (i + 1) * grid);
}

function expectDeclaration(
	{ arms, causes, grid, unit, together }: ProgrammeSurvival,
	{ curves }: ProgrammeRules
) {
	if (!(grid * leastDays[unit] >= curves.gridDays))
		throw new DataError(`grid finer than ${curves.gridDays} days, in ${unit}s: ${grid}`);
	if (causes.length === 0 || new Set(causes).size < causes.length)
		throw new DataError(`causes not named once each: ${causes.join(', ')}`);
	const named = together.flatMap(({ of }) => of);
	const unknown = named.find((id) => !(id in arms));
	if (unknown !== undefined) throw new DataError(`arms together name an unknown one: ${unknown}`);
	if (new Set(named).size < named.length)
		throw new DataError(`an arm stands together twice: ${named.join(', ')}`);
}
