import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type TTest, contrastTest } from '#lib/stats/contrasts/contrast-test.ts';
import { boardSignals } from '#lib/stats/series/board-signals.ts';
import { differenceOfWaves, smallestDetectableChange } from '#lib/stats/series/survey-change.ts';
import { tQuantile } from '#lib/stats/distributions/t-quantile.ts';
import { twoSidedTail } from '#lib/stats/distributions/tails.ts';
import { normalDraws } from '../../support/autoregressive-panel.ts';

const before = { estimate: 0.2, standardError: 0.03 };
const after = { estimate: 0.26, standardError: 0.04 };

describe('differenceOfWaves', () => {
	test('of waves drawn apart adds the variances', () => {
		const { estimate, standardError } = differenceOfWaves({ before, after, overlap: 0 });
		expect([estimate, standardError]).toAgreeWith([0.06, 0.05]);
	});

	test('of a panel is that of the differences of its people', () => {
		const whole = { before, after, overlap: 1, correlation: 1 };
		expect(differenceOfWaves(whole).standardError).toAgreeWith(0.01);
		const half = differenceOfWaves({ before, after, overlap: 0.5, correlation: 0.6 });
		expect(half.standardError).toAgreeWith(Math.sqrt(0.0025 - 2 * 0.3 * 0.0012));
	});

	test('turns with the waves, and more overlap of answers that agree makes it surer', () => {
		const share = fc.double({ min: 0, max: 1, noNaN: true });
		fc.assert(
			fc.property(share, share, share, (one, other, correlation) => {
				const [overlap, more] = [one, other].sort((a, b) => a - b);
				const own = differenceOfWaves({ before, after, overlap: overlap!, correlation });
				const turned = differenceOfWaves({
					...{ before: after, after: before, overlap: overlap!, correlation }
				});
				expect(turned.estimate).toAgreeWith(-own.estimate);
				expect(turned.standardError).toAgreeWith(own.standardError);
				const surer = differenceOfWaves({ before, after, overlap: more!, correlation });
				expect(surer.standardError).toBeLessThanOrEqual(own.standardError! + 1e-15);
			})
		);
	});

	test('refuses percents and an overlap without a correlation', () => {
		expect(() => differenceOfWaves({ before, after, overlap: 40, correlation: 0.5 })).toThrow(
			'overlap not in [0, 1]: 40'
		);
		expect(() => differenceOfWaves({ before, after, overlap: 0.4 })).toThrow(
			'correlation of waves that overlap not in [-1, 1]: NaN'
		);
		const bad = { estimate: 0.2, standardError: -1 };
		expect(() => differenceOfWaves({ before: bad, after, overlap: 0 })).toThrow(
			'invalid standardError: -1'
		);
	});
});

describe('smallestDetectableChange', () => {
	test('is 2.80 standard errors by convention, more with few degrees of freedom', () => {
		expect(smallestDetectableChange({ standardError: 1 })).toBeCloseTo(2.8016, 4);
		expect(smallestDetectableChange({ standardError: 1, df: 10 })).toBeGreaterThan(3);
		expect(smallestDetectableChange({ standardError: 0 })).toBe(0);
	});

	test('is found four times in five', () => {
		const normal = normalDraws(3);
		const standardError = 2;
		const change = smallestDetectableChange({ standardError });
		let found = 0;
		for (let draw = 0; draw < 4000; draw++) {
			const estimate = change + standardError * normal();
			found += Number(contrastTest({ estimate, standardError }, { df: Infinity })!.p <= 0.05);
		}
		expect(found / 4000).toBeGreaterThan(0.78);
		expect(found / 4000).toBeLessThan(0.82);
	});
});

describe('boardSignals', () => {
	const changeOf = (p: number, sign = 1): TTest =>
		contrastTest(
			{ estimate: sign * tQuantile(1 - p / 2, Infinity), standardError: 1 },
			{ df: Infinity }
		)!;

	// Benjamini and Hochberg (1995), section 4: of 15 hypotheses the first four are rejected.
	test('finds the four of the example of Benjamini and Hochberg', () => {
		const values = [
			...[0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459],
			...[0.324, 0.4262, 0.5719, 0.6528, 0.759, 0.9999]
		];
		const found = boardSignals(values.map((p) => changeOf(p)));
		expect(found.flatMap((one, tile) => (one?.kind === 'clear' ? [tile] : []))).toEqual([
			0, 1, 2, 3
		]);
	});

	test('says the direction, and keeps tiles without a test in their place', () => {
		const [up, none, down] = boardSignals([changeOf(0.001), undefined, changeOf(0.001, -1)]);
		expect(up).toMatchObject({ kind: 'clear', direction: 'up' });
		expect(none).toBeUndefined();
		expect(down).toMatchObject({ kind: 'clear', direction: 'down' });
		expect(boardSignals([])).toEqual([]);
	});

	test('tells a smallest change that four boards in five would have called clear', () => {
		const others = [0.001, 0.3, 0.6, 0.8].map((p) => changeOf(p));
		const [, , , , tile] = boardSignals([...others, changeOf(0.5)]);
		const smallest = tile?.kind === 'no-clear-change' ? tile.smallest : 0;
		const normal = normalDraws(5);
		let clear = 0;
		for (let draw = 0; draw < 2000; draw++) {
			const change = { estimate: smallest + normal(), standardError: 1 };
			const signals = boardSignals([...others, contrastTest(change, { df: Infinity })!]);
			clear += Number(signals[4]?.kind === 'clear');
		}
		expect(clear / 2000).toBeGreaterThan(0.77);
		expect(clear / 2000).toBeLessThan(0.83);
	});

	test('rarely calls anything clear on a board where nothing moved', () => {
		const normal = normalDraws(11);
		let alarms = 0;
		for (let board = 0; board < 2000; board++) {
			const changes = Array.from({ length: 12 }, () => {
				const t = normal();
				return { estimate: t, standardError: 1, t, df: Infinity, p: twoSidedTail(t, Infinity) };
			}).map((one) => ({ ...one, interval: { lower: one.t - 2, upper: one.t + 2 } }));
			alarms += Number(boardSignals(changes).some((one) => one?.kind === 'clear'));
		}
		expect(alarms / 2000).toBeLessThan(0.065);
	});

	test('refuses a rate in percent', () => {
		expect(() => boardSignals([], { rate: 5 })).toThrow('rate not in (0, 1): 5');
	});
});
