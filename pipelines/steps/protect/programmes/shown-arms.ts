import type { DisclosureRules, CurveRules } from '#lib/model/disclosure.ts';
import type { SurvivalSteps } from '#lib/model/survival-steps.ts';
import { type ArmCounts, armsTogether } from './grid-counts.ts';
import { toldPoints } from './told-points.ts';

/** Rules that say how curves are protected. */
export type ProgrammeRules = DisclosureRules & { readonly curves: CurveRules };

/** Arms that are one curve. */
export interface ArmGroup {
	readonly arm: string;
	readonly of: readonly string[];
}

export interface ArmChoice {
	readonly shown: readonly ArmGroup[];
	readonly withheld: SurvivalSteps['withheld'];
	/** Whether all arms together may be published beside them. */
	readonly total: boolean;
}

export interface ArmOptions {
	readonly rules: ProgrammeRules;
	/** Which arms may be shown as one. */
	readonly together: readonly ArmGroup[];
	/** Whether all arms together are wanted too. */
	readonly total: boolean;
}

/**
 * Why arms cannot have a curve together: too few people or counts. Whoever knows them all knows each
 * but for what the others leave open, so that the others of each have to be k people.
 */
export function armFault(
	arms: ArmCounts,
	of: readonly string[],
	{ k, rounding, curves }: ProgrammeRules
): 'people' | 'counts' | undefined {
	const counts = armsTogether(arms, of);
	const isBare = (id: string) => counts.size - armsTogether(arms, [id]).size < k;
	if (counts.size < curves.minArm || (of.length > 1 && of.some(isBare))) return 'people';
	return toldPoints(counts, curves, rounding.cases).length === 0 ? 'counts' : undefined;
}

/**
 * Which arms have a curve, alone or as declared together, and which are withheld. Where all arms
 * together are wanted, the withheld ones follow as one from the rest; so they have to be fit to be
 * published as one, or the fewest people more are withheld until they are. Without an arm to show, or
 * none that helps, there is no total instead.
 */
export function shownArms(arms: ArmCounts, { rules, together, total }: ArmOptions): ArmChoice {
	const fault = (of: readonly string[]) => armFault(arms, of, rules);
	const merged = together.filter(
		({ of }) => rules.curves.smallArms === 'merge' && of.some((id) => fault([id])) && !fault(of)
	);
	const isMerged = (id: string) => merged.some(({ of }) => of.includes(id));
	const alone = [...arms.keys()].filter((id) => !isMerged(id)).map((id) => ({ arm: id, of: [id] }));
	const shown = [...merged, ...alone].filter(({ of }) => !fault(of));
	const withheld = alone.flatMap(({ arm }) => {
		const reason = fault([arm]);
		return reason ? [{ arm, reason }] : [];
	});
	if (!total || shown.length === 0) return { shown, withheld, total: false };
	const hidden = withheld.map(({ arm }) => arm);
	const also = hidden.length === 0 ? [] : secondArms(arms, { shown, hidden, rules });
	if (!also) return { shown, withheld, total: false };
	return {
		shown: shown.filter((group) => !also.includes(group)),
		withheld: [...withheld, ...also.map(({ arm }) => ({ arm, reason: 'total' as const }))],
		total: true
	};
}

interface Rest {
	readonly shown: readonly ArmGroup[];
	readonly hidden: readonly string[];
	readonly rules: ProgrammeRules;
}

/** Of all choices that leave a curve the one of the fewest people; undefined where none is enough. */
function secondArms(
	arms: ArmCounts,
	{ shown, hidden, rules }: Rest
): readonly ArmGroup[] | undefined {
	const people = (groups: readonly ArmGroup[]) =>
		groups.reduce((sum, { of }) => sum + armsTogether(arms, of).size, 0);
	const choices = shown.reduce<readonly (readonly ArmGroup[])[]>(
		(found, group) => [...found, ...found.map((some) => [...some, group])],
		[[]]
	);
	return choices
		.filter((some) => some.length < shown.length)
		.filter((some) => !armFault(arms, [...hidden, ...some.flatMap(({ of }) => of)], rules))
		.sort((a, b) => people(a) - people(b))[0];
}
