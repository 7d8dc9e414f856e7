import { expect, test } from 'vitest';
import { z } from 'zod';
import { degreesOfFreedom } from '#lib/stats/design/sample.ts';
import { oracleCases } from '../support/oracle.ts';
import { oracleDesign } from '../support/oracle-design.ts';
import { describeWithOracle } from '../support/sources.ts';

const info = z.object({
	n: z.number(),
	sum_w: z.number(),
	sum_w2: z.number(),
	kish_deff_w: z.number(),
	n_psu: z.number(),
	n_strata: z.number(),
	df: z.number()
});

describeWithOracle('drawnSample', () => {
	test.for(oracleCases('design_info', undefined, info))(
		'counts what R svydesign counts: $id',
		({ design: name, result }) => {
			const { sample, weights } = oracleDesign(name).design;
			const sum = weights.reduce((all, w) => all + w, 0);
			const squares = weights.reduce((all, w) => all + w * w, 0);
			const [first] = sample.stages;
			expect({
				n: sample.size,
				n_psu: first.stratum.length,
				n_strata: first.drawn.length,
				df: degreesOfFreedom(sample)
			}).toEqual({ n: result.n, n_psu: result.n_psu, n_strata: result.n_strata, df: result.df });
			expect(sum).toAgreeWith(result.sum_w);
			expect(squares).toAgreeWith(result.sum_w2);
			expect((sample.size * squares) / sum ** 2).toAgreeWith(result.kish_deff_w);
		}
	);
});
