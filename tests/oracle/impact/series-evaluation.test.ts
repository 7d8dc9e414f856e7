import { z } from 'zod';
import { describe, expect, test } from 'vitest';
import { seriesEvaluation } from '#lib/impact/evaluation/series-evaluation.ts';
import {
	declaredHarm,
	declaredOutcome,
	declaredProgramme,
	effectOn,
	pictureOf,
	printedEvaluation,
	rowsOf,
	textsTable
} from '../../support/evaluated-programmes.ts';
import { syntheticAnswers, syntheticTable } from '../../support/evaluation.ts';

const fit = z.object({ coef: z.record(z.string(), z.number()), se: z.array(z.number()) });

describe('the evaluation of a simulated reform, judged by R', () => {
	const { quasipoisson, gls_ar1_reml: gls } = syntheticAnswers(
		z.object({
			its: z.object({
				quasipoisson: fit.extend({ dispersion: z.number() }),
				gls_ar1_reml: fit.extend({ phi: z.number() })
			})
		})
	).its;
	const table = textsTable('admissions', syntheticTable('synth-series'), [
		...['month', 'population', 'admissions']
	]);
	const scale = { kind: 'count', exposure: 'population', per: 100_000, unit: { en: 'admissions' } };
	const evaluated = (variance: string, effectAt: readonly number[]) =>
		printedEvaluation(
			seriesEvaluation(
				declaredProgramme(
					{
						kind: 'series',
						table: { file: 'admissions', period: 'month' },
						time: { unit: 'month', first: '2015-01' },
						...{ interruption: 61, event: { en: 'Law' }, season: 12, harmonics: 1 },
						...{ variance, effectAt }
					},
					[
						declaredOutcome('admissions', { column: 'admissions', scale }),
						declaredHarm('again', { column: 'admissions', scale })
					]
				),
				{ tables: new Map([['admissions', table]]) }
			)
		);

	test('the ratio at the reform is that of glm, and its picture has both changes', () => {
		const found = evaluated('quasi-poisson', [61, 96]);
		const effect = effectOn(found);
		expect(Math.log(effect.estimate)).toAgreeWith(quasipoisson.coef['level']!, { relative: 1e-6 });
		expect(effect.standardError).toAgreeWith(quasipoisson.se[2]!, { relative: 1e-6 });
		const picture = pictureOf(found, 'series');
		expect(picture.slope.estimate).toAgreeWith(quasipoisson.coef['slope']!, { relative: 1e-6 });
		expect(picture.dispersion).toAgreeWith(quasipoisson.dispersion, { relative: 1e-6 });
		const [, ar1] = rowsOf(found, 'variance');
		expect(ar1).toMatchObject({ values: { variance: 'ar1' } });
		const result = ar1!.result.kind === 'effect' ? ar1!.result : undefined;
		expect(Math.log(result!.estimate)).toAgreeWith(gls.coef['level']!, { relative: 1e-6 });
		expect(result!.standardError).toAgreeWith(gls.se[2]!, { relative: 1e-6 });
	});

	test('what was built into the series lies inside the intervals', () => {
		// -18 % at the reform and -0.6 % more each month, on the logarithm.
		const truth = (month: number) => Math.exp(-0.18 - 0.006 * (month - 61));
		for (const month of [61, 72, 96]) {
			const { lower, upper } = effectOn(evaluated('quasi-poisson', [month]));
			expect(lower! < truth(month) && truth(month) < upper!).toBe(true);
		}
		expect(evaluated('quasi-poisson', [72]).verdict).toBe('better');
	});
});
