import { describe, expect, test } from 'vitest';
import { courtEvaluation } from '../../support/court-programme.ts';
import {
	effectOn,
	pictureOf,
	printedEvaluation,
	rowsOf
} from '../../support/evaluated-programmes.ts';
import { syntheticAnswered } from '../../support/followed-people.ts';

describe('the evaluation of a simulated court programme, judged by R', () => {
	const { recidivism } = syntheticAnswered().answers;
	const found = printedEvaluation(courtEvaluation());
	const told = (stratum: string, t: number) =>
		recidivism.cif.find((one) => one.stratum === `alternative=${stratum}` && one.t === t)!;

	test('the headline is the difference of the Aalen-Johansen curves at 18 months', () => {
		const [comparison, treated] = [told('0', 78), told('1', 78)];
		const effect = effectOn(found);
		expect(effect.estimate).toAgreeWith(treated.rearrest - comparison.rearrest);
		expect(effect.standardError).toAgreeWith(
			Math.hypot(treated.se_rearrest, comparison.se_rearrest)
		);
		expect(effectOn(found, 'death').estimate).toAgreeWith(treated.death - comparison.death);
		const { windows } = pictureOf(found, 'survival');
		expect(windows.map((one) => one.comparison)).toAgreeWith(
			[26, 52, 78].map((t) => told('0', t).rearrest)
		);
	});

	test('log-rank, Cox and restricted mean stand beside it', () => {
		const picture = pictureOf(found, 'survival');
		expect(picture.logRank!.statistic).toAgreeWith(recidivism.logrank.chisq);
		expect(Math.log(picture.hazardRatio!.estimate)).toAgreeWith(
			recidivism.cox.coef['alternative']!,
			{ relative: 1e-6 }
		);
		const [cox, mean] = rowsOf(found, 'estimator').map(({ result }) =>
			result.kind === 'effect' ? result : undefined
		);
		expect(Math.log(cox!.estimate)).toAgreeWith(recidivism.cox_cluster_site.coef, {
			relative: 1e-6
		});
		expect(cox!.standardError).toAgreeWith(recidivism.cox_cluster_site.naive_se, {
			relative: 1e-6
		});
		const [comparison, treated] = recidivism.rmst78.rmean;
		expect(mean!.estimate).toAgreeWith(treated! - comparison!);
		expect(mean!.standardError).toAgreeWith(Math.hypot(...recidivism.rmst78.se));
	});

	test('the hazard ratio that was built in lies inside the interval, adjusted for what else was', () => {
		const { lower, upper } = pictureOf(found, 'survival').hazardRatio!;
		expect(Math.log(lower)).toBeLessThan(-0.45);
		expect(Math.log(upper)).toBeGreaterThan(-0.45);
		expect(pictureOf(found, 'survival').proportional!.pValue).toBeGreaterThan(0.05);
	});
});
