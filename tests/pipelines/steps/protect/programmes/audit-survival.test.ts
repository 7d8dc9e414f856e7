import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { SurvivalSteps } from '#lib/model/survival-steps.ts';
import { auditSurvival } from '../../../../../pipelines/steps/protect/programmes/audit-survival.ts';
import {
	type ProgrammeSurvival,
	protectedSurvival
} from '../../../../../pipelines/steps/protect/programmes/protect-survival.ts';
import {
	type Observed,
	programme,
	seen,
	spread,
	testCurveRules as rules
} from '../../../../support/programme-arms.ts';

const causes = ['rearrest', 'death'];
const arm = (people: number, events: number, deaths: number): Observed[] => [
	...spread(events, [0, 78], 'rearrest'),
	...spread(deaths, [0, 78], 'death'),
	...spread(Math.floor(people / 4), [26, 78]),
	...seen(people - events - deaths - Math.floor(people / 4), 78)
];
const given = programme(
	{ aid: arm(140, 40, 3), control: arm(120, 45, 12), pilot: arm(24, 9, 0) },
	{ causes, total: true }
);

/** The same by rules that protect nothing, or less. */
const lax = (changes: Partial<(typeof rules)['curves'] & object>, multiple = 1) => ({
	...{ ...rules, rounding: { ...rules.rounding, cases: multiple } },
	curves: {
		...{ gridDays: 1, minArm: 1, minAtRisk: 1, minEvents: 1, digits: 3 },
		...{ smallArms: 'withhold' as const, ...changes }
	}
});

const kinds = (steps: SurvivalSteps, of: ProgrammeSurvival = given) => [
	...new Set(auditSurvival(steps, of, rules).leaks.map(({ curve, kind }) => `${curve} ${kind}`))
];

type Point = SurvivalSteps['curves'][number]['points'][number];

/** What is published of one arm, with its last point changed. */
function planted(change: (last: Point) => Point): SurvivalSteps {
	const one = { ...given, total: false };
	const steps = protectedSurvival(one, rules);
	const [first, ...others] = steps.curves;
	const { points } = first!;
	const changed = [...points.slice(0, -1), change(points.at(-1)!)];
	return { ...steps, curves: [{ ...first!, points: changed }, ...others] };
}

describe('auditSurvival', () => {
	test('finds nothing in what is protected, and says how near it came', () => {
		const steps = protectedSurvival(given, rules);
		expect(steps.curves.map((one) => one.arm)).toEqual(['aid']);
		expect(steps.total).not.toBeNull();
		const { leaks, tightest } = auditSurvival(steps, given, rules);
		expect(leaks).toEqual([]);
		expect(tightest!.width).toBeGreaterThanOrEqual(tightest!.required);
	});

	test('finds nothing in what is protected of any programme', { timeout: 30_000 }, () => {
		const person = fc.tuple(fc.integer({ min: 1, max: 300 }), fc.integer({ min: 10, max: 90 }));
		const people = fc
			.array(person, { minLength: 10, maxLength: 200, size: 'max' })
			.map((drawn) =>
				drawn.map(([event, end]): Observed =>
					event > end ? { time: end } : { time: event, cause: causes[event % 4 === 0 ? 1 : 0]! }
				)
			);
		const found = { curves: 0, totals: 0, rests: 0 };
		fc.assert(
			fc.property(fc.tuple(people, people, people), fc.boolean(), ([a, b, c], isJoined) => {
				const together = isJoined ? [{ arm: 'ab', of: ['a', 'b'] }] : [];
				const drawn = programme({ a, b, c }, { causes, together, total: true });
				const steps = protectedSurvival(drawn, rules);
				const { leaks, tightest } = auditSurvival(steps, drawn, rules);
				expect(leaks).toEqual([]);
				if (tightest) expect(tightest.width).toBeGreaterThanOrEqual(tightest.required);
				found.curves += steps.curves.length;
				found.totals += steps.total ? 1 : 0;
				found.rests += steps.total && steps.withheld.length > 0 ? 1 : 0;
			}),
			{ seed: 8, numRuns: 200 }
		);
		expect(found.curves).toBeGreaterThan(200);
		expect(found.totals).toBeGreaterThan(50);
		expect(found.rests).toBeGreaterThan(10);
	});

	test('finds a fine grid, where a point tells of one person', () => {
		const fine = { ...given, grid: 1, total: false };
		const steps = protectedSurvival(fine, lax({ minArm: 30, minAtRisk: 25 }, 10));
		expect(kinds(steps)).toEqual(
			expect.arrayContaining(['aid grid', 'aid outcome', 'control grid', 'control outcome'])
		);
	});

	test('finds a number at risk as it is, which tells who left', () => {
		const steps = planted((last) => ({ ...last, atRisk: last.atRisk + 3 }));
		expect(kinds(steps)).toContain('aid digits');
		expect(kinds(steps)).toContain('aid competing');
	});

	test('finds a last point with one person', () => {
		const lonely = programme({ aid: [...spread(119, [0, 78], 'rearrest'), ...seen(1, 91)] });
		const steps = protectedSurvival(lonely, lax({ minArm: 30, minEvents: 6 }));
		expect(steps.curves[0]!.points.at(-1)).toMatchObject({ atRisk: 1 });
		expect(kinds(steps, lonely)).toContain('aid tail');
	});

	test('finds a small arm, alone and as the rest of a total', () => {
		const small = protectedSurvival(given, lax({ minArm: 20, minEvents: 6, minAtRisk: 5 }, 10));
		expect(kinds(small)).toContain('pilot arm');
		const without = { ...small, curves: small.curves.filter((one) => one.arm !== 'pilot') };
		expect(kinds(without)).toContain('total arm');
	});

	test('finds an arm that is the difference of two curves', () => {
		const steps = protectedSurvival({ ...given, total: false }, rules);
		const twice = { ...steps, curves: [...steps.curves, { ...steps.curves[0]!, arm: 'both' }] };
		expect(kinds(twice)).toContain('aid overlap');
	});

	test('finds a total at a time that an arm leaves out', () => {
		const two = { ...given, arms: { aid: given.arms['aid']!, control: given.arms['control']! } };
		const steps = protectedSurvival(two, rules);
		expect(kinds(steps, two)).toEqual([]);
		const [first, ...others] = steps.curves;
		const points = first!.points.filter((_, at) => at !== 1);
		const left = { ...steps, curves: [{ ...first!, points }, ...others] };
		expect(kinds(left, two)).toContain('aid rest');
	});
});

/** The numerator and denominator of a decimal number, by continued fractions. */
function fraction(value: number, within: number): readonly [number, number] {
	let [x, [p, q], [before, under]] = [value, [Math.floor(value), 1], [1, 0]];
	while (Math.abs(p / q - value) > within) {
		x = 1 / (x - Math.floor(x));
		const whole = Math.floor(x);
		[[p, q], [before, under]] = [
			[whole * p + before, whole * q + under],
			[p, q]
		];
	}
	return [p, q];
}

describe('six digits of survival', () => {
	test('tell how many were at risk, which the audit calls a leak', () => {
		// 41 of 43 who were left after 97 who are counted elsewhere: exact, at a fine time.
		expect(fraction(Number((41 / 43).toFixed(6)), 5e-7)).toEqual([41, 43]);
		const steps = planted((last) => {
			const share = Number((last.survival.share + 0.000412).toFixed(6));
			return { ...last, survival: { ...last.survival, share } };
		});
		expect(kinds(steps)).toContain('aid digits');
		expect(kinds(steps)).toContain('aid competing');
	});
});
