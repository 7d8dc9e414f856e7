import { describe, expect, test } from 'vitest';
import { panel, panelPart } from '#lib/impact/panel/panel.ts';
import { twoByTwo } from '#lib/impact/did/two-by-two.ts';
import { blockRefusals } from '#lib/impact/synthetic/block-refusals.ts';
import { syntheticEffect } from '#lib/impact/synthetic/synthetic-effect.ts';
import { factorPanel, factorRows } from '../../support/factor-panels.ts';
import { smallPanel, smallRows } from '../../support/small-panels.ts';

const methods = ['sdid', 'sc', 'did'] as const;
const size = { controls: 20, treated: 3, before: 15, after: 5 };
const sum = (values: readonly { weight: number }[]) =>
	values.reduce((total, { weight }) => total + weight, 0);

describe('syntheticEffect', () => {
	test.for(methods)(
		'has weights on the simplex, and its effects average to the estimate: %s',
		(method) => {
			for (const seed of [1, 2, 3, 4, 5]) {
				const result = syntheticEffect(factorPanel({ ...size, effect: 2, seed }), { method });
				const { unitWeights, periodWeights, effects, estimate } = result;
				expect(sum(unitWeights)).toAgreeWith(1);
				expect(Math.min(...unitWeights.map(({ weight }) => weight))).toBeGreaterThanOrEqual(0);
				expect(sum(periodWeights)).toAgreeWith(method === 'sc' ? 0 : 1);
				expect(Math.min(...periodWeights.map(({ weight }) => weight))).toBeGreaterThanOrEqual(0);
				const mean = effects.reduce((total, { effect }) => total + effect, 0) / effects.length;
				expect(mean).toAgreeWith(estimate);
			}
		}
	);

	test('tells gaps from the weights that it gives', () => {
		const whole = factorPanel(size);
		const { unitWeights, periods, offset, rmspe } = syntheticEffect(whole, { method: 'sdid' });
		const outcomeAt = (unit: string, period: number) =>
			whole.outcome[
				whole.unit.codes.findIndex(
					(code, i) =>
						whole.unit.levels[code] === unit && whole.periods[whole.period.codes[i]!] === period
				)
			]!;
		for (const { period, treated, synthetic, gap } of periods) {
			const own = unitWeights.reduce(
				(total, { unit, weight }) => total + weight * outcomeAt(unit, period),
				offset
			);
			const mean = ['t1', 't2', 't3'].reduce(
				(total, unit) => total + outcomeAt(unit, period) / 3,
				0
			);
			expect([synthetic, treated, gap]).toAgreeWith([own, mean, mean - own]);
		}
		const meanSquare = (isAfter: boolean) => {
			const own = periods.filter((one) => one.isAfter === isAfter);
			return own.reduce((total, { gap }) => total + gap ** 2 / own.length, 0);
		};
		expect([rmspe.before ** 2, rmspe.after ** 2]).toAgreeWith([
			meanSquare(false),
			meanSquare(true)
		]);
		expect(rmspe.ratio).toAgreeWith(rmspe.after / rmspe.before);
	});

	test.for([
		['sdid', 'c1'],
		['sdid', 't1'],
		['did', 'c1'],
		['did', 't1']
	] as const)('does not mind a constant added to one unit: %s, %s', ([method, unit]) => {
		const rows = factorRows({ ...size, effect: 2 });
		const outcome = Array.from(rows.outcome, (y, i) => y + (rows.unit[i] === unit ? 1000 : 0));
		const before = syntheticEffect(panel(rows), { method });
		const after = syntheticEffect(panel({ ...rows, outcome }), { method });
		expect(after.estimate).toAgreeWith(before.estimate, { relative: 1e-6 });
		expect(after.unitWeights.map(({ weight }) => weight)).toAgreeWith(
			before.unitWeights.map(({ weight }) => weight),
			{ absolute: 1e-6 }
		);
	});

	test.for(methods)('keeps its digits where outcomes are large numbers: %s', (method) => {
		const rows = factorRows({ ...size, effect: 2 });
		const outcome = Array.from(rows.outcome, (y) => y + 1e8);
		const result = syntheticEffect(panel({ ...rows, outcome }), { method });
		expect(result.estimate).toAgreeWith(syntheticEffect(panel(rows), { method }).estimate, {
			relative: 1e-6
		});
	});

	test('finds a unit that is the mean of two controls, and the effect added to it', () => {
		const rows = factorRows({ controls: 6, treated: 1, before: 12, after: 4 });
		const value = (unit: string, period: number) =>
			rows.outcome[rows.unit.findIndex((name, i) => name === unit && rows.period[i] === period)]!;
		const outcome = Array.from(rows.outcome, (y, i) => {
			const at = rows.period[i]!;
			return rows.unit[i] === 't1'
				? (value('c1', at) + value('c2', at)) / 2 + (at > 12 ? 3 : 0)
				: y;
		});
		const result = syntheticEffect(panel({ ...rows, outcome }), { method: 'sc' });
		const near = { absolute: 0.01 };
		expect(result.unitWeights.map(({ weight }) => weight)).toAgreeWith(
			[0.5, 0.5, 0, 0, 0, 0],
			near
		);
		expect(result.effects.map(({ effect }) => effect)).toAgreeWith([3, 3, 3, 3], near);
		expect(result.rmspe.before).toBeLessThan(0.01);
	});

	test('is the two by two difference for plain difference in differences', () => {
		const whole = factorPanel({ ...size, effect: 2 });
		expect(syntheticEffect(whole, { method: 'did' }).estimate).toAgreeWith(
			twoByTwo(whole).difference
		);
	});

	test('comes nearer to a planted effect than plain differences where trends are not parallel', () => {
		const seeds = Array.from({ length: 20 }, (_, i) => i + 1);
		const error = (method: (typeof methods)[number]) =>
			seeds.reduce((total, seed) => {
				const whole = factorPanel({ ...size, before: 30, effect: 5, seed });
				return total + (syntheticEffect(whole, { method }).estimate - 5) ** 2;
			}, 0);
		expect(error('sdid')).toBeLessThan(0.5 * error('did'));
	});

	test('says that controls never change, and how far a search went', () => {
		const rows = factorRows({ controls: 3, treated: 1, before: 4, after: 2 });
		const flat = panel({ ...rows, outcome: rows.unit.map((name) => String(name).length) });
		const result = syntheticEffect(flat, { method: 'sdid' });
		expect(result.warnings).toContainEqual({ code: 'controls-constant' });
		expect(result.estimate).toBe(0);
		const { settings } = syntheticEffect(factorPanel(size), { method: 'did' });
		expect(settings.iterations).toEqual({ units: undefined, periods: undefined });
	});

	test('says who is treated later, and that clusters are not looked at', () => {
		const rows = smallRows({
			groups: [
				[4, 2],
				[Infinity, 5],
				[9, 1]
			],
			perCluster: 2
		});
		expect(syntheticEffect(panel(rows), { method: 'did' }).warnings).toEqual([
			{ code: 'treated-later', units: ['u7'] },
			{ code: 'clusters-not-used', clusters: 4 }
		]);
	});

	test('refuses weights and covariates, which it would not use', () => {
		const rows = smallRows({
			groups: [
				[4, 2],
				[Infinity, 5]
			]
		});
		const ones = rows.unit.map(() => 1);
		const weighted = panel({ ...rows, weight: rows.unit.map((_, i) => 1 + (i % 2)) });
		expect(() => syntheticEffect(weighted, { method: 'sdid' })).toThrow('takes no row weights');
		expect(syntheticEffect(panel({ ...rows, weight: ones }), { method: 'sdid' }).warnings).toEqual(
			[]
		);
		const covariates = [{ name: 'poverty', values: ones }];
		expect(() => syntheticEffect(panel({ ...rows, covariates }), { method: 'sdid' })).toThrow(
			'takes no covariates'
		);
	});
});

describe('a panel that is no block is refused with the next honest design', () => {
	const never = [Infinity, 4] as const;
	const whole = smallPanel({ groups: [[4, 2], never] });
	const gaps = panelPart(whole, (i) => i !== 2);

	test.for([
		['no treated', smallPanel({ groups: [never] }), 'another-window', 'no unit begins treatment'],
		[
			'treated from the first period on',
			smallPanel({ groups: [[4, 2], [1, 1], never] }),
			'without-these-units',
			'treated from the first period on, leave these units out: u2'
		],
		[
			'several starts',
			smallPanel({ groups: [[4, 2], [5, 1], never] }),
			'group-time',
			'treatment starts in several periods, estimate by group and time: 4, 5'
		],
		[
			'no control',
			smallPanel({ groups: [[4, 3]] }),
			'interrupted-time-series',
			'no unit is untreated, only an interrupted time series remains: 1 to 6'
		],
		[
			'one period before',
			smallPanel({ groups: [[2, 2], never] }),
			'two-by-two',
			'periods before treatment fewer than 2, start 2; compare two by two: 1'
		],
		[
			'a cell without a row',
			gaps,
			'complete-units',
			'no row of unit u0, leave out units that are not complete: period 3'
		],
		[
			'no treated unit complete',
			panelPart(gaps, (i) => gaps.unit.codes[i] !== 1),
			'two-by-two',
			'no row of unit u0, compare two by two, which needs no complete panel: period 3'
		]
	] as const)('%s', ([, bad, next, words]) => {
		expect(blockRefusals(bad, { covariates: 'refused' }).map((one) => one.next)).toEqual([next]);
		expect(() => syntheticEffect(bad, { method: 'sdid' })).toThrow(words);
	});
});
