import { describe, expect, test } from 'vitest';
import { coefficientTable } from '#lib/stats/regression/coefficient-table.ts';
import { designMatrix } from '#lib/stats/regression/design-matrix.ts';
import { glm } from '#lib/stats/regression/glm.ts';
import { termLikelihoodRatioTest, termWaldTest } from '#lib/stats/regression/term-test.ts';
import { drawn, factor } from '../tests/small-designs.ts';

const outcome = Float64Array.of(1, 2, 4, 3, 6, 5, 8, 7);
const x = { name: 'x', values: Float64Array.of(1, 2, 3, 4, 5, 6, 7, 8) };
const group = { name: 'f', factor: factor('abcabcab') };
const design = drawn([1, 2, 3, 4, 5, 6, 7, 8]);
const fitted = (designDf = 7, sample = design) =>
	glm({ outcome, family: 'gaussian', matrix: designMatrix([x, group], 8) }, sample, { designDf })!;

describe('termWaldTest', () => {
	test('of one coefficient is its t test squared', () => {
		const fit = fitted();
		const [, slope] = coefficientTable(fit);
		const ours = termWaldTest(fit, ['x'])!;
		expect(ours.statistic).toAgreeWith(slope!.test!.t ** 2);
		expect(ours.df).toEqual([1, 4]);
		expect(ours.p).toAgreeWith(slope!.test!.p);
	});

	test('does not depend on the reference level', () => {
		const turned = {
			codes: group.factor.codes.map((code) => (code + 1) % 3),
			levels: ['c', 'a', 'b']
		};
		const matrix = designMatrix([x, { name: 'f', factor: turned }], 8);
		const other = glm({ outcome, family: 'gaussian', matrix }, design, { designDf: 7 })!;
		expect(termWaldTest(other, ['f'])?.statistic).toAgreeWith(
			termWaldTest(fitted(), ['f'])?.statistic
		);
	});

	test('has no answer without residual df or in a lonely stratum, and refuses an unknown term', () => {
		expect(termWaldTest(fitted(3), ['f'])).toBeUndefined();
		const lonely = drawn([...design.weights], { strata: [1, 2, 2, 2, 2, 2, 2, 2] });
		expect(termWaldTest(fitted(7, lonely), ['f'])).toBeUndefined();
		expect(() => termWaldTest(fitted(), ['z'])).toThrow('no such term in the model: z');
	});
});

describe('termLikelihoodRatioTest', () => {
	test('takes the drop of the deviance from the model without the term', () => {
		const fit = fitted();
		const alone = { outcome, family: 'gaussian', matrix: designMatrix([x], 8) } as const;
		const without = glm(alone, design, { designDf: 7 })!;
		const ours = termLikelihoodRatioTest(fit, ['f'], design)!;
		expect(ours.statistic).toAgreeWith(without.deviance - fit.deviance);
		expect(ours.designEffects).toHaveLength(2);
		expect(ours.residualDf).toBe(4);
	});

	test('of all terms compares with the intercept, and of a model without with a predictor of 0', () => {
		const fit = fitted();
		const all = termLikelihoodRatioTest(fit, ['x', 'f'], design)!;
		expect(all.statistic).toAgreeWith(fit.nullDeviance - fit.deviance);
		const bare = designMatrix([x], 8, { intercept: false });
		const through = glm({ outcome, family: 'gaussian', matrix: bare }, design, { designDf: 7 })!;
		const ours = termLikelihoodRatioTest(through, ['x'], design)!;
		expect(ours.statistic).toAgreeWith(through.nullDeviance - through.deviance);
	});

	test('by one coefficient nearly agrees with the Wald test, by every method', () => {
		const fit = fitted();
		const wald = termWaldTest(fit, ['x'])!;
		for (const method of ['saddlepoint', 'satterthwaite', 'exact'] as const) {
			const { p } = termLikelihoodRatioTest(fit, ['x'], design, { method })!;
			expect(p).toAgreeWith(wald.p, { relative: 0.2 });
		}
	});

	test('has no answer without residual df', () => {
		expect(termLikelihoodRatioTest(fitted(3), ['f'], design)).toBeUndefined();
	});
});
