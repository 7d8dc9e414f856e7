import { describe, expect, test } from 'vitest';
import { poissonInterval } from '#lib/stats/intervals/poisson-interval.ts';
import { newcombeInterval, scoreInterval } from '#lib/stats/intervals/score-interval.ts';

describe('poissonInterval', () => {
	test('agrees with R poisson.test, also at 0', () => {
		const none = poissonInterval(0);
		expect([none.lower, none.upper]).toAgreeWith([0, -Math.log(0.025)]);
		const ten = poissonInterval(10, 2, 0.9);
		// poisson.test(10, 2, conf.level = .9)$conf.int
		expect([ten.lower, ten.upper]).toAgreeWith([2.712702848545646, 8.481109617860948]);
		expect(() => poissonInterval(1.5)).toThrow('events not a whole number from 0: 1.5');
	});
});

describe('scoreInterval', () => {
	test('holds the share, also where nobody or everybody is a case', () => {
		expect(scoreInterval(0, 10).lower).toBe(0);
		expect(scoreInterval(10, 10).upper).toBe(1);
		expect(scoreInterval(10, 10).lower).toAgreeWith(1 - scoreInterval(0, 10).upper);
		expect(() => scoreInterval(4, 3)).toThrow('cases not from 0 to 3: 4');
	});
});

describe('newcombeInterval', () => {
	test('never leaves -1 and 1, and turns round with its groups', () => {
		const [all, none] = [
			{ cases: 9, size: 9 },
			{ cases: 0, size: 8 }
		];
		const interval = newcombeInterval(all, none);
		expect(interval.upper).toBeLessThanOrEqual(1);
		expect(newcombeInterval(none, all).lower).toAgreeWith(-interval.upper);
	});
});
