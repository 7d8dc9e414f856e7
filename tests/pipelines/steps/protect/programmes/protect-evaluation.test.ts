import { describe, expect, test } from 'vitest';
import type { EvaluationParts } from '#lib/impact/evaluation/evaluation-input.ts';
import type { OutcomeEvaluation } from '#lib/model/evaluation.ts';
import type { EvaluationPicture, PictureOf } from '#lib/model/evaluation-pictures.ts';
import { auditEvaluation } from '../../../../../pipelines/steps/protect/programmes/audit-evaluation.ts';
import {
	type PublishedParts,
	protectedEvaluation
} from '../../../../../pipelines/steps/protect/programmes/protect-evaluation.ts';
import {
	courtEvaluation,
	courtOutcomes,
	courtProgramme,
	courtTable
} from '../../../../support/court-programme.ts';
import {
	declaredOutcome,
	effectOn,
	pictureOf,
	printedEvaluation,
	rowsOf,
	withColumns
} from '../../../../support/evaluated-programmes.ts';
import { testCurveRules as rules } from '../../../../support/programme-arms.ts';

const column = (name: string) => courtTable.columns.get(name)!;

/** Three people of the comparison have it, and a hundred of the treated. */
const rare = column('alternative').map((arm, i, all) => {
	const before = all.slice(0, i).filter((other) => other === arm).length;
	return before < (arm === '1' ? 100 : 3) ? '1' : '0';
});
const table = withColumns(courtTable, { rare });
const flow = [
	{ step: 'enrolled', treated: 204, comparison: 221 },
	{ step: 'analysed', treated: 202, comparison: 218 }
];
const columns = ['age', 'female', 'prior', 'employed', 'rare'];
const programme = courtProgramme(
	{
		table: {
			...{ file: 'court', arm: 'alternative', time: 'week', event: 'event' },
			covariates: columns.map((one) => ({ column: one, label: { en: one } }))
		}
	},
	[
		...courtOutcomes,
		declaredOutcome('rare', { role: 'secondary', column: 'rare' }),
		declaredOutcome('work', { role: 'placebo', column: 'employed', direction: 'none' })
	],
	{ flow }
);
const exact = courtEvaluation(programme, table);
const published = protectedEvaluation(exact, programme, rules);
const audit = (parts: PublishedParts) =>
	auditEvaluation(parts, exact, programme, rules).map(({ kind, where }) => `${kind}: ${where}`);

describe('protectedEvaluation', () => {
	const found = printedEvaluation(published);

	test('reads windows and headline off the published curves', () => {
		const picture = pictureOf(found, 'survival');
		expect(picture.steps.curves.map(({ arm }) => arm)).toEqual(['treated', 'comparison']);
		const [main] = found.outcomes;
		const months = main!.notes.find(({ code }) => code === 'window')!.values['months'];
		const window = picture.windows.find((one) => one.months === months)!;
		const shares = picture.steps.curves.map(
			({ points }) => points.find(({ time }) => time === (Number(months) * 13) / 3)!.causes[0]!
		);
		expect([window.treated, window.comparison]).toEqual(
			shares.map(({ incidence }) => incidence!.share)
		);
		const effect = effectOn(found);
		expect(effect.estimate).toBeCloseTo(window.treated! - window.comparison!, 10);
		expect(main!.without).toBe(window.comparison);
		// Near to the exact one: rounding and grouping cost little.
		const exactly = effectOn(exact).estimate;
		expect(Math.abs(effect.estimate - exactly)).toBeLessThan(0.05);
		expect(found.verdict).toBe('better');
	});

	test('rounds people, ratios and p values', () => {
		expect(found.counts).toMatchObject({ units: 420, treatedUnits: 200, comparisonUnits: 220 });
		expect(found.outcomes.map(({ n }) => n % 10)).toEqual(found.outcomes.map(() => 0));
		const { hazardRatio, logRank } = pictureOf(found, 'survival');
		expect(String(hazardRatio!.estimate)).toMatch(/^0\.\d{1,2}$/);
		expect(String(logRank!.pValue)).toMatch(/^0(\.\d{1,3})?$/);
		// 2 of 204 and 3 of 221 are few.
		expect(found.attrition).toMatchObject({ treated: 0, comparison: 0 });
	});

	test('withholds what few have', () => {
		const { rows } = pictureOf(found, 'balance');
		const row = (name: string) => rows.find(({ covariate }) => covariate === name)!;
		expect(Object.values(row('rare')).filter((value) => value !== null)).toEqual(['rare']);
		expect(row('female').treated).toBeGreaterThan(0);
		const outcome = found.outcomes.find((one) => one.outcome === 'rare')!;
		expect(outcome.effect).toMatchObject({ kind: 'refused', reason: 'withheld' });
		expect([outcome.comparisonMean, outcome.without, outcome.relative]).toEqual([null, null, null]);
		expect(rowsOf(found, 'placebo-outcome')[0]!.result.kind).toBe('effect');
	});

	test('arms that are too small tell nothing of what they differ by', () => {
		const keep = column('alternative').map(
			(arm, i, all) => arm === '0' || all.slice(0, i).filter((one) => one === '1').length < 25
		);
		const small = {
			...{ name: 'court', size: keep.filter(Boolean).length },
			columns: new Map(
				[...table.columns].map(([name, texts]) => [name, texts.filter((_, i) => keep[i])])
			)
		};
		const parts = courtEvaluation(programme, small);
		const own = printedEvaluation(protectedEvaluation(parts, programme, rules));
		expect(own.verdict).toBe('refused');
		expect(own.outcomes[0]!.pictures.map(({ kind }) => kind)).toEqual(['survival']);
		expect(pictureOf(own, 'survival')).toMatchObject({
			...{ hazardRatio: null, logRank: null, gray: null, proportional: null }
		});
		expect(own.robustness.filter(({ result }) => result.kind === 'effect')).toEqual([]);
		expect(
			auditEvaluation(protectedEvaluation(parts, programme, rules), parts, programme, rules)
		).toEqual([]);
	});

	test('needs the exact tables of the arms', () => {
		const { arms: _, ...rest } = exact;
		expect(() => protectedEvaluation(rest, programme, rules)).toThrow(/of its arms: test-prog/);
	});
});

describe('auditEvaluation', () => {
	/** What is published, with the main outcome changed. */
	const main = (change: (one: OutcomeEvaluation) => Partial<OutcomeEvaluation>): PublishedParts => {
		const [first, ...others] = published.outcomes;
		return { ...published, outcomes: [{ ...first!, ...change(first!) }, ...others] };
	};
	const picture = <Kind extends EvaluationPicture['kind']>(
		kind: Kind,
		change: (one: PictureOf<Kind>) => Partial<PictureOf<Kind>>
	) =>
		main(({ pictures }) => ({
			pictures: pictures.map((one) =>
				one.kind === kind ? { ...one, ...change(one as PictureOf<Kind>) } : one
			)
		}));
	const changedRow = (name: string, changes: Readonly<Record<string, number>>) =>
		picture('balance', ({ rows }) => ({
			rows: rows.map((row) => (row.covariate === name ? { ...row, ...changes } : row))
		}));

	test('finds nothing in what is protected', () => {
		expect(audit(published)).toEqual([]);
	});

	test('an exact evaluation leaks in every way', () => {
		const { arms: _, exact: __, ...rest } = exact;
		const kinds = new Set(auditEvaluation(rest, exact, programme, rules).map(({ kind }) => kind));
		expect([...kinds].sort()).toEqual(
			['column', 'curves', 'digits', 'overlap', 'people', 'rest'].sort()
		);
	});

	const planted: readonly [string, () => PublishedParts][] = [
		['exact: arms', () => ({ ...published, arms: exact.arms }) as EvaluationParts],
		[
			'people: treatedUnits',
			() => ({ ...published, counts: { ...published.counts, treatedUnits: 202 } })
		],
		['people: n of re-arrest', () => main(() => ({ n: 421 }))],
		['people: events of re-arrest', () => main(() => ({ events: 90 }))],
		[
			'people: blank-covariates',
			() => ({ ...published, notes: [{ code: 'blank-covariates', values: { people: 3 } }] })
		],
		[
			'people: treated',
			() => picture('balance', () => ({ effectiveSize: { treated: 187.3, comparison: 200 } }))
		],
		[
			'digits: hazard ratio',
			() =>
				picture('survival', ({ hazardRatio }) => ({
					hazardRatio: { ...hazardRatio!, upper: 0.85321 }
				}))
		],
		[
			'digits: test',
			() =>
				picture('survival', ({ logRank }) => ({ logRank: { ...logRank!, statistic: 12.99858 } }))
		],
		['digits: female', () => changedRow('female', { treated: 0.28712871 })],
		[
			'curves: windows',
			() =>
				picture('survival', ({ windows }) => ({
					windows: windows.map((one) => ({ ...one, treated: 0.237 }))
				}))
		],
		['curves: re-arrest', () => main(() => ({ without: 0.626 }))],
		['column: rare', () => changedRow('rare', { before: 2.1 })],
		[
			'overlap: propensity scores',
			() =>
				picture('balance', () => ({
					overlap: { treated: [0, 0.5, 0.3, 0.2, 0], comparison: [0.1, 0.5, 0.3, 0.1, 0] }
				}))
		],
		[
			'words: re-arrest',
			() =>
				main(() => ({
					effect: { kind: 'refused', reason: 'few-events', values: { events: 3 }, next: null },
					without: null
				}))
		],
		['rest: attrition', () => ({ ...published, attrition: exact.attrition })]
	];
	test.for(planted)('finds what is planted: %s', ([leak, made]) => {
		expect(audit(made())).toContain(leak);
	});

	test('finds a curve that was made of exact counts', () => {
		const finer = protectedEvaluation(exact, programme, {
			...rules,
			rounding: { ...rules.rounding, cases: 2 },
			curves: { ...rules.curves!, minEvents: 1 }
		});
		expect(audit(finer).some((leak) => leak.startsWith('digits: treated up to'))).toBe(true);
	});
});
