import { describe, expect, test } from 'vitest';
import { cohortEvaluation } from '#lib/impact/evaluation/cohort-evaluation.ts';
import { curveGrid, windowEnd } from '#lib/impact/evaluation/follow-up-windows.ts';
import {
	courtEvaluation,
	courtOutcomes,
	courtProgramme,
	courtTable
} from '../../support/court-programme.ts';
import {
	declaredHarm,
	declaredOutcome,
	effectOn,
	pictureOf,
	printedEvaluation,
	rowsOf,
	withColumns
} from '../../support/evaluated-programmes.ts';

const column = (name: string) => courtTable.columns.get(name)!;
const changed = (name: string, row: number, text: string) =>
	withColumns(courtTable, { [name]: column(name).map((old, i) => (i === row ? text : old)) });

describe('cohortEvaluation', () => {
	const parts = courtEvaluation();
	const found = printedEvaluation(parts);

	test('tells a difference of shares until the longest window that both arms were seen until', () => {
		const effect = effectOn(found);
		expect(effect).toMatchObject({ scale: 'difference', estimator: 'aalen-johansen' });
		expect(found.verdict).toBe('better');
		const [main] = found.outcomes;
		expect(main!.notes).toContainEqual({ code: 'window', values: { months: 18 } });
		expect(main!.n).toBe(420);
		const window = pictureOf(found, 'survival').windows[2]!;
		expect(window.treated! - window.comparison!).toBeCloseTo(effect.estimate, 12);
		expect(main!.without).toBe(window.comparison);
	});

	test('a window beyond what was seen is not told, and the next longest is the headline', () => {
		const beyond = printedEvaluation(courtEvaluation(courtProgramme({ windows: [12, 36] })));
		expect(beyond.outcomes[0]!.notes).toEqual([
			{ code: 'window', values: { months: 12 } },
			{ code: 'window-not-observed', values: { months: 36 } }
		]);
		expect(pictureOf(beyond, 'survival').windows[1]).toMatchObject({ difference: null });
		const none = printedEvaluation(courtEvaluation(courtProgramme({ windows: [36] })));
		expect(none.outcomes[0]!.effect).toMatchObject({ reason: 'window-not-observed' });
		expect(none.verdict).toBe('refused');
	});

	test('what competes is an outcome of its own', () => {
		expect(effectOn(found, 'death')).toMatchObject({ estimator: 'aalen-johansen' });
		expect(Math.abs(effectOn(found, 'death').estimate)).toBeLessThan(0.1);
	});

	test('an outcome measured of each is compared by its mean', () => {
		const all = [
			...courtOutcomes,
			declaredOutcome('work', { role: 'secondary', column: 'employed', direction: 'up' }),
			declaredOutcome('age', { role: 'placebo', column: 'age', direction: 'none' })
		];
		const own = printedEvaluation(courtEvaluation(courtProgramme({}, all)));
		const effect = effectOn(own, 'work');
		const mean = (arm: string) => {
			const rows = column('employed').filter((_, i) => column('alternative')[i] === arm);
			return rows.reduce((sum, text) => sum + Number(text), 0) / rows.length;
		};
		expect(effect.estimate).toBeCloseTo(mean('1') - mean('0'), 12);
		expect(effect.variance).toBe('welch');
		expect(rowsOf(own, 'placebo-outcome')).toHaveLength(1);
		// Two are told of one family: the other p values grow.
		expect(own.outcomes[1]!.adjustedP).toBeGreaterThanOrEqual(effect.pValue!);
	});

	test('arms are compared by covariates, weighted and not', () => {
		const balance = pictureOf(found, 'balance');
		expect(balance.rows.map(({ covariate }) => covariate)).toEqual([
			'age',
			'female',
			'prior',
			'employed'
		]);
		const worst = (side: 'before' | 'after') =>
			Math.max(...balance.rows.map((row) => Math.abs(row[side]!)));
		expect(worst('before')).toBeGreaterThan(0.2);
		expect(worst('after')).toBeLessThan(0.05);
		const sum = (shares: readonly number[]) => shares.reduce((all, share) => all + share, 0);
		expect(sum(balance.overlap!.treated)).toBeCloseTo(1, 10);
		expect(rowsOf(found, 'weighting')[0]!.result).toMatchObject({
			scale: 'ratio',
			variance: 'robust'
		});
	});

	test('whoever lacks a covariate is left out of what needs it, and told of', () => {
		const lacking = printedEvaluation(courtEvaluation(courtProgramme(), changed('age', 3, '')));
		expect(lacking.notes).toEqual([{ code: 'blank-covariates', values: { people: 1 } }]);
		expect(effectOn(lacking)).toEqual(effectOn(found));
		expect(rowsOf(lacking, 'covariates')).not.toEqual(rowsOf(found, 'covariates'));
	});

	test('covariates that tell the arm leave no overlap, and no weights', () => {
		const told = withColumns(courtTable, { age: column('alternative') });
		const own = printedEvaluation(courtEvaluation(courtProgramme(), told));
		expect(own.notes).toEqual([{ code: 'no-overlap', values: {} }]);
		expect(pictureOf(own, 'balance')).toMatchObject({ by: null, overlap: null });
		expect(rowsOf(own, 'weighting')).toEqual([]);
	});

	test('keeps the exact tables of the arms for protection', () => {
		expect(parts.arms!['treated']!.size + parts.arms!['comparison']!.size).toBe(420);
		expect(parts.exact!.columns).toContainEqual(
			expect.objectContaining({ column: 'female', arm: 'treated', people: 202 })
		);
	});

	test('strata are compared within', () => {
		const strata = (stratum: Record<string, unknown>) =>
			printedEvaluation(
				courtEvaluation(
					courtProgramme({
						table: {
							...{ file: 'court', arm: 'alternative', time: 'week', event: 'event' },
							...stratum
						}
					})
				)
			);
		const [within, without] = [strata({ stratum: 'site' }), strata({})];
		expect(within.settings).toMatchObject({ stratified: true });
		expect(pictureOf(within, 'survival').logRank).not.toEqual(
			pictureOf(without, 'survival').logRank
		);
		expect(pictureOf(without, 'survival').hazardRatio).toMatchObject({ adjusted: false });
	});
});

describe('what a cohort evaluation refuses', () => {
	test.for([
		['week', '0', /line 7, column week, nobody is followed until time zero.*: 0$/],
		['week', '', /line 7, column week, a blank/],
		['event', '9', /line 7, column event, a code that is not declared, name it under .*: "9"$/],
		['alternative', '2', /line 7, column alternative, neither "1" nor "0", correct .*: "2"$/]
	] as const)('%s "%s", naming line and column', ([name, text, message]) => {
		expect(() => courtEvaluation(courtProgramme(), changed(name, 5, text))).toThrow(message);
	});

	test('a blank stratum, a code of two causes, a main outcome that only competes', () => {
		const table = {
			...{ file: 'court', arm: 'alternative', time: 'week', event: 'event', stratum: 'site' }
		};
		expect(() => courtEvaluation(courtProgramme({ table }), changed('site', 5, ' '))).toThrow(
			/line 7, column site, a blank, name the stratum/
		);
		expect(() => courtEvaluation(courtProgramme({ censored: ['1'] }))).toThrow(
			'code of two causes, declare it once: 1'
		);
		const all = [
			declaredOutcome('death', { cause: 'death', scale: { kind: 'event' } }),
			declaredHarm('arrest', { cause: 're-arrest', scale: { kind: 'event' } })
		];
		expect(() => courtEvaluation(courtProgramme({}, all))).toThrow(/its design, re-arrest: death$/);
	});

	test('completers only, by the declaration', () => {
		expect(() => courtProgramme({ analysed: 'completers' })).toThrow(/the ones who did well/);
	});

	test('a difference of so few events that no normal interval holds', () => {
		const few = withColumns(courtTable, {
			event: column('event').map((text, i) => (text === '2' && i % 3 > 0 ? '0' : text))
		});
		const found = printedEvaluation(courtEvaluation(courtProgramme(), few));
		const death = found.outcomes[1]!.effect;
		// The numbers themselves may be of few people, and are not told.
		expect(death).toEqual({
			...{ kind: 'refused', reason: 'few-events', next: 'longer-follow-up' },
			values: { needed: 10 }
		});
	});

	test('a file that was not read', () => {
		expect(() => cohortEvaluation(courtProgramme(), { tables: new Map() })).toThrow(/: court$/);
	});
});

describe('windowEnd', () => {
	test('a year is 52 weeks, so that windows stand on the grid of published curves', () => {
		expect([6, 12, 24].map((months) => windowEnd(months, 'week'))).toEqual([26, 52, 104]);
		expect([6, 12, 24].map((months) => windowEnd(months, 'day'))).toEqual([182, 364, 728]);
		expect([6, 12, 24].map((months) => windowEnd(months, 'month'))).toEqual([6, 12, 24]);
		for (const unit of ['day', 'week', 'month'] as const)
			for (const months of [6, 12, 24])
				expect(windowEnd(months, unit) % curveGrid(unit, 84)).toBe(0);
		expect(curveGrid('month', 85)).toBe(6);
	});
});
