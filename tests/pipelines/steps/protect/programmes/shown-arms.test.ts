import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
	armCounts,
	programmeRules
} from '../../../../../pipelines/steps/protect/programmes/protect-survival.ts';
import {
	armFault,
	shownArms
} from '../../../../../pipelines/steps/protect/programmes/shown-arms.ts';
import { programme, seen, spread, testCurveRules } from '../../../../support/programme-arms.ts';

const rules = programmeRules(testCurveRules);
const times = [13, 26, 39, 52];

type People = readonly [people: number, events: number, weeks?: number];

/** So many people, of whom so many are arrested again within a year or less. */
const arm = ([people, events, weeks = 52]: People) => [
	...spread(events, [0, weeks], 'rearrest'),
	...seen(people - events, 52)
];

const counts = (arms: Readonly<Record<string, People>>) =>
	armCounts(
		programme(Object.fromEntries(Object.entries(arms).map(([id, of]) => [id, arm(of)]))),
		times
	);

const apart = { rules, together: [], total: false };

describe('shownArms', () => {
	test('withholds arms of few people, few with the outcome and few without it', () => {
		const arms = counts({ big: [200, 60], small: [29, 9], rare: [200, 5], common: [40, 25, 13] });
		expect(shownArms(arms, apart)).toEqual({
			shown: [{ arm: 'big', of: ['big'] }],
			withheld: [
				{ arm: 'small', reason: 'people' },
				{ arm: 'rare', reason: 'counts' },
				{ arm: 'common', reason: 'counts' }
			],
			total: false
		});
	});

	const arms = counts({ city: [24, 8], village: [20, 6], control: [90, 30], waiting: [70, 25] });
	const together = [{ arm: 'programme', of: ['city', 'village'] }];

	test('joins small arms that are declared to belong together', () => {
		expect(shownArms(arms, { ...apart, together, total: true })).toMatchObject({
			shown: [...together, { arm: 'control' }, { arm: 'waiting' }],
			...{ withheld: [], total: true }
		});
		const curves = { ...rules.curves, smallArms: 'withhold' as const };
		const alone = shownArms(arms, { ...apart, together, rules: { ...rules, curves } });
		expect(alone.withheld.map((one) => one.arm)).toEqual(['city', 'village']);
	});

	test('does not join an arm with one that hides fewer than k in it', () => {
		const few = counts({ city: [60, 20], village: [4, 2], control: [90, 30] });
		expect(shownArms(few, { ...apart, together })).toMatchObject({
			shown: [{ arm: 'city' }, { arm: 'control' }],
			withheld: [{ arm: 'village', reason: 'people' }]
		});
	});

	test('withholds the smallest other arm where the total would tell a withheld one', () => {
		const { city, ...others } = { city: [24, 8], control: [90, 30], waiting: [70, 25] } as const;
		expect(shownArms(counts({ city, ...others }), { ...apart, total: true })).toEqual({
			shown: [{ arm: 'control', of: ['control'] }],
			withheld: [
				{ arm: 'city', reason: 'people' },
				{ arm: 'waiting', reason: 'total' }
			],
			total: true
		});
	});

	test('has no total where that would leave no arm', () => {
		const two = counts({ city: [24, 8], control: [90, 30] });
		expect(shownArms(two, { ...apart, total: true })).toMatchObject({
			shown: [{ arm: 'control' }],
			total: false
		});
	});

	test('leaves a rest of the total that may be published, with the fewest people lost', () => {
		const size = fc.tuple(fc.integer({ min: 3, max: 80 }), fc.integer({ min: 5, max: 50 }));
		const several = fc.array(size, { minLength: 2, maxLength: 4 });
		const found = { second: 0 };
		fc.assert(
			fc.property(several, (drawn) => {
				const some = counts(
					Object.fromEntries(
						drawn.map(([n, share], i) => [`arm-${i}`, [n, Math.floor((n * share) / 100)] as const])
					)
				);
				const { shown, withheld, total } = shownArms(some, { ...apart, total: true });
				const people = (ids: readonly string[]) =>
					ids.reduce((sum, id) => sum + (some.get(id)?.size ?? 0), 0);
				const hidden = withheld.map((one) => one.arm);
				const own = withheld.filter(({ reason }) => reason !== 'total').map((one) => one.arm);
				if (!total) return;
				if (hidden.length > 0) expect(armFault(some, hidden, rules)).toBeUndefined();
				found.second += hidden.length - own.length;
				const others = [...some.keys()].filter((id) => !own.includes(id));
				const isEnough = (more: readonly string[]) =>
					own.length + more.length === 0 || !armFault(some, [...own, ...more], rules);
				const least = Array.from({ length: 2 ** others.length - 1 }, (_, mask) =>
					others.filter((__, at) => (mask >> at) & 1)
				)
					.filter(isEnough)
					.reduce((best, more) => Math.min(best, people(more)), Infinity);
				expect(people(hidden) - people(own)).toBe(least);
				expect(shown.length).toBeGreaterThan(0);
			}),
			{ seed: 5, numRuns: 300 }
		);
		expect(found.second).toBeGreaterThan(10);
	});
});
