import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { lifeTable } from '../../../../../pipelines/steps/protect/programmes/life-table.ts';
import { toldCounts } from '../../../../../pipelines/steps/protect/programmes/told-points.ts';
import { countsOf } from '../../../../support/arm-histories.ts';
import { describeWithOracle, oracleFile } from '../../../../support/sources.ts';

const shares = z.object({ stratum: z.string(), t: z.number() });
const answers = z.object({
	km_by_fin: z.array(
		z.object({
			conf_type: z.string(),
			at: z.array(
				shares.extend({
					...{ surv: z.number(), se_greenwood: z.number() },
					...{ lo: z.number().nullable(), hi: z.number().nullable() }
				})
			)
		})
	)
});

describe('lifeTable', () => {
	test('has the errors of proportions where nobody leaves', () => {
		const cell = fc.tuple(fc.nat({ max: 6 }), fc.nat({ max: 6 }));
		fc.assert(
			fc.property(fc.array(cell, { minLength: 1, maxLength: 4 }), (cells) => {
				const size = 50;
				const history = {
					events: [cells.map(([a]) => a), cells.map(([, b]) => b)],
					censored: cells.map(() => 0)
				};
				const counts = countsOf(size, history);
				const rows = lifeTable({ ...counts, roundingVariance: 0 });
				for (const [at, { survival, incidence }] of rows.entries()) {
					const [a, b] = [counts.events[0]![at]! / size, counts.events[1]![at]! / size];
					const error = (share: number) => Math.sqrt((share * (1 - share)) / size);
					expect([survival, ...incidence].map(({ share }) => share)).toAgreeWith([1 - a - b, a, b]);
					expect([survival, ...incidence].map((one) => one.standardError)).toAgreeWith(
						[error(1 - a - b), error(a), error(b)],
						{ absolute: 1e-8 }
					);
				}
			})
		);
	});

	test('says how much rounding adds', () => {
		const counts = countsOf(100, { events: [[20], [8]], censored: [13] });
		const [told] = lifeTable(toldCounts(counts, [0], 10));
		const [exact] = lifeTable({ ...toldCounts(counts, [0], 10), roundingVariance: 0 });
		const added = (of: 0 | 1) =>
			told!.incidence[of]!.standardError ** 2 - exact!.incidence[of]!.standardError ** 2;
		expect(added(0)).toBe(0);
		expect(added(1)).toAgreeWith(100 / 12 / 100 ** 2);
		expect(told!.survival.standardError).toBeGreaterThan(exact!.survival.standardError);
	});
});

describeWithOracle('lifeTable beside R', () => {
	const { km_by_fin } = answers.parse(
		JSON.parse(readFileSync(oracleFile('evaluation/survival.json'), 'utf8'))
	);
	const { at } = km_by_fin.find((one) => one.conf_type === 'log-log') ?? { at: [] };

	test.for(['fin=no', 'fin=yes'])('agrees with survfit on re-arrest, %s', (stratum) => {
		const expected = at.filter((row) => row.stratum === stratum && row.surv < 1);
		expect(expected.length).toBeGreaterThan(3);
		const size = 216;
		const rows = lifeTable({
			...{ size, times: expected.map(({ t }) => t), roundingVariance: 0 },
			events: [expected.map(({ surv }) => Math.round(size * (1 - surv)))],
			censored: expected.map(() => 0)
		});
		for (const [i, { survival }] of rows.entries()) {
			const { surv, se_greenwood, lo, hi } = expected[i]!;
			const { share, standardError, lower, upper } = survival;
			expect([share, standardError, lower, upper]).toAgreeWith([surv, se_greenwood, lo, hi]);
		}
	});
});
