import { describe, expect, test } from 'vitest';
import type { TextTable } from '#lib/impact/evaluation/text-table.ts';
import {
	declaredOutcome,
	effectOn,
	pictureOf,
	printedEvaluation,
	rowsOf,
	withColumns
} from '../../support/evaluated-programmes.ts';
import {
	caught,
	caughtTable as table,
	thresholdOutcomes as outcomes,
	thresholdEvaluation,
	thresholdProgramme
} from '../../support/threshold-programme.ts';

type Changes = Readonly<Record<string, unknown>>;

const evaluated = (
	changes: Changes = {},
	{ own = table, all = outcomes }: { own?: TextTable; all?: readonly Changes[] } = {}
) => printedEvaluation(thresholdEvaluation(thresholdProgramme(changes, all), own));

describe('discontinuityEvaluation', () => {
	const found = evaluated();

	test('tells the jump, with what there would have been without the rule', () => {
		const effect = effectOn(found);
		expect(effect.lower! < 2 && effect.upper! > 2).toBe(true);
		expect(effect).toMatchObject({
			...{ estimator: 'local-polynomial', variance: 'robust-nearest-neighbour' }
		});
		// More days in prison are worse: the declared direction is down.
		expect(found.verdict).toBe('worse');
		expect(found.outcomes[0]!.without).toBeCloseTo(5, 0);
		expect(found.outcomes.map(({ role }) => role)).toEqual(['main', 'secondary', 'harm']);
		expect(Math.abs(effectOn(found, 'harm').estimate)).toBeLessThan(0.3);
		expect(found.counts).toMatchObject({ rows: 1200, clusters: null });
		expect(found.settings).toMatchObject({ estimate: 'conventional', bandwidthRule: 'mserd' });
	});

	test('a rule below the cut-off turns the sign, and who is treated', () => {
		const below = evaluated({ treatedSide: 'below' });
		const [up, down] = [effectOn(found), effectOn(below)];
		expect(down.estimate).toBeCloseTo(-up.estimate, 12);
		expect([down.lower, down.upper]).toEqual([-up.upper!, -up.lower!]);
		expect(below.counts.treatedUnits).toBe(found.counts.comparisonUnits);
		expect(below.outcomes[0]!.without).toBeCloseTo(7, 0);
	});

	test('pictures: bins, fits, other bandwidths, false thresholds, what was there before', () => {
		const picture = pictureOf(found, 'discontinuity');
		expect(picture.bins.reduce((sum, { n }) => sum + n, 0)).toBe(1200);
		expect(picture.fits.map(({ side }) => side)).toContain('right');
		expect(picture.bandwidths).toHaveLength(6);
		const own = picture.bandwidths.find(({ h }) => h === picture.bandwidth.h);
		expect(own!.estimate).toBe(effectOn(found).estimate);
		expect(picture.placebos.map(({ cutoff }) => cutoff)).toEqual([2.5, 7.5]);
		expect(picture.density!.pValue).toBeGreaterThan(0.01);
		expect(picture.heaping).toBeNull();
		const [age] = pictureOf(found, 'balance').rows;
		expect(Math.abs(age!.before!)).toBeLessThan(0.5);
		expect(age!.treated).toBeCloseTo(26, 0);
	});

	test('changes one thing at a time', () => {
		const changes = [...new Set(found.robustness.map(({ change }) => change))];
		expect(changes).toEqual([
			...['bandwidth', 'kernel', 'order', 'covariates', 'placebo-cutoff', 'covariate-jump']
		]);
		expect(rowsOf(found, 'bandwidth').map(({ values }) => values['factor'])).toEqual([0.5, 2]);
		for (const { result } of rowsOf(found, 'kernel'))
			expect(result.kind === 'effect' && result.estimate).toBeCloseTo(2, 0);
		for (const row of [...rowsOf(found, 'placebo-cutoff'), ...rowsOf(found, 'covariate-jump')])
			expect(row).toMatchObject({ placebo: true, result: { kind: 'effect' } });
	});

	test('rows heaped at one value are left out once', () => {
		const heaped = withColumns(table, {
			grams: table.columns.get('grams')!.map((text, i) => (i % 15 === 0 ? '4.9' : text))
		});
		const own = evaluated({}, { own: heaped });
		expect(pictureOf(own, 'discontinuity').heaping!.value).toBe(4.9);
		const [row] = rowsOf(own, 'without-heap');
		expect(row).toMatchObject({ values: { value: 4.9 }, result: { kind: 'effect' } });
	});

	test('rows without an outcome are left out, and told of', () => {
		const blank = withColumns(table, {
			days: table.columns.get('days')!.map((text, i) => (i < 10 ? '' : text))
		});
		const own = evaluated({}, { own: blank });
		expect(own.counts.rows).toBe(1190);
		expect(own.outcomes[0]!.notes).toContainEqual({ code: 'rows-left-out', values: { rows: 10 } });
	});
});

describe('what an evaluation by a threshold refuses', () => {
	const refusal = (found: ReturnType<typeof evaluated>) => found.outcomes[0]!.effect;

	test('nobody on one side, with the next design', () => {
		const found = evaluated({ cutoff: 11 });
		expect(refusal(found)).toMatchObject({
			...{ kind: 'refused', reason: 'nobody-on-side', next: 'interrupted-time-series' },
			values: { side: 'above' }
		});
		expect(found).toMatchObject({ verdict: 'refused', robustness: [] });
	});

	test('a running variable of few values', () => {
		const coarse = withColumns(table, {
			grams: table.columns.get('grams')!.map((text) => String(Math.floor(Number(text))))
		});
		expect(refusal(evaluated({}, { own: coarse }))).toMatchObject({
			...{ reason: 'too-few-values', next: 'randomisation-inference' },
			values: { values: 5, needed: 10 }
		});
	});

	test('an outcome that so few have that no normal interval holds', () => {
		const all = [declaredOutcome('rare', { column: 'rare' }), outcomes[1]!];
		expect(refusal(evaluated({}, { all }))).toEqual({
			...{ kind: 'refused', reason: 'few-events', next: 'randomisation-inference' },
			values: { needed: 10 }
		});
	});

	test('an outcome of nobody', () => {
		const none = withColumns(table, { days: caught.map(() => '') });
		expect(refusal(evaluated({}, { own: none }))).toMatchObject({ reason: 'no-rows' });
	});

	test('a false threshold that is the true one, and text among numbers', () => {
		expect(() => evaluated({ placeboCutoffs: [5] })).toThrow(/choose another: 5$/);
		const own = withColumns(table, { grams: caught.map((_, i) => (i === 3 ? '2 g' : '1')) });
		expect(() => evaluated({}, { own })).toThrow(/line 5, column grams, not a number: "2 g"/);
	});
});
