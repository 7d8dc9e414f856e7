import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { survivalSteps } from '#lib/model/survival-steps.ts';
import { protectedSurvival } from '../../../../../pipelines/steps/protect/programmes/protect-survival.ts';
import { alike, histories, observedOf, range } from '../../../../support/arm-histories.ts';
import { testRules } from '../../../../support/disclosure.ts';
import {
	type Observed,
	programme,
	seen,
	spread,
	testCurveRules
} from '../../../../support/programme-arms.ts';
import { describeWithOracle, oracleFile } from '../../../../support/sources.ts';

/** 216 people a year long, as many arrested again as in the two arms of Rossi et al. 1980. */
const year = (events: readonly number[]) => [
	...events.flatMap((count, i) => spread(count, [13 * i, 13 * (i + 1)], 'rearrest')),
	...seen(216 - events.reduce((sum, count) => sum + count, 0), 52)
];
const rossi = programme({ control: year([11, 21, 14, 20]), aid: year([9, 13, 13, 13]) });

describe('protectedSurvival', () => {
	test('gives published shares to the decimal, and rounds every count of people', () => {
		const { curves, withheld } = protectedSurvival(rossi, testCurveRules);
		const [control, aid] = curves.map(({ points }) => points.at(-1)!);
		// Re-arrested within 52 weeks: 30.6 % and 22.2 %.
		expect(control!.causes[0]!.incidence!.share).toBe(0.306);
		expect(aid!.causes[0]!.incidence!.share).toBe(0.222);
		expect(control).toMatchObject({ time: 52, atRisk: 150, censored: 0 });
		expect(control!.causes[0]!.events).toBe(70);
		expect(curves[0]!.points.map(({ time }) => time)).toEqual([0, 13, 26, 39, 52]);
		expect(withheld).toEqual([]);
	});

	test('says nothing of the time after few are left', () => {
		const arm = [...spread(30, [0, 52], 'rearrest'), ...spread(60, [0, 52]), ...seen(10, 104)];
		const given = programme({ arm: [...arm, { time: 103, cause: 'rearrest' }] });
		const [curve] = protectedSurvival(given, testCurveRules).curves;
		expect(curve!.points.at(-1)).toMatchObject({ time: 39, atRisk: 40 });
	});

	test('shows no share of a competing cause that few have', () => {
		const causes = ['rearrest', 'death'];
		const arm = [...spread(30, [0, 52], 'rearrest'), ...spread(5, [0, 52], 'death')];
		const given = programme({ arm: [...arm, ...seen(100, 52)] }, { causes });
		const [curve] = protectedSurvival(given, testCurveRules).curves;
		expect(curve!.points.at(-1)!.causes[1]).toEqual({
			...{ cause: 'death', events: 0, incidence: null }
		});
	});

	test('refuses a fine grid, rules without curves, and arms that are not there', () => {
		const protect = (changes: Partial<typeof rossi>) => () =>
			protectedSurvival({ ...rossi, ...changes }, testCurveRules);
		expect(protect({ grid: 1 })).toThrow('grid finer than 84 days, in weeks: 1');
		expect(protect({ unit: 'month', grid: 3 })).not.toThrow();
		expect(protect({ causes: ['rearrest', 'rearrest'] })).toThrow('causes not named once each');
		const together = (of: string[]) => ({ together: [{ arm: 'both', of }] });
		expect(protect(together(['aid', 'other']))).toThrow('an unknown one: other');
		expect(protect(together(['aid', 'aid']))).toThrow('stands together twice: aid, aid');
		expect(() => protectedSurvival(rossi, testRules)).toThrow('nothing of curves: test-rules');
	});

	test('has a shape that no row of a person fits', () => {
		const curves = protectedSurvival(rossi, testCurveRules);
		const [first, ...others] = curves.curves;
		const changed = (change: object) =>
			survivalSteps.safeParse({ ...curves, curves: [{ ...first, ...change }, ...others] }).success;
		expect(changed({})).toBe(true);
		expect(changed({ people: [{ time: 20, cause: 'rearrest' }] })).toBe(false);
		expect(changed({ points: first!.points.map((one) => ({ ...one, person: 1 })) })).toBe(false);
		expect(changed({ points: first!.points.toReversed() })).toBe(false);
	});
});

/** Survival by Kaplan and Meier, at a time. */
function kaplanMeier(people: readonly Observed[], until: number): number {
	const times = [...new Set(people.map((one) => one.time))].sort((a, b) => a - b);
	return times
		.filter((time) => time <= until)
		.reduce((survival, time) => {
			const events = people.filter((one) => one.time === time && one.cause !== undefined).length;
			return survival * (1 - events / people.filter((one) => one.time >= time).length);
		}, 1);
}

describe('a protected curve', () => {
	test('is near the exact one, by its own error, also where people leave all the time', () => {
		const person = fc.tuple(fc.integer({ min: 1, max: 150 }), fc.integer({ min: 20, max: 60 }));
		const off: number[] = [];
		fc.assert(
			fc.property(fc.array(person, { minLength: 60, maxLength: 250, size: 'max' }), (drawn) => {
				const people = drawn.map(([event, end]): Observed =>
					event <= end ? { time: event, cause: 'rearrest' } : { time: end }
				);
				const [curve] = protectedSurvival(programme({ arm: people }), testCurveRules).curves;
				for (const { time, survival } of curve?.points.slice(1) ?? [])
					off.push(Math.abs(survival.share - kaplanMeier(people, time)) / survival.standardError);
			}),
			{ seed: 3, numRuns: 100 }
		);
		expect(off.length).toBeGreaterThan(200);
		expect(Math.max(...off)).toBeLessThan(0.7);
		expect(off.reduce((sum, one) => sum + one, 0) / off.length).toBeLessThan(0.1);
	});
});

describe('the total of arms', () => {
	test(
		'leaves a withheld arm open: tried with every history of three small arms',
		{ timeout: 30_000 },
		() => {
			const k = 2;
			const curves = { gridDays: 1, minArm: 7, minAtRisk: 4, minEvents: 3, digits: 3 };
			const rules = {
				...{ ...testCurveRules, k, rounding: { cases: 4, digits: 4 } },
				curves: { ...curves, smallArms: 'withhold' as const }
			};
			const cells = { unit: 'week' as const, grid: 1 };
			const sizes = { few: 3, other: 7, shown: 10 };
			const of = (size: number) =>
				histories(size, 1, 1).map((history) => ({
					events: history.events[0]![0]!,
					people: [...observedOf(size, history, ['rearrest'])]
				}));
			// With fewer events there is no curve, and so no total.
			const all = of(sizes.few).flatMap((few) =>
				of(sizes.other)
					.filter((other) => few.events + other.events >= curves.minEvents)
					.flatMap((other) =>
						of(sizes.shown)
							.filter((shown) => shown.events >= curves.minEvents)
							.map((shown) => ({ few, other, shown }))
					)
			);
			const published = all
				.map((arms) => {
					const people = {
						few: arms.few.people,
						other: arms.other.people,
						shown: arms.shown.people
					};
					const given = programme(people, { ...cells, total: true });
					return { arms, steps: protectedSurvival(given, rules) };
				})
				.filter(({ steps }) => steps.total !== null);
			const same = alike(published, ({ steps }) => JSON.stringify(steps));
			expect(same.length).toBeGreaterThan(3);
			for (const group of same)
				for (const arm of ['few', 'other'] as const) {
					const { lower, upper } = range(group.map(({ arms }) => arms[arm].events));
					expect(lower >= k || upper - lower >= k).toBe(true);
				}
		}
	);
});

const incidence = z.object({
	cumulative_incidence: z.object({
		rows: z.array(
			z.object({
				stratum: z.string(),
				t: z.number(),
				p: z.array(z.number()),
				se: z.array(z.number())
			})
		)
	})
});

describeWithOracle('a protected curve beside R', () => {
	const causes = ['progression', 'death'];
	const { rows } = incidence.parse(
		JSON.parse(readFileSync(oracleFile('evaluation/survival.json'), 'utf8'))
	).cumulative_incidence;
	const patients = readFileSync(oracleFile('evaluation/data/mgus2.csv'), 'utf8')
		.trim()
		.split('\n')
		.slice(1)
		.map((line) => line.split(','));
	const peopleOf = (sex: string) =>
		patients
			.filter((cells) => cells[2] === `"${sex}"`)
			.map((cells): Observed => {
				const [ptime = 0, pstat, futime = 0, death] = cells.slice(7).map(Number);
				if (pstat === 1) return { time: ptime, cause: 'progression' };
				return death === 1 ? { time: futime, cause: 'death' } : { time: futime };
			});

	test('has incidences and errors near those of Aalen and Johansen', () => {
		const arms = { 'sex=F': peopleOf('F'), 'sex=M': peopleOf('M') };
		const given = programme(arms, { causes, unit: 'month', grid: 60 });
		const { curves } = protectedSurvival(
			{ ...given, arms: { f: given.arms['sex=F']!, m: given.arms['sex=M']! } },
			testCurveRules
		);
		const off = rows.flatMap(({ stratum, t, p, se }) => {
			const { points } = curves.find(({ arm }) => `sex=${arm.toUpperCase()}` === stratum)!;
			const point = points.find(({ time }) => time === t);
			return (point?.causes ?? []).map(({ incidence: shown }, which) => ({
				away: Math.abs(shown!.share - p[which]!) / se[which]!,
				wider: shown!.standardError / se[which]!
			}));
		});
		expect(off.length).toBeGreaterThan(5);
		for (const { away, wider } of off) {
			expect(away).toBeLessThan(0.5);
			expect(wider).toBeGreaterThan(0.9);
			expect(wider).toBeLessThan(1.4);
		}
	});
});
