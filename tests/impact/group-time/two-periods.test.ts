import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
	type Changes,
	type TwoPeriodEffect,
	changeEffect,
	effectMethods
} from '#lib/impact/group-time/two-periods.ts';
import { type Sections, sectionEffect } from '#lib/impact/group-time/two-sections.ts';
import { seededRandom } from '#lib/stats/replicates/seeded-random.ts';

/** 60 units with two covariates, those with much of the first treated more often. */
function drawn(seed: number): Changes & Sections {
	const random = seededRandom(seed);
	const size = 60;
	const list = (value: () => number) => Float64Array.from({ length: size }, value);
	const x = list(random);
	const z = list(random);
	const weights = list(() => 0.5 + random());
	const mean = weights.reduce((sum, w) => sum + w, 0) / size;
	const after = list(() => (random() < 0.5 ? 1 : 0));
	const change = x.map((value, i) => 2 * value * after[i]! + random() ** 2 - z[i]! ** 2);
	return {
		columns: [list(() => 1), x, z],
		treated: x.map((value) => (random() < 0.25 + 0.4 * value ? 1 : 0)),
		weights: weights.map((w) => w / mean),
		...{ after, change, outcome: change }
	};
}

function found(effect: TwoPeriodEffect) {
	if (effect.kind === 'none') throw new Error(effect.reason);
	return effect;
}

/** n times the slope of the effect in the weight of each observation, as a share of that weight. */
function slopes<Input extends Changes | Sections>(
	input: Input,
	effect: (input: Input) => TwoPeriodEffect
) {
	const step = 1e-4;
	const at = (i: number, change: number) => {
		const weights = input.weights.map((w, j) => (j === i ? w * (1 + change) : w));
		return found(effect({ ...input, weights })).effect;
	};
	return input.weights.map(
		(_, i) => (input.weights.length * (at(i, step) - at(i, -step))) / (2 * step)
	);
}

const close = { relative: 1e-5, absolute: 1e-5 };

describe('effect between two periods', () => {
	const classic = effectMethods.filter((method) => method !== 'dr-improved');

	test.for(classic)('has the influence that weights show, within units: %s', (method) => {
		for (const seed of [1, 2, 3]) {
			const input = drawn(seed);
			const { influence } = found(changeEffect(input, method));
			expect(influence).toAgreeWith(
				slopes(input, (changes) => changeEffect(changes, method)),
				close
			);
		}
	});

	test.for(['reg', 'ipw', 'dr'] as const)(
		'has the influence that weights show, between cross-sections: %s',
		(method) => {
			for (const seed of [1, 2, 3]) {
				const input = drawn(seed);
				const { influence } = found(sectionEffect(input, method));
				expect(influence).toAgreeWith(
					slopes(input, (sections) => sectionEffect(sections, method)),
					close
				);
			}
		}
	);

	test('is exact where the change is a line in the covariates, but for plain weighting', () => {
		fc.assert(
			fc.property(
				fc.integer({ min: 1, max: 1000 }),
				fc.double({ min: -5, max: 5, noNaN: true }),
				(seed, slope) => {
					const input = drawn(seed);
					const change = input.columns[1]!.map(
						(x, i) => 1 + slope * x + input.columns[2]![i]! + 7 * input.treated[i]!
					);
					for (const method of ['reg', 'dr', 'dr-improved'] as const)
						expect(found(changeEffect({ ...input, change }, method)).effect).toAgreeWith(7, {
							relative: 1e-7
						});
				}
			),
			{ numRuns: 20 }
		);
	});

	test('does not depend on the units of covariates', () => {
		const input = drawn(5);
		const columns = [
			input.columns[0]!,
			input.columns[1]!.map((x) => 2e4 + 1e-3 * x),
			input.columns[2]!
		];
		for (const method of effectMethods) {
			const { effect } = found(changeEffect(input, method));
			expect(found(changeEffect({ ...input, columns }, method)).effect).toAgreeWith(effect, {
				relative: 1e-6
			});
		}
	});

	test('does not count controls nearly sure to be treated', () => {
		// One of 400 at the far value of a binary covariate is a control: its score is 0.9975.
		const size = 500;
		const far = Float64Array.from({ length: size }, (_, i) => (i < 400 ? 1 : 0));
		const treated = far.map((x, i) => (x === 1 ? (i === 0 ? 0 : 1) : i % 2));
		const ones = far.map(() => 1);
		const effect = (value: number) =>
			found(
				changeEffect(
					{
						...{ columns: [ones, far], treated, weights: ones },
						change: far.map((_, i) => (i === 0 ? value : treated[i]! * 3 + (i % 5)))
					},
					'ipw'
				)
			).effect;
		expect(effect(1000)).toAgreeWith(effect(0));
	});

	test('says why there is none', () => {
		const input = drawn(4);
		const reason = (changes: Partial<Changes>, method = 'dr' as 'dr' | 'ipw' | 'reg') => {
			const effect = changeEffect({ ...input, ...changes }, method);
			return effect.kind === 'none' ? effect.reason : undefined;
		};
		const twice = [...input.columns, input.columns[1]!.map((x) => 2 * x)];
		expect(reason({ columns: twice })).toBe('singular-covariates');
		expect(reason({ columns: twice }, 'reg')).toBe('singular-covariates');
		const apart = input.columns[1]!.map((x) => (x > 0.5 ? 1 : 0));
		expect(reason({ treated: apart }, 'ipw')).toBe('no-overlap');
		expect(reason({ treated: apart }, 'reg')).toBeUndefined();
		expect(reason({ treated: apart.map(() => 0) })).toBe('no-treated');
		expect(reason({ treated: apart.map(() => 1) })).toBe('no-controls');
		const section = sectionEffect({ ...input, after: apart.map(() => 1) }, 'dr');
		expect(section).toEqual({ kind: 'none', reason: 'no-treated' });
	});

	test('between cross-sections is not offered for methods that need changes', () => {
		expect(() => sectionEffect(drawn(1), 'dr-improved')).toThrow('dr-improved');
	});
});
