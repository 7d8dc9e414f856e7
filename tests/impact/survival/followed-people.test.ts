import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cumulativeIncidence, incidenceAt } from '#lib/impact/survival/cumulative-incidence.ts';
import { eventWindows } from '#lib/impact/survival/event-windows.ts';
import type { Followed } from '#lib/impact/survival/followed.ts';
import { grayTest } from '#lib/impact/survival/gray-test.ts';
import { kaplanMeier, survivalAt } from '#lib/impact/survival/kaplan-meier.ts';
import { logRankTest } from '#lib/impact/survival/log-rank.ts';
import { restrictedMean, restrictedMeanDifference } from '#lib/impact/survival/restricted-mean.ts';
import { riskTable } from '#lib/impact/survival/risk-table.ts';
import { survivalQuantile } from '#lib/impact/survival/survival-quantile.ts';
import { factorOf } from '../../support/evaluation.ts';
import { syntheticAnswered } from '../../support/followed-people.ts';

const followed = (time: number[], event: number[], entry?: number[]): Followed => ({
	time: Float64Array.from(time),
	event: Int32Array.from(event),
	...(entry && { entry: Float64Array.from(entry) })
});

const anybody = fc
	.array(fc.tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 0, max: 2 })), {
		minLength: 2,
		maxLength: 60
	})
	.map((rows) =>
		followed(
			rows.map(([time]) => time),
			rows.map(([, event]) => event)
		)
	);

describe('people under observation', () => {
	test.for([
		[followed([3, 0], [1, 0]), 'time under observation not above 0, row 2: 0'],
		[followed([3, -1], [1, 0]), 'time under observation not above 0, row 2: -1'],
		[followed([3, NaN], [1, 0]), 'time under observation not above 0, row 2: NaN'],
		[followed([3, 4], [1, 2]), 'event not a number from 0 to 1, row 2: 2'],
		[followed([3, 4], [1, 0], [0, 4]), 'entry not before the end of observation at 4, row 2: 4'],
		[followed([], []), 'nobody is under observation, people: 0']
	] as const)('bad rows are refused by place and value: %#', ([people, message]) => {
		expect(() => kaplanMeier(people)).toThrow(message);
	});

	test('counts of a table without late entry add up, as protection asks', () => {
		fc.assert(
			fc.property(anybody, (people) => {
				const { atRisk, events, censored, size } = riskTable(people, 2);
				let left = size;
				atRisk.forEach((count, row) => {
					expect(count).toBe(left);
					left -= censored[row]! + events[0]![row]! + events[1]![row]!;
				});
				expect(left).toBe(0);
			})
		);
	});
});

describe('curves', () => {
	const six = followed([2, 4, 4, 6, 8, 9], [1, 1, 0, 0, 1, 0]);

	test('before the first event there is a share of 1, no error and no interval', () => {
		const [at] = survivalAt(kaplanMeier(six), [1]);
		expect(at).toEqual({
			time: 1,
			state: 'no-event-yet',
			atRisk: 6,
			events: 0,
			censored: 0,
			survival: 1,
			standardError: 0,
			interval: undefined
		});
	});

	test('beyond the last time at which anybody was seen nothing is known', () => {
		const [at] = survivalAt(kaplanMeier(six), [9.5]);
		expect(at).toMatchObject({ state: 'unobserved', survival: undefined, atRisk: 0 });
		const [all] = survivalAt(kaplanMeier(followed([1, 2], [1, 1])), [3]);
		expect(all).toMatchObject({ state: 'nobody-left', survival: 0, interval: undefined });
	});

	test('people who enter late are at risk from their entry on', () => {
		const curve = kaplanMeier(followed([5, 6, 7], [1, 0, 1], [0, 4, 5.5]));
		expect(curve.table.atRisk).toEqual([2, 2, 1]);
		expect(survivalAt(curve, [4.5, 5.2, 5.8]).map(({ atRisk }) => atRisk)).toEqual([2, 1, 2]);
	});

	test('a quantile on a flat step is its middle, and one that is never reached is none', () => {
		const half = kaplanMeier(followed([1, 2, 5, 6], [1, 1, 1, 0]));
		expect(survivalQuantile(half, 0.5).time).toBe(3.5);
		expect(survivalQuantile(half, 0.9).time).toBeUndefined();
	});

	test('with one cause, incidence is 1 minus Kaplan-Meier and so is its error', () => {
		fc.assert(
			fc.property(anybody, (people) => {
				const one = { ...people, event: people.event.map((event) => Math.min(event, 1)) };
				const [curve, other] = [kaplanMeier(one), cumulativeIncidence(one, 1)];
				expect(other.incidence[0]!.map((share) => 1 - share)).toAgreeWith(curve.survival);
				curve.standardErrors.forEach((error, row) => {
					if (error !== undefined)
						expect(other.standardErrors[0]![row]).toAgreeWith(error, { absolute: 1e-7 });
				});
			})
		);
	});

	test('shares of all causes and of nobody sum to 1, and 1 minus Kaplan-Meier is not below', () => {
		fc.assert(
			fc.property(anybody, (people) => {
				const { incidence, survival } = cumulativeIncidence(people, 2);
				const alone = { ...people, event: people.event.map((event) => (event === 1 ? 1 : 0)) };
				kaplanMeier(alone).survival.forEach((share, row) => {
					const [own, other] = [incidence[0]![row]!, incidence[1]![row]!];
					expect(own + other + survival[row]!).toAgreeWith(1);
					expect(1 - share).toBeGreaterThanOrEqual(own - 1e-12);
				});
			})
		);
	});

	test('a mean until a limit that nobody was seen to reach is none', () => {
		expect(restrictedMean(kaplanMeier(six), 20)).toBeUndefined();
		expect(restrictedMean(kaplanMeier(followed([2, 4], [1, 1])), 20)?.estimate).toBe(3);
	});

	test('the difference of two means has the errors of both', () => {
		const [first, second] = [six, followed([3, 5, 7, 9], [1, 0, 1, 0])].map((people) =>
			restrictedMean(kaplanMeier(people), 8)
		);
		const difference = restrictedMeanDifference(first!, second!);
		expect(difference.estimate).toAgreeWith(second!.estimate - first!.estimate);
		expect(difference.standardError ** 2).toAgreeWith(
			first!.standardError ** 2 + second!.standardError ** 2
		);
	});
});

describe('comparisons', () => {
	const { people, competing, arms } = syntheticAnswered();

	test('groups that nobody is in, or one group alone, are refused', () => {
		const two = followed([1, 2], [1, 0]);
		expect(() => logRankTest(two, factorOf(['a', 'a']))).toThrow('nothing to compare, groups: 1');
		const empty = { codes: Int32Array.of(0, 0), levels: ['a', 'b'] };
		expect(() => grayTest(two, empty)).toThrow('nobody in the group: b');
	});

	test('late entry at time zero changes nothing', () => {
		const entry = new Float64Array(people.time.length);
		const late = logRankTest({ ...people, entry }, arms);
		expect(late.statistic).toAgreeWith(logRankTest(people, arms).statistic);
	});

	test('windows have the incidence, the numbers at risk and the difference of the arms', () => {
		const [year] = eventWindows(competing, arms, { windows: [52] });
		const [usual, other] = year!.groups;
		const difference = year!.differences[0]!;
		expect(difference.estimate).toAgreeWith(other!.incidence! - usual!.incidence!);
		expect(difference.interval.upper).toBeLessThan(0);
		expect([usual!.atRisk, other!.atRisk]).toEqual([76, 96]);
		expect(year!.warnings).toEqual([]);
	});

	test('a window that ends after the last observation of a group says so', () => {
		const two = followed([5, 6, 7, 30], [1, 0, 1, 0]);
		const [year] = eventWindows(two, factorOf(['a', 'a', 'b', 'b']), { windows: [12] });
		expect(year!.differences).toEqual([]);
		expect(year!.warnings).toEqual([
			{ code: 'window-not-observed', group: 'a' },
			{ code: 'few-events', group: 'b', events: 1 }
		]);
		expect(year!.groups[0]).toMatchObject({ state: 'unobserved', incidence: undefined });
	});

	test('where nobody leaves and nothing competes a window is the simple share', () => {
		const share = incidenceAt(
			cumulativeIncidence(followed([3, 5, 20, 20], [1, 1, 0, 0]), 1),
			0,
			[12]
		)[0]!;
		expect([share.incidence, share.standardError]).toAgreeWith([0.5, Math.sqrt(0.25 / 4)]);
	});
});
