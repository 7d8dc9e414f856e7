import { describe, expect, test } from 'vitest';
import { bandAround, eventBand } from '#lib/impact/did/event-band.ts';
import { eventStudy } from '#lib/impact/did/event-study.ts';
import { sunAbraham } from '#lib/impact/did/sun-abraham.ts';
import { contrastTest } from '#lib/stats/contrasts/contrast-test.ts';
import { smallPanel } from '../../support/small-panels.ts';

const judged = {
	variance: { name: 'CR1', matrix: [], df: 1e6, parameters: 1, clusters: [] }
} as const;
const terms = Array.from({ length: 10 }, (_, j) => ({
	estimate: j,
	test: contrastTest({ estimate: j, standardError: 2 }, { df: 1e6 })
}));
const covariance = (correlation: number) =>
	terms.map((_, j) => Float64Array.from(terms, (__, k) => (j === k ? 4 : 4 * correlation)));

describe('eventBand', () => {
	test('of independent terms is the quantile of the largest of ten normals', () => {
		const band = eventBand(terms, covariance(0), { ...judged, level: 0.95 })!;
		// qnorm((1 + 0.95^(1/10)) / 2)
		expect(band.critical).toAgreeWith(2.79967, { absolute: 0.03 });
		expect(band).toMatchObject({ draws: 20_000, seed: 1, terms: 10, isPointwise: false });
		const around = bandAround(terms[3]!, band)!;
		expect((around.upper - around.lower) / 4).toAgreeWith(band.critical);
	});

	test('is narrower where terms move together, and never below the pointwise interval', () => {
		const critical = (correlation: number) =>
			eventBand(terms, covariance(correlation), { ...judged, level: 0.95 })!;
		expect(critical(0.9).critical).toBeLessThan(critical(0).critical - 0.2);
		const few = { variance: { ...judged.variance, df: 3 }, level: 0.95 };
		expect(eventBand(terms, covariance(0.9), few)).toMatchObject({
			critical: expect.closeTo(3.182446, 6) as number,
			isPointwise: true
		});
	});

	test('is none where none is asked for', () => {
		const none = eventBand(terms, covariance(0), { ...judged, level: 0.95 }, { kind: 'none' });
		expect(none).toBeUndefined();
		expect(bandAround(terms[0]!, none)).toBeUndefined();
	});

	test.for([
		['event study', eventStudy],
		['Sun and Abraham', sunAbraham]
	] as const)(
		'%s: covers every term but the reference, the same for the same seed',
		([, study]) => {
			const groups = [[4, 30] as const, [Infinity, 30] as const];
			const whole = smallPanel({ groups, periods: 8 });
			const result = study(whole, { band: { kind: 'gaussian', draws: 4000, seed: 7 } });
			expect(result.band).toMatchObject({ seed: 7, terms: 7, isPointwise: false });
			for (const term of result.terms) {
				expect(term.band === undefined).toBe(term.isReference);
				if (term.band && term.test) expect(term.band.lower).toBeLessThan(term.test.interval.lower);
			}
			expect(study(whole, { band: { kind: 'gaussian', draws: 4000, seed: 7 } })).toEqual(result);
			expect(study(whole, { band: { kind: 'none' } }).terms[0]!.band).toBeUndefined();
		}
	);
});
