import type { DisclosureRules } from '#lib/model/disclosure.ts';
import { disclosureRules } from '#lib/model/disclosure.ts';
import type { StepTable } from '../../pipelines/steps/protect/programmes/grid-counts.ts';
import type { ProgrammeSurvival } from '../../pipelines/steps/protect/programmes/protect-survival.ts';
import { testRules } from './disclosure.ts';

/** Until when somebody was observed, and what ended it: a cause, or nothing. */
export interface Observed {
	readonly time: number;
	readonly cause?: string;
}

/** As strict as those that come with the product. */
export const testCurveRules: DisclosureRules = disclosureRules.parse({
	...testRules,
	minPsus: 1,
	curves: {
		...{ gridDays: 84, minArm: 30, minAtRisk: 20, minEvents: 6, digits: 3 },
		smallArms: 'merge'
	}
});

/** The exact table of people, as a Kaplan-Meier estimator leaves it. */
export function stepTable(people: readonly Observed[], causes: readonly string[]): StepTable {
	const time = [...new Set(people.map((one) => one.time))].sort((a, b) => a - b);
	const count = (has: (one: Observed) => boolean) =>
		time.map((at) => people.filter((one) => one.time === at && has(one)).length);
	return {
		time,
		atRisk: time.map((at) => people.filter((one) => one.time >= at).length),
		events: Object.fromEntries(causes.map((cause) => [cause, count((one) => one.cause === cause)])),
		censored: count((one) => one.cause === undefined)
	};
}

/** So many people in weeks evenly between two times. */
export const spread = (
	people: number,
	[from, to]: readonly [number, number],
	cause?: string
): Observed[] =>
	Array.from({ length: people }, (_, i) => ({
		time: from + 1 + Math.floor((i * (to - from)) / people),
		...(cause === undefined ? {} : { cause })
	}));

/** People who are seen until a time without an event. */
export const seen = (people: number, until: number): Observed[] =>
	Array.from({ length: people }, () => ({ time: until }));

/** A programme of these arms, by weeks on a grid of a quarter. */
export function programme(
	arms: Readonly<Record<string, readonly Observed[]>>,
	changes: Partial<ProgrammeSurvival> = {}
): ProgrammeSurvival {
	const causes = changes.causes ?? ['rearrest'];
	return {
		...{ programme: 'test-programme', tier: 'protected', unit: 'week', grid: 13 },
		...{ causes, together: [], total: false },
		arms: Object.fromEntries(
			Object.entries(arms).map(([id, people]) => [id, stepTable(people, causes)])
		),
		...changes
	};
}
