import { isDeepStrictEqual } from 'node:util';
import type { DisclosureRules } from '#lib/model/disclosure.ts';
import { type CurvePoint, type SurvivalSteps, leastDays } from '#lib/model/survival-steps.ts';
import { type AttackedCount, attackedCounts, isTight } from './attacked-curve.ts';
import { curvePoints } from './curve-points.ts';
import { type ArmCounts, armsTogether } from './grid-counts.ts';
import {
	type ProgrammeSurvival,
	armCounts,
	pointOptions,
	programmeRules,
	totalCounts
} from './protect-survival.ts';
import { type ProgrammeRules, armFault } from './shown-arms.ts';
import { leastAtRisk, toldCounts } from './told-points.ts';

/** Something that curves tell and may not. */
export interface CurveLeak {
	/** An arm, or `total`. */
	readonly curve: string;
	/**
	 * digits: a number that is not what the rounded counts give, and so may tell exact ones. grid: two
	 * times too near. tail: too few left. arm: arms that may not have a curve. overlap: an arm in two
	 * curves, whose difference is a third. rest: the total less what is shown. outcome, competing,
	 * censored: a count of people between two times.
	 */
	readonly kind: 'digits' | 'grid' | 'tail' | 'arm' | 'overlap' | 'rest' | AttackedCount['of'];
	readonly where: string;
}

export interface SurvivalAudit {
	readonly leaks: readonly CurveLeak[];
	/** Of the counts that may be below k the one with the least room for what it needs. */
	readonly tightest: { readonly width: number; readonly required: number } | null;
}

/**
 * What anybody could learn of few people from curves as they are published, given the exact tables
 * that they were made from. A curve of which one number is not what its rounded counts give is taken
 * to tell all its counts exactly.
 */
export function auditSurvival(
	{ unit, curves, total }: SurvivalSteps,
	given: ProgrammeSurvival,
	by: DisclosureRules
): SurvivalAudit {
	const rules = programmeRules(by);
	const attack = { given, rules };
	const shown = curves.map(({ arm, of, points }) => attackedCurve(attack, { arm, of, points }));
	const of = curves.flatMap((curve) => curve.of);
	const rest = Object.keys(given.arms).filter((id) => !of.includes(id));
	const both = [...shown, ...(total ? attackedTotal(attack, { curves, total, rest }) : [])];
	const overlaps = of
		.filter((id, at) => of.indexOf(id) < at)
		.map((id): CurveLeak => ({ curve: id, kind: 'overlap', where: 'in two curves' }));
	const near = [...curves, ...(total ? [{ arm: 'total', points: total }] : [])].flatMap(
		({ arm, points }) => nearTimes(arm, points, rules.curves.gridDays / leastDays[unit])
	);
	return {
		leaks: [...overlaps, ...near, ...both.flatMap(({ leaks }) => leaks)],
		tightest: tightest(
			both.flatMap(({ counts }) => counts),
			rules.k
		)
	};
}

interface Attacked {
	readonly leaks: readonly CurveLeak[];
	readonly counts: readonly AttackedCount[];
}

interface Attacker {
	readonly given: ProgrammeSurvival;
	readonly rules: ProgrammeRules;
}

interface Published {
	readonly arm: string;
	readonly of: readonly string[];
	readonly points: readonly CurvePoint[];
}

const timesOf = (points: readonly CurvePoint[]) => points.slice(1).map(({ time }) => time);

function attackedCurve({ given, rules }: Attacker, { arm, of, points }: Published): Attacked {
	const times = timesOf(points);
	const arms = armCounts(given, times);
	const counts = armsTogether(arms, of);
	const told = toldCounts(counts, [...times.keys()], rules.rounding.cases);
	const follows = isDeepStrictEqual(points, curvePoints(told, pointOptions(given, rules)));
	const attacked = attackedArms({ arm, of, arms, rules, follows });
	const digits: CurveLeak = { curve: arm, kind: 'digits', where: `up to ${times.at(-1)}` };
	return { ...attacked, leaks: [...(follows ? [] : [digits]), ...attacked.leaks] };
}

interface AttackedArms {
	readonly arm: string;
	readonly of: readonly string[];
	readonly arms: ArmCounts;
	readonly rules: ProgrammeRules;
	/** Nothing is told but rounded counts. */
	readonly follows: boolean;
}

/** Counts of arms at the times that are published of them. */
function attackedArms({ arm, of, arms, rules, follows }: AttackedArms): Attacked {
	const { k, width: share, curves } = rules;
	const counts = armsTogether(arms, of);
	const multiple = follows ? rules.rounding.cases : 1;
	const attacked = attackedCounts(counts, { multiple, k, share });
	const fault = armFault(arms, of, rules);
	const leaks: CurveLeak[] = fault ? [{ curve: arm, kind: 'arm', where: of.join(', ') }] : [];
	const end = counts.times.length - 1;
	if (end >= 0 && leastAtRisk(counts, end, multiple) < curves.minAtRisk)
		leaks.push({ curve: arm, kind: 'tail', where: `at ${counts.times[end]}` });
	for (const count of attacked)
		if (isTight(count, k))
			leaks.push({ curve: arm, kind: count.of, where: `after ${count.from} until ${count.to}` });
	return { leaks, counts: attacked };
}

interface TotalAndArms extends Pick<SurvivalSteps, 'curves'> {
	readonly total: readonly CurvePoint[];
	/** Arms that no curve shows. */
	readonly rest: readonly string[];
}

/** The total, and what is left of it when the arms that are shown are taken away. */
function attackedTotal(
	{ given, rules }: Attacker,
	{ curves, total, rest }: TotalAndArms
): Attacked[] {
	const times = timesOf(total);
	const arms = armCounts(given, times);
	const told = (of: readonly string[]) =>
		toldCounts(armsTogether(arms, of), [...times.keys()], rules.rounding.cases);
	const parts = [...curves.map(({ of }) => told(of)), ...(rest.length > 0 ? [told(rest)] : [])];
	const follows = isDeepStrictEqual(
		total,
		curvePoints(totalCounts(parts), pointOptions(given, rules))
	);
	const leaks: CurveLeak[] = follows
		? []
		: [{ curve: 'total', kind: 'digits', where: `up to ${times.at(-1)}` }];
	for (const { arm, points } of curves) {
		const own = timesOf(points);
		for (const time of times.filter((at) => !own.includes(at)))
			leaks.push({ curve: arm, kind: 'rest', where: `from the total at ${time}` });
	}
	const left = rest.length > 0 && attackedArms({ arm: 'total', of: rest, arms, rules, follows });
	return [{ leaks, counts: [] }, ...(left ? [left] : [])];
}

function nearTimes(arm: string, points: readonly CurvePoint[], least: number): CurveLeak[] {
	return points
		.slice(1)
		.filter(({ time }, at) => time - points[at]!.time < least)
		.map(({ time }) => ({ curve: arm, kind: 'grid', where: `before ${time}` }));
}

function tightest(counts: readonly AttackedCount[], k: number): SurvivalAudit['tightest'] {
	const room = counts
		.filter(({ lower }) => lower < k)
		.map(({ lower, upper, required }) => ({ width: upper - lower, required }));
	return room.sort((a, b) => a.width / a.required - b.width / b.required)[0] ?? null;
}
