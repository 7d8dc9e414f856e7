import { describe, expect, test } from 'vitest';
import { type Panel, panelPart } from '#lib/impact/panel/panel.ts';
import { placeboInSpace } from '#lib/impact/synthetic/placebo-in-space.ts';
import { leaveOneOut, placeboInTime } from '#lib/impact/synthetic/robustness.ts';
import { syntheticError } from '#lib/impact/synthetic/standard-error.ts';
import { syntheticEffect } from '#lib/impact/synthetic/synthetic-effect.ts';
import { syntheticInference } from '#lib/impact/synthetic/synthetic-inference.ts';
import { factorPanel } from '../../support/factor-panels.ts';

const several = { controls: 20, treated: 4, before: 20, after: 5 };
const single = { ...several, treated: 1 };
const without = (whole: Panel, unit: string) =>
	panelPart(whole, (i) => whole.unit.levels[whole.unit.codes[i]!] !== unit);

describe('syntheticInference', () => {
	test('with one treated unit is a rank, with the smallest p that it can have', () => {
		const result = syntheticInference(factorPanel({ ...single, effect: 30 }), { method: 'sdid' });
		expect(result).toMatchObject({
			kind: 'rank',
			byEstimate: { p: 1 / 21, smallestP: 1 / 21, asFar: 0 },
			byRatio: { p: 1 / 21, smallestP: 1 / 21, asFar: 0 },
			enumerated: true,
			seed: undefined
		});
		expect(result).not.toHaveProperty('interval');
	});

	test('with several treated units is a normal interval around the estimate', () => {
		const whole = factorPanel({ ...several, effect: 3 });
		const options = { method: 'sdid', replications: 50, level: 0.9 } as const;
		const result = syntheticInference(whole, options);
		if (result.kind !== 'interval') throw new Error(`no interval: ${result.kind}`);
		const { estimate, standardError, interval, p } = result;
		expect(result).toMatchObject({ method: 'placebo', seed: 1, level: 0.9 });
		expect(standardError).toBe(
			syntheticError(whole, { ...options, error: 'placebo' }).standardError
		);
		expect([interval.lower, interval.upper]).toAgreeWith([
			estimate - 1.6448536269514722 * standardError,
			estimate + 1.6448536269514722 * standardError
		]);
		expect(p).toBeLessThan(0.001);
	});

	test('falls back on the bootstrap where controls are too few for placebos', () => {
		const whole = factorPanel({ ...several, controls: 4 });
		const result = syntheticInference(whole, { method: 'did', replications: 20 });
		expect(result).toMatchObject({ kind: 'interval', method: 'bootstrap', seed: 1, level: 0.95 });
	});

	test('says that one control or no variation leave nothing', () => {
		const one = factorPanel({ ...single, controls: 1 });
		expect(syntheticInference(one, { method: 'sdid' })).toEqual({
			...{ kind: 'none', reason: 'one-control' }
		});
		const flat = factorPanel(several);
		const constant = { ...flat, outcome: flat.outcome.map(() => 3) };
		expect(syntheticInference(constant, { method: 'did', replications: 5 })).toEqual({
			...{ kind: 'none', reason: 'no-variation' }
		});
	});
});

describe('syntheticError', () => {
	test.for(['bootstrap', 'jackknife'] as const)('refuses one treated unit: %s', (error) => {
		const whole = factorPanel(single);
		const words = `the ${error} needs at least 2 treated units, rank the effect among placebos: 1`;
		expect(() => syntheticError(whole, { method: 'sdid', error })).toThrow(words);
		expect(() => syntheticInference(whole, { method: 'sdid', error })).toThrow(words);
	});

	test('refuses placebos where controls are not more than the treated', () => {
		const whole = factorPanel({ ...several, controls: 4 });
		expect(() => syntheticError(whole, { method: 'sdid', error: 'placebo' })).toThrow(
			'placebos need more control than treated units (4 treated), find more controls: 4'
		);
	});

	test('refuses the jackknife where one control has all the weight', () => {
		const whole = factorPanel({ ...several, controls: 1 });
		expect(() => syntheticError(whole, { method: 'sdid', error: 'jackknife' })).toThrow(
			'the jackknife needs at least 2 controls with weight, use the placebo: 1'
		);
	});

	test.for(['placebo', 'bootstrap'] as const)('repeats itself for a seed only: %s', (error) => {
		const options = { method: 'sdid', error, replications: 20 } as const;
		const whole = factorPanel(several);
		const first = syntheticError(whole, { ...options, seed: 3 });
		expect(syntheticError(whole, { ...options, seed: 3 })).toEqual(first);
		expect(syntheticError(whole, { ...options, seed: 4 }).standardError).not.toBe(
			first.standardError
		);
	});

	test('is by jackknife what leaving out each unit with its weights kept gives', () => {
		const whole = factorPanel(several);
		const { replicates, standardError, seed } = syntheticError(whole, {
			...{ method: 'did', error: 'jackknife' }
		});
		const anew = whole.unit.levels.map(
			(unit) => syntheticEffect(without(whole, unit), { method: 'did' }).estimate
		);
		expect([...replicates]).toAgreeWith(anew);
		const mean = anew.reduce((sum, value) => sum + value, 0) / 24;
		const square = anew.reduce((sum, value) => sum + (value - mean) ** 2, 0);
		expect(standardError).toAgreeWith(Math.sqrt((23 / 24) * square));
		expect(seed).toBeUndefined();
	});

	test('is about the same by all three where all units are equally noisy', () => {
		const whole = factorPanel({ ...several, controls: 40, treated: 10 });
		const [placebo, bootstrap, jackknife] = (['placebo', 'bootstrap', 'jackknife'] as const).map(
			(error) => syntheticError(whole, { method: 'did', error }).standardError
		) as [number, number, number];
		expect(bootstrap / jackknife).toAgreeWith(1, { absolute: 0.2 });
		expect(placebo / jackknife).toAgreeWith(1, { absolute: 0.5 });
	});
});

describe('placeboInSpace', () => {
	test('estimates each control against the others, the treated left out', () => {
		const whole = factorPanel({ ...single, controls: 6 });
		const { placebos } = placeboInSpace(whole, { method: 'sdid' });
		expect(placebos.map(({ units }) => units)).toEqual(
			Array.from({ length: 6 }, (_, i) => [`c${i + 1}`])
		);
		const others = without(whole, 't1');
		const start = others.start.map((value, code) =>
			others.unit.levels[code] === 'c3' ? 21 : value
		);
		const anew = syntheticEffect({ ...others, start }, { method: 'sdid' });
		expect(placebos[2]!.estimate).toAgreeWith(anew.estimate);
		expect(placebos[2]!.rmspe.ratio).toAgreeWith(anew.rmspe.ratio);
	});

	test('tries every group of as many controls as are treated, or draws some', () => {
		const whole = factorPanel({ ...several, controls: 6, treated: 2 });
		const all = placeboInSpace(whole, { method: 'did' });
		expect(new Set(all.placebos.map(({ units }) => units.join())).size).toBe(15);
		expect([all.enumerated, all.seed, all.byEstimate.smallestP]).toEqual([true, undefined, 1 / 16]);
		const some = placeboInSpace(whole, { method: 'did', draws: 10, seed: 2 });
		expect([some.placebos.length, some.enumerated, some.seed]).toEqual([10, false, 2]);
		expect(some.placebos.every(({ units }) => new Set(units).size === 2)).toBe(true);
	});

	test('ranks by the size of estimates and by the ratio of gaps', () => {
		const { placebos, estimate, rmspe, byEstimate, byRatio } = placeboInSpace(factorPanel(single), {
			method: 'sc'
		});
		const asFar = placebos.filter((one) => Math.abs(one.estimate) >= Math.abs(estimate)).length;
		expect(byEstimate.p).toBe((1 + asFar) / 21);
		const asLarge = placebos.filter((one) => one.rmspe.ratio! >= rmspe.ratio!).length;
		expect(byRatio?.p).toBe((1 + asLarge) / 21);
		expect(asFar).not.toBe(asLarge);
	});
});

describe('leaveOneOut', () => {
	test('estimates anew without each control that has weight, heaviest first', () => {
		const whole = factorPanel(single);
		const { unitWeights } = syntheticEffect(whole, { method: 'sc' });
		const result = leaveOneOut(whole, { method: 'sc' });
		const weighted = unitWeights.filter(({ weight }) => weight > 0);
		expect(result.map(({ weight }) => weight)).toEqual(
			weighted.map(({ weight }) => weight).sort((a, b) => b - a)
		);
		for (const { unit, estimate } of result)
			expect(estimate).toAgreeWith(
				syntheticEffect(without(whole, unit), { method: 'sc' }).estimate,
				{ relative: 1e-4 }
			);
	});

	test('refuses to leave out the only control', () => {
		expect(() => leaveOneOut(factorPanel({ ...single, controls: 1 }), { method: 'sc' })).toThrow(
			'no control is left without the only one, find more controls: c1'
		);
	});
});

describe('placeboInTime', () => {
	test('sees only the periods before the true start', () => {
		const [none, large] = [0, 50].map((effect) =>
			placeboInTime(factorPanel({ ...several, effect }), { method: 'sdid', falseStart: 15 })
		);
		expect(large).toEqual(none);
		expect(large?.periods.map(({ period }) => period)).toEqual(
			Array.from({ length: 20 }, (_, t) => t + 1)
		);
		expect(large?.effects.map(({ period }) => period)).toEqual([15, 16, 17, 18, 19, 20]);
	});

	test.for([
		[21, 'no period before the start 21: 21'],
		[2.5, 'no period before the start 21: 2.5'],
		[2, 'periods before the false start 2 fewer than 2: 1']
	] as const)('refuses a false start in %d', ([falseStart, words]) => {
		expect(() => placeboInTime(factorPanel(several), { method: 'sdid', falseStart })).toThrow(
			words
		);
	});
});

describe('long loops', () => {
	const whole = factorPanel({ ...several, controls: 6, treated: 2 });
	const loops = {
		placebo: (progress: (done: number, total: number) => void) =>
			syntheticError(whole, { method: 'did', error: 'placebo', replications: 7, progress }),
		bootstrap: (progress: (done: number, total: number) => void) =>
			syntheticError(whole, { method: 'did', error: 'bootstrap', replications: 7, progress }),
		jackknife: (progress: (done: number, total: number) => void) =>
			syntheticError(whole, { method: 'did', error: 'jackknife', progress }),
		'in space': (progress: (done: number, total: number) => void) =>
			placeboInSpace(whole, { method: 'did', progress }),
		'leave one out': (progress: (done: number, total: number) => void) =>
			leaveOneOut(whole, { method: 'did', progress })
	};

	test.for(Object.entries(loops))('tell how far they are and can be ended: %s', ([, loop]) => {
		const told: (readonly [number, number])[] = [];
		loop((done, total) => told.push([done, total]));
		const total = told.length;
		expect(told).toEqual(Array.from({ length: total }, (_, i) => [i + 1, total]));
		let calls = 0;
		const cancel = () => {
			calls++;
			throw new Error('cancelled');
		};
		expect(() => loop(cancel)).toThrow('cancelled');
		expect(calls).toBe(1);
	});
});
