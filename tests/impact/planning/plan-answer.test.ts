import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type FoundPlan, planAnswer } from '#lib/impact/planning/plan-answer.ts';
import { dataNeeds, robustnessChecks } from '#lib/impact/planning/plan-lists.ts';
import { detectableEffect } from '#lib/impact/power/detectable-effect.ts';
import {
	type PlanChoices,
	evaluationPlan,
	outcomesOf,
	planChoices,
	planDesign
} from '#lib/model/evaluation-plan.ts';

type Asked = Partial<PlanChoices>;
const planOf = (asked: Asked) => evaluationPlan(planChoices.parse(asked));
const answerOf = (asked: Asked) => planAnswer(planOf(asked));

function found(asked: Asked): FoundPlan {
	const answer = answerOf(asked);
	if (answer.kind === 'refused') throw new Error(JSON.stringify(answer.refusals));
	return answer;
}

function refused(asked: Asked) {
	const answer = answerOf(asked);
	return answer.kind === 'refused' ? answer.refusals : [];
}

const codes = (asked: Asked) => found(asked).warnings.map(({ code }) => code);

describe('a plan', () => {
	test.for(planDesign.options)('has an answer before anything is chosen: %s', (design) => {
		for (const outcome of outcomesOf(design)) {
			const { detectable, needed, curve } = found({ design, outcome });
			expect(detectable.effect).toBeGreaterThan(0);
			expect(needed).toBeGreaterThan(0);
			expect(curve.length).toBeGreaterThan(3);
		}
	});

	test.for(planDesign.options)('the sample that is asked for finds the effect: %s', (design) => {
		const { unit, size, needed } = found({ design });
		expect(unit === 'points' ? size : needed).toBeGreaterThan(0);
		const own = { individual: 'people', threshold: 'people', survival: 'people' } as const;
		const name = { ...own, clusters: 'clusters', panel: 'areas', staggered: 'areas' } as const;
		if (!(design in name)) return;
		const key = name[design as keyof typeof name];
		const { effect } = planOf({ design });
		expect(found({ design, [key]: needed }).detectable.effect).toBeLessThanOrEqual(
			Math.abs(effect)
		);
		expect(found({ design, [key]: needed! - 1 }).detectable.effect).toBeGreaterThan(
			Math.abs(effect)
		);
	});

	test('never asks for so few units that the plan would be refused', () => {
		const asked = { design: 'staggered', waves: 6, effect: -20 } as const;
		const { needed } = found(asked);
		expect(needed).toBe(23);
		expect(refused({ ...asked, areas: needed! })).toEqual([]);
		expect(refused({ ...asked, areas: needed! - 2 })).not.toEqual([]);
	});

	test('clusters are judged by the closed form, with people lost and the more variable arm', () => {
		const asked = { design: 'clusters', baseline: 30, effect: 8, attrition: 10 } as const;
		const { effect } = detectableEffect({
			...{ kind: 'cluster', units: 40 * 22.5, clusterSize: 22.5, betweenShare: 0.05 },
			standardDeviation: Math.sqrt(0.38 * 0.62)
		});
		expect(found(asked).detectable.effect).toAgreeWith(effect);
	});

	test('many outcomes are judged by the hardest step of Holm', () => {
		const five = found({ outcomes: 5 }).detectable.effect;
		expect(five).toAgreeWith(found({ alpha: 1 }).detectable.effect);
		expect(five).toBeGreaterThan(found({}).detectable.effect);
	});

	test('more units never find less', () => {
		const design = fc.constantFrom(...planDesign.exclude(['one-area', 'series']).options);
		fc.assert(
			fc.property(design, fc.double({ min: 0.01, max: 0.3, noNaN: true }), (one, icc) => {
				const effects = found({ design: one, ...(one === 'clusters' && { icc }) }).curve.map(
					({ effect }) => effect
				);
				expect(effects).toEqual([...effects].sort((a, b) => b - a));
			}),
			{ numRuns: 30 }
		);
	});

	test('of comparison areas only those sizes are asked for that add a rank', () => {
		expect([19, 39, 59, 79, 99]).toContain(found({ design: 'one-area', effect: -7 }).needed);
	});
});

describe('a refusal', () => {
	test('names one treated cluster and the next honest design', () => {
		expect(refused({ clusters: 10, treated: 10 })).toEqual([
			{ code: 'one-treated', n: 1, next: 'one-area' }
		]);
		expect(refused({ clusters: 10, treated: 90 })).toEqual([
			{ code: 'one-comparison', n: 1, next: 'series' }
		]);
		expect(refused({ design: 'staggered', areas: 10, waves: 5 })).toEqual([
			{ code: 'one-treated', n: 1, next: 'panel' }
		]);
	});

	test('says how many comparison areas a rank needs', () => {
		expect(refused({ design: 'one-area', donors: 12 })).toEqual([
			{ code: 'no-rank', needed: 19, next: 'series' }
		]);
		expect(refused({ design: 'one-area', donors: 30, outcomes: 2 })).toEqual([
			{ code: 'no-rank', needed: 39, next: 'series' }
		]);
	});

	test.for(['panel', 'staggered', 'one-area'] as const)(
		'asks for two periods before: %s',
		(design) => {
			expect(refused({ design, before: 1 })).toEqual([
				{ code: 'few-before', n: 1, next: 'clusters' }
			]);
		}
	);

	test('leaves two people at least in the smaller group, after the losses', () => {
		const few = { design: 'individual', people: 20, treated: 10, attrition: 10 } as const;
		expect(refused(few)).toEqual([{ code: 'too-small' }]);
		expect(refused({ ...few, attrition: 0 })).toEqual([]);
	});

	test('does not plan for a share below nothing, nor a series of a few points', () => {
		expect(refused({ baseline: 5, effect: -6 })).toEqual([{ code: 'impossible-effect' }]);
		expect(refused({ outcome: 'count', baseline: 2, effect: -3 })).toEqual([
			{ code: 'impossible-effect' }
		]);
		expect(refused({ baseline: 0, effect: 5 })).toEqual([{ code: 'no-level' }]);
		expect(refused({ design: 'series', before: 2 })).toEqual([{ code: 'short-series' }]);
	});
});

describe('a warning', () => {
	test('tells few clusters, few on one side and few events', () => {
		expect(codes({ clusters: 39 })).toContain('few-clusters');
		expect(codes({ clusters: 40 })).not.toContain('few-clusters');
		expect(codes({ clusters: 60, treated: 10 })).toContain('few-treated');
		expect(codes({ baseline: 2, effect: 1, clusters: 16 })).toContain('few-events');
		expect(codes({ design: 'survival', people: 12 })).toContain('few-events');
	});

	test('tells an effect that cannot be, because there is less than it to lose', () => {
		expect(codes({ design: 'individual', people: 60, baseline: 12, effect: -6 })).toContain(
			'out-of-reach'
		);
	});

	test('tells what a design takes on trust', () => {
		expect(codes({ design: 'panel', autocorrelation: 0, before: 2 })).toEqual([
			'independent-periods',
			'few-before'
		]);
		expect(codes({ design: 'one-area', before: 6 })).toEqual(['short-before', 'coarse-rank']);
		expect(codes({ design: 'series', after: 8 })).toEqual(['short-series']);
		expect(codes({ design: 'staggered' })).toEqual(['two-way']);
		expect(codes({ design: 'threshold' })).toEqual(['local']);
		expect(codes({ design: 'individual', assigned: 'matched' })).toEqual(['unmeasured']);
	});
});

describe('what a plan needs', () => {
	test.for(planDesign.options)('ends in harms, wording and registration: %s', (design) => {
		expect(dataNeeds(planOf({ design })).slice(-3)).toEqual(['harms', 'wording', 'registered']);
		expect(new Set(robustnessChecks(planOf({ design }))).size).toBeGreaterThan(2);
	});

	test('follows from the choices', () => {
		expect(dataNeeds(planOf({ design: 'panel' }))).toContain('neighbours');
		expect(dataNeeds(planOf({ design: 'survival' }))).toContain('time-at-risk');
		expect(dataNeeds(planOf({ outcome: 'count' }))).toContain('exposure');
		expect(dataNeeds(planOf({ assigned: 'matched' }))).toContain('covariates');
		expect(dataNeeds(planOf({ assigned: 'lot' }))).not.toContain('covariates');
	});
});
