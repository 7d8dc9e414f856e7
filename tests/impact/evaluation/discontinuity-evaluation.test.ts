import { describe, expect, test } from 'vitest';
import { discontinuityEvaluation } from '#lib/impact/evaluation/discontinuity-evaluation.ts';
import type { TextTable } from '#lib/impact/evaluation/text-table.ts';
import { seededRandom } from '#lib/stats/replicates/seeded-random.ts';
import {
	declaredHarm,
	declaredOutcome,
	declaredProgramme,
	effectOn,
	numbersTable,
	pictureOf,
	printedEvaluation,
	rowsOf,
	withColumns
} from '../../support/evaluated-programmes.ts';

type Changes = Readonly<Record<string, unknown>>;

/** Whoever is caught with 5 grams or more is sent to prison 20 points more often: a jump of 0.2. */
const random = seededRandom(7);
const people = Array.from({ length: 1200 }, () => {
	const grams = Math.round(1000 * 10 * random()) / 1000;
	const noise = () => (random() + random() + random() - 1.5) / 3;
	const over = grams >= 5 ? 1 : 0;
	return {
		grams,
		days: 3 + 0.4 * grams + 2 * over + noise(),
		harm: 1 + 0.05 * grams + noise(),
		jailed: random() < 0.2 + 0.03 * grams + 0.2 * over ? 1 : 0,
		age: 25 + grams / 5 + 5 * noise(),
		rare: random() < 0.005 ? 1 : 0
	};
});
const table = numbersTable(
	'arrests',
	Object.fromEntries(
		(['grams', 'days', 'harm', 'jailed', 'age', 'rare'] as const).map((name) => [
			name,
			people.map((one) => one[name])
		])
	)
);

const design = (changes: Changes = {}) => ({
	kind: 'discontinuity' as const,
	table: {
		...{ file: 'arrests', running: 'grams' },
		covariates: [{ column: 'age', label: { en: 'age' } }]
	},
	running: { label: { en: 'Amount' }, unit: { en: 'g' } },
	...{ cutoff: 5, treatedSide: 'above', placeboCutoffs: [2.5, 7.5] },
	...changes
});
const outcomes = [
	declaredOutcome('days', { column: 'days' }),
	declaredHarm('harm', { column: 'harm' }),
	declaredOutcome('jailed', { role: 'secondary', column: 'jailed', scale: { kind: 'share' } })
];
const evaluated = (
	changes: Changes = {},
	{ own = table, all = outcomes }: { own?: TextTable; all?: readonly Changes[] } = {}
) =>
	printedEvaluation(
		discontinuityEvaluation(declaredProgramme(design(changes), all), {
			tables: new Map([['arrests', own]])
		})
	);

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
		const none = withColumns(table, { days: people.map(() => '') });
		expect(refusal(evaluated({}, { own: none }))).toMatchObject({ reason: 'no-rows' });
	});

	test('a false threshold that is the true one, and text among numbers', () => {
		expect(() => evaluated({ placeboCutoffs: [5] })).toThrow(/choose another: 5$/);
		const own = withColumns(table, { grams: people.map((_, i) => (i === 3 ? '2 g' : '1')) });
		expect(() => evaluated({}, { own })).toThrow(/line 5, column grams, not a number: "2 g"/);
	});
});
